import { createHash } from "node:crypto";
import type { AdvisoryArea, AdvisoryKind, AdvisoryLevel } from "@tocsin/contract/command/advisory.ts";
import type { CommandPayload } from "@tocsin/contract/commands.ts";
import type { CapAlert, CapInfo } from "./alert.ts";

const CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** A ULID that always is the same for the same message of the same sender, so that a message which comes twice is one. */
export function messageId({ sender, identifier }: { readonly sender: string; readonly identifier: string }): string {
  const hash = createHash("sha256").update(JSON.stringify([sender, identifier])).digest();
  const rest = Array.from({ length: 25 }, (_, i) => CROCKFORD[hash[i + 1]! & 31]).join("");
  return `${hash[0]! & 7}${rest}`;
}

const LEVELS: Readonly<Record<CapInfo["severity"], AdvisoryLevel>> = { Extreme: "RED", Severe: "ORANGE", Moderate: "YELLOW", Minor: "BLUE", Unknown: "YELLOW" };
const KINDS: Readonly<Partial<Record<CapInfo["categories"][number], AdvisoryKind>>> = { Met: "WEATHER", Geo: "GEOLOGY", Fire: "FIRE", Health: "HEALTH", Transport: "TRAFFIC", Infra: "UTILITY" };

/** Chinese if there is some, else the first language that it comes in. */
export const spokenInfo = ({ infos }: CapAlert): CapInfo | null => infos.find(({ language }) => language.toLowerCase().startsWith("zh")) ?? infos[0] ?? null;

const cut = (text: string, most: number): string => (text.length <= most ? text : `${text.slice(0, most - 1)}…`);

/** Control characters that our own texts may not hold; a line break stays. */
const plain = (text: string | null, most: number): string => cut((text ?? "").replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g, " ").trim(), most);

function areaOf(info: CapInfo): AdvisoryArea {
  const { areas } = info;
  return {
    desc: plain(areas.map(({ areaDesc }) => areaDesc).join("；"), 400),
    rings: areas.flatMap(({ polygons }) => polygons.map((ring) => ring.map(([lon, lat]): [number, number] => [lon, lat]))).slice(0, 40),
    circles: areas.flatMap(({ circles }) => circles.map(({ lon, lat, radiusM }) => ({ lon, lat, radiusM: Math.min(radiusM, 500_000) }))).slice(0, 40),
  };
}

/** What an alert says as an advisory of ours; null where it says nothing that could be one. */
export function toAdvisory(alert: CapAlert, advisoryId: string): CommandPayload["command.raiseAdvisory"] | null {
  const info = spokenInfo(alert);
  if (info === null) return null;
  const begins = info.onset ?? info.effective;
  return {
    advisoryId,
    kind: info.categories.flatMap((category) => KINDS[category] ?? [])[0] ?? "OTHER",
    level: LEVELS[info.severity],
    headline: plain(info.headline ?? info.event, 200),
    text: plain(info.description, 4_000),
    instruction: plain(info.instruction, 2_000),
    area: areaOf(info),
    ...(begins === null ? {} : { onset: begins }),
    ...(info.expires === null ? {} : { expires: info.expires }),
    sender: alert.sender.slice(0, 200),
    identifier: alert.identifier,
    sentAt: alert.sent,
    drill: alert.status === "Exercise",
  };
}
