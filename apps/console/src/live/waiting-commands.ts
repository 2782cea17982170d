import { NetworkError } from "@tocsin/client/transport.ts";
import type { CommandName, CommandPayload } from "@tocsin/contract/commands.ts";
import { sayNow } from "../language/words.ts";
import { createKeptStore, useStore } from "../store/external-store.ts";
import { takeAccepted } from "./live-board.ts";
import { notify } from "./notice.ts";
import { client } from "./session.ts";

/** A command that waits for the line, under its id: sent twice it has its effect once. */
export interface WaitingCommand {
  readonly name: CommandName;
  readonly payload: CommandPayload[CommandName];
  readonly key: string;
}

const isList = (value: unknown): value is readonly WaitingCommand[] => Array.isArray(value);
export const waitingStore = createKeptStore<readonly WaitingCommand[]>("waiting", [], isList);

export const keepForLater = (command: WaitingCommand): void => waitingStore.set((before) => (before.some(({ key }) => key === command.key) ? before : [...before, command]));

let sending = false;

/** Sends what waits, in order; stops at the first that gets no answer. A refused one is named and goes. */
export async function sendWaiting(): Promise<void> {
  if (sending) return;
  sending = true;
  try {
    for (let next = waitingStore.get()[0]; next; next = waitingStore.get()[0]) {
      const { key } = next;
      const answer = await client.command(next.name, next.payload, { key });
      waitingStore.set((before) => before.filter((command) => command.key !== key));
      if (answer.ok) takeAccepted(answer);
      else notify("refused", answer.message);
      if (answer.ok && waitingStore.get().length === 0) notify("done", sayNow("notice.allSent"));
    }
  } catch (error) {
    if (!(error instanceof NetworkError)) throw error;
  } finally {
    sending = false;
  }
}

const countOf = (waiting: readonly WaitingCommand[]): number => waiting.length;
export const useWaitingCount = (): number => useStore(waitingStore, countOf);

/** Whether an incident was entered here and has not reached the server yet. */
export function useWaitsFor(incidentId: string | null): boolean {
  return useStore(waitingStore, (waiting) => waiting.some(({ payload }) => "incidentId" in payload && payload.incidentId === incidentId));
}
