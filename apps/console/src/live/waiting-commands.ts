import { NetworkError } from "@tocsin/client/transport.ts";
import type { CommandName, CommandPayload } from "@tocsin/contract/commands.ts";
import { sayNow } from "../language/words.ts";
import { createKeptStore, useStore } from "../store/external-store.ts";
import { takeAccepted } from "./live-board.ts";
import { notify } from "./notice.ts";
import { paperNumber } from "./paper-number.ts";
import { serverNow } from "./server-clock.ts";
import { cityNow, client, seatNow, useSeat } from "./session.ts";

/** A command that waits for the line, under its id: sent twice it has its effect once. */
export interface WaitingCommand {
  readonly name: CommandName;
  readonly payload: CommandPayload[CommandName];
  readonly key: string;
  /** Account that entered it: nobody else sends it. */
  readonly by: string;
  /** What stands on the paper meanwhile, so that paper and record are found together later. */
  readonly paperNo?: string;
}

const isList = (value: unknown): value is readonly WaitingCommand[] => Array.isArray(value) && value.every((each) => typeof each === "object" && each !== null && "by" in each && "key" in each);
export const waitingStore = createKeptStore<readonly WaitingCommand[]>("waiting", [], isList);

/** Keeps a command until it can be sent; answers the number under which it goes on paper meanwhile. */
export function keepForLater(command: Omit<WaitingCommand, "by" | "paperNo">): string {
  const by = seatNow().userId;
  const paperNo = paperNumber(by, serverNow() + cityNow().city.head.utcOffset * 60_000, command.key);
  waitingStore.set((before) => (before.some(({ key }) => key === command.key) ? before : [...before, { ...command, by, paperNo }]));
  return paperNo;
}

const ownOf = (waiting: readonly WaitingCommand[], userId: string): readonly WaitingCommand[] => waiting.filter(({ by }) => by === userId);

/** Answers that say nothing about the command: it goes on waiting. */
const NOT_NOW: readonly string[] = ["SEAT_LOCKED", "NOT_SIGNED_IN", "NOT_STORED", "TOO_BUSY", "TOO_SLOW"];

let sending = false;

/** Sends what waits, in order; stops at the first that gets no answer. A refused one is named and goes. */
export async function sendWaiting(): Promise<void> {
  if (sending) return;
  sending = true;
  try {
    const { userId } = seatNow();
    const first = (): WaitingCommand | undefined => ownOf(waitingStore.get(), userId)[0];
    for (let next = first(); next; next = first()) {
      const { key } = next;
      const answer = await client.command(next.name, next.payload, { key });
      if (!answer.ok && NOT_NOW.includes(answer.code)) return;
      waitingStore.set((before) => before.filter((command) => command.key !== key));
      if (answer.ok) takeAccepted(answer);
      else notify("refused", answer.message);
      if (answer.ok && first() === undefined) notify("done", sayNow("notice.allSent"));
    }
  } catch (error) {
    if (!(error instanceof NetworkError)) throw error;
  } finally {
    sending = false;
  }
}

export function useWaitingCount(): number {
  const { userId } = useSeat();
  return useStore(waitingStore, (waiting) => ownOf(waiting, userId).length);
}

/** Whether an incident was entered here and has not reached the server yet. */
export function useWaitsFor(incidentId: string | null): boolean {
  return useStore(waitingStore, (waiting) => waiting.some(({ payload }) => "incidentId" in payload && payload.incidentId === incidentId));
}
