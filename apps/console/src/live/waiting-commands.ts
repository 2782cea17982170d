import { NetworkError } from "@tocsin/client/transport.ts";
import type { CommandName, CommandPayload } from "@tocsin/contract/commands.ts";
import { sayNow } from "../language/words.ts";
import { useStore } from "../store/external-store.ts";
import { createKeptRecords } from "../store/kept-records.ts";
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

/** By key, which tells the order of entry. */
type Waiting = Readonly<Record<string, WaitingCommand>>;
const isWaiting = (value: unknown): value is WaitingCommand => typeof value === "object" && value !== null && "by" in value && "key" in value;
const waitingCommands = createKeptRecords("waiting", isWaiting);

/** Keeps a command until it can be sent; answers the number under which it goes on paper meanwhile. */
export function keepForLater(command: Omit<WaitingCommand, "by" | "paperNo">): string {
  const by = seatNow().userId;
  const paperNo = paperNumber(by, serverNow() + cityNow().city.head.utcOffset * 60_000, command.key);
  if (waitingCommands.store.get()[command.key] === undefined) waitingCommands.keep(command.key, by, { ...command, by, paperNo });
  return paperNo;
}

const ownOf = (waiting: Waiting, userId: string): readonly WaitingCommand[] => Object.values(waiting).filter(({ by }) => by === userId);

/** Answers that say nothing about the command: it goes on waiting. */
const NOT_NOW: readonly string[] = ["SEAT_LOCKED", "NOT_SIGNED_IN", "NOT_STORED", "TOO_BUSY", "TOO_SLOW"];

let sending = false;

/** Sends what waits, in order; stops at the first that gets no answer. A refused one is named and goes. */
export async function sendWaiting(): Promise<void> {
  if (sending) return;
  sending = true;
  try {
    const { userId } = seatNow();
    const first = (): WaitingCommand | undefined => ownOf(waitingCommands.store.get(), userId)[0];
    for (let next = first(); next; next = first()) {
      const { key } = next;
      const answer = await client.command(next.name, next.payload, { key });
      if (!answer.ok && NOT_NOW.includes(answer.code)) return;
      waitingCommands.drop(key);
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
  return useStore(waitingCommands.store, (waiting) => ownOf(waiting, userId).length);
}

/** Whether an incident was entered here and has not reached the server yet. */
export function useWaitsFor(incidentId: string | null): boolean {
  return useStore(waitingCommands.store, (waiting) => Object.values(waiting).some(({ payload }) => "incidentId" in payload && payload.incidentId === incidentId));
}
