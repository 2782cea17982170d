import { newUlid } from "@tocsin/client/new-ulid.ts";
import type { CommandPayload } from "@tocsin/contract/commands.ts";
import type { Priority } from "@tocsin/contract/organisation/city.ts";
import type { CityView } from "@tocsin/contract/views.ts";
import type { RandomStream } from "@tocsin/kernel/random.ts";

/** Share of each priority among the calls of a surge. */
export const MIX: readonly (readonly [Priority, number])[] = [["P1", 0.1], ["P2", 0.25], ["P3", 0.4], ["P4", 0.25]];

/** Calls lie around the stations and posts of the city, within about this many degrees. */
const AROUND = 0.006;

const SAID = ["楼下有人打起来了,已经见血", "路口两车相撞,堵住一条车道", "邻居半夜施工,吵得睡不着", "店里丢了东西,人已经走了", "老人走失,穿蓝色外套", "楼道有煤气味", "有人堵门不让进"];

export interface SurgeCall {
  readonly priority: Priority;
  readonly payload: CommandPayload["intake.receive"];
}

/** An endless, seeded mix of calls, each with a type of its priority and a place inside the city. */
export function surgeCalls(city: CityView, dice: RandomStream): () => SurgeCall {
  const types = new Map(MIX.map(([priority]) => [priority, city.types.flatMap(({ type }) => (type.priority === priority && type.code !== "MR-01" ? [type.code] : []))]));
  const stations = city.orgs.filter(({ level }) => level === "POST" || level === "STATION");
  const drawPriority = (): Priority => {
    let rest = dice.next();
    return MIX.find(([, share]) => (rest -= share) < 0)?.[0] ?? "P3";
  };
  let number = 0;
  return () => {
    const priority = drawPriority();
    const { lon, lat, nameZh } = dice.pick(stations);
    const point = { lon: lon + (dice.next() - 0.5) * 2 * AROUND, lat: lat + (dice.next() - 0.5) * 2 * AROUND };
    number += 1;
    return {
      priority,
      payload: {
        incidentId: newUlid(), channel: "CALL_110", callback: `139${String(number).padStart(8, "0")}`, text: `${nameZh}附近${dice.pick(SAID)}`,
        typeCode: dice.pick(types.get(priority)!), place: { addressText: `${nameZh}附近${dice.integer(1, 400)}号`, point, datum: "WGS84" }, confirmOutside: true,
      },
    };
  };
}
