import type { PremiseRow } from "@tocsin/contract/organisation/city.ts";
import type { SensorRow } from "@tocsin/contract/organisation/sensor.ts";

type Kind = SensorRow["kind"];
/** What is measured at premises of a kind, and at how many of them. */
const MEASURED: readonly (readonly [premise: PremiseRow["kind"], kind: Kind, count: number, zh: string, en: string])[] = [
  ["METRO", "CROWD_COUNT", 4, "客流计数", "passenger count"], ["MALL", "SMOKE", 3, "烟感主机", "smoke alarm"], ["MARKET", "GAS", 3, "燃气探测", "gas detector"], ["VENUE", "CROWD_COUNT", 2, "人流计数", "crowd count"],
];

/** The sensors whose alarms the demo city takes (CMD-01). */
export const drawSensors = (premises: readonly PremiseRow[]): SensorRow[] =>
  MEASURED.flatMap(([premise, kind, count, zh, en]) =>
    premises.filter((row) => row.kind === premise).slice(0, count).map(({ id, nameZh, nameEn, lon, lat }) => ({ id: `SN-${id}`, kind, nameZh: `${nameZh}${zh}`, nameEn: `${nameEn} ${en}`, lon, lat })),
  );
