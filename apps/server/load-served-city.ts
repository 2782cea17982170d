import { faultText, type Fault } from "@tocsin/city/fault.ts";
import { loadCity } from "@tocsin/city/load-city.ts";
import type { City } from "@tocsin/contract/organisation/city.ts";
import { indexCity } from "@tocsin/domain/organisation/index-city.ts";
import { PROBE_ROLE } from "./features/channels/probe-seat.ts";
import { openLayoutBook } from "./layout-book.ts";
import type { ServedCity } from "./served-city.ts";
import { indexRoles } from "./session.ts";
import { sharedWords } from "./shared-words.ts";

/** A city with faults does not start; the message names every one of them by file, line and field. */
export class FaultyCity extends Error {
  override readonly name = "FaultyCity";
  readonly faults: readonly Fault[];

  constructor(dir: string, faults: readonly Fault[]) {
    const lines = faults.flatMap((fault) => [`  ${faultText(fault, "zh")}`, `    ${faultText(fault, "en")}`]);
    super(`城市数据有 ${faults.length} 处错误,不能启动 / the city's files have ${faults.length} fault(s), it does not start: ${dir}\n${lines.join("\n")}`);
    this.faults = faults;
  }
}

/** Loads and checks a city's folder. @throws FaultyCity */
export function loadServedCity(dir: string, standardDir: string | undefined): ServedCity {
  const loaded = loadCity(dir, standardDir === undefined ? {} : { standardDir });
  if (!loaded.ok) throw new FaultyCity(dir, loaded.faults);
  return servedCity(loaded.city);
}

/** A sound city with the look-ups of one server. */
export const servedCity = (city: City): ServedCity => ({ index: indexCity(city), roles: indexRoles([...city.roles, PROBE_ROLE]), layouts: openLayoutBook(city), shared: sharedWords() });
