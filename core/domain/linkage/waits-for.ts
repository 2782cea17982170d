import type { Cooperation } from "@tocsin/contract/joint/cooperation.ts";
import { assists, type Matter, writerOf } from "@tocsin/contract/linkage/matter.ts";
import { isCalled } from "@tocsin/contract/linkage/whistle.ts";

/** Whether a matter waits for something of a party: its next step, its help, or its word to a whistle. */
export const matterWaitsFor = ({ custody, assistants, whistle }: Pick<Matter, "custody" | "assistants" | "whistle">, party: string): boolean =>
  (custody.clock !== null && writerOf(custody) === party) || assistants.some((seat) => seat.party === party && assists(seat)) ||
  (whistle?.status === "BLOWN" && whistle.calls.some((call) => call.department === party && call.ackedAt === null && isCalled(call)));

/** Whether joint work waits for an organisation's answer, its own or that for a silent one below it; `path` is the organisation's. */
export const jointWaitsFor = ({ parties }: Pick<Cooperation, "parties">, orgId: string, path: string | undefined): boolean =>
  parties.some((party) => party.answer === null && (party.escalatedTo === null ? party.orgId === orgId : party.escalatedTo === path));
