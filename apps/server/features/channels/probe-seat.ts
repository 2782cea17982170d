import { createHmac, timingSafeEqual } from "node:crypto";
import { PROBE_PATH } from "@tocsin/contract/intake/incident.ts";
import type { RoleRow } from "@tocsin/contract/organisation/city.ts";
import type { Session } from "../../session.ts";
import type { FoundSeat } from "../identity/seats.ts";

/** The role of the watch over channels (R38): no city can have one of this name. It sees synthetic incidents, and the desk takes nothing else of it. */
export const PROBE_ROLE: RoleRow = { role: "_PROBE", nameZh: "渠道自检", nameEn: "Channel check", commands: ["intake.receive"], views: ["INCIDENT"] };

export const probeSession = (channel: string): Session => ({ userId: `probe/${channel}`, name: PROBE_ROLE.nameZh, grants: [{ role: PROBE_ROLE.role, orgPath: PROBE_PATH }], unitId: null, agency: "" });

/** With what a server asks at its own doors, as machines do with their keys. The same on every server of a database. */
export interface ProbeSeat {
  tokenFor(channel: string): string;
  find(token: string): FoundSeat | null;
}

const FORM = /^probe\.([a-z0-9-]{1,40})\.[\w-]{43}$/;

/** `key`: 32 bytes from outside the database. */
export function openProbeSeat(key: Uint8Array): ProbeSeat {
  const tokenFor = (channel: string): string => `probe.${channel}.${createHmac("sha256", key).update(channel).digest("base64url")}`;
  return {
    tokenFor,
    find(token) {
      const channel = FORM.exec(token)?.[1];
      if (channel === undefined || !timingSafeEqual(Buffer.from(token), Buffer.from(tokenFor(channel)))) return null;
      return { id: `probe/${channel}`, session: probeSession(channel), locked: false, secondFactor: "OFF", passwordDue: false, renewed: null };
    },
  };
}
