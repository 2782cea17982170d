import { newUlid } from "@tocsin/client/new-ulid.ts";
import { NetworkError } from "@tocsin/client/transport.ts";
import type { CommandName, CommandPayload } from "@tocsin/contract/commands.ts";
import type { Accepted, Refused } from "@tocsin/contract/views.ts";
import { isWord, sayNow } from "../language/words.ts";
import { foundLocked } from "../lock/seat-lock.ts";
import { takeAccepted } from "./live-board.ts";
import { notify, type Notice } from "./notice.ts";
import { keepForLater } from "./waiting-commands.ts";
import { client, leave } from "./session.ts";

export type Outcome =
  | { readonly ok: true; readonly accepted: Accepted }
  | { readonly ok: false; readonly refused: Refused }
  /** No answer came. What a caller said is kept and sent again by itself; an order waits for a person. */
  | { readonly ok: false; readonly refused: null };

export interface ActOptions {
  /** Said when it is done. */
  readonly done?: string;
  /** Offered with it: the way back. */
  readonly undo?: Notice["mend"];
  /** Codes that the caller answers itself: no notice. */
  readonly answers?: readonly string[];
  readonly key?: string;
}

/** What callers and officers said must not be lost while the line is cut; it does no harm when it arrives later. */
const SENT_LATER: readonly CommandName[] = ["intake.receive", "intake.addNote", "intake.addReport", "intake.addFact", "rooms.post"];

/** The server is there and cannot store it now: what was entered is kept here as when the line is cut. */
const UNSTORED: readonly string[] = ["NOT_STORED", "TOO_BUSY"];

function kept<Name extends CommandName>(name: Name, payload: CommandPayload[Name], key: string): Outcome {
  notify("lost", sayNow("notice.sentLater", { paper: keepForLater({ name, payload, key }) }));
  return { ok: false, refused: null };
}

/** Sends a command, shows its outcome, and puts the records of the answer on the board. Never throws for a refusal or a cut line. */
export async function act<Name extends CommandName>(name: Name, payload: CommandPayload[Name], options: ActOptions = {}): Promise<Outcome> {
  const key = options.key ?? newUlid();
  try {
    const answer = await client.command(name, payload, { key, retry: true });
    if (!answer.ok && answer.code === "NOT_SIGNED_IN") {
      if (SENT_LATER.includes(name)) keepForLater({ name, payload, key });
      leave();
      return { ok: false, refused: null };
    }
    if (!answer.ok && answer.code === "SEAT_LOCKED") {
      if (SENT_LATER.includes(name)) keepForLater({ name, payload, key });
      foundLocked();
      return { ok: false, refused: null };
    }
    if (!answer.ok && UNSTORED.includes(answer.code) && SENT_LATER.includes(name)) return kept(name, payload, key);
    if (!answer.ok) {
      if (!options.answers?.includes(answer.code)) notify("refused", refusalSentence(answer));
      return { ok: false, refused: answer };
    }
    takeAccepted(answer);
    if (options.done !== undefined) notify("done", options.done, options.undo ?? null);
    return { ok: true, accepted: answer };
  } catch (error) {
    if (!(error instanceof NetworkError)) throw error;
    if (SENT_LATER.includes(name)) return kept(name, payload, key);
    notify("lost", sayNow("notice.noAnswer"), { key: "Z", text: sayNow("notice.sendAgain"), run: () => void act(name, payload, { ...options, key }) });
    return { ok: false, refused: null };
  }
}

/** A field by the word that stands beside it on the screen; one that has none by its path. */
function fieldName(path: string): string {
  const word = `field.${path.split(".").at(-1) ?? ""}`;
  return isWord(word) ? sayNow(word) : path.replace(/^\$\.?/, "");
}

/** The server's sentence, in the chosen language, with the fields it names. */
export function refusalSentence(refused: Refused): string {
  if (refused.code === "VALIDATION_FAILED" && refused.fields !== undefined && refused.fields.length > 0) return refused.fields.map(({ path, message }) => sayNow("refused.field", { field: fieldName(path), message })).join(sayNow("list.semicolon"));
  const fields = refused.fields?.map(({ path, message }) => `${path}: ${message}`).join("; ");
  return fields && !refused.message.includes(fields) ? `${refused.message} (${fields})` : refused.message;
}
