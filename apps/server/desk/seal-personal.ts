import type { CommandName, CommandPayload } from "@tocsin/contract/commands.ts";
import type { Refusal } from "@tocsin/contract/refusal.ts";
import { isSealed } from "@tocsin/ledger/personal/sealed-text.ts";
import type { Vault } from "@tocsin/ledger/personal/vault.ts";
import { sharedSubject } from "../shared-words.ts";

type Body = Record<string, unknown>;

/** What of a command is a caller's number: its own field, or an amendment of that field. What came back sealed stays so. */
const numbersIn = (name: CommandName, body: Body): readonly string[] => (name === "intake.amend" ? (body["field"] === "callback" ? ["from", "to"] : []) : ["callback"]);

/** Callers' numbers that a command brings in, as they were given. */
export function numbersGiven(name: CommandName, payload: unknown): readonly string[] {
  const body = payload as Body;
  if (typeof body["incidentId"] !== "string") return [];
  return numbersIn(name, body).filter((field) => field !== "from").flatMap((field) => (typeof body[field] === "string" ? [body[field]] : []));
}

/** The command with callers' numbers sealed for their incident: nothing behind this sees one (decision 0018). */
export async function sealPersonal(vault: Pick<Vault, "seal">, name: CommandName, payload: unknown): Promise<unknown> {
  const body = payload as Body;
  const subject = body["incidentId"];
  if (typeof subject !== "string") return payload;
  const sealed: Body = { ...body };
  for (const field of numbersIn(name, body)) {
    const value = body[field];
    // Only `from` may come back as it was shown in a conflict; a number that was typed is sealed whatever it looks like.
    if (typeof value === "string" && !(field === "from" && isSealed(value))) sealed[field] = await vault.seal(subject, value);
  }
  return sealed;
}

const sealText = (seal: (text: string) => Promise<string>) => async <Said extends { readonly text: string }>(said: Said): Promise<Said> => ({ ...said, text: await seal(said.text) });

/** What a neighbour tells of a matter under an agreement, with its words sealed for that matter: they are deleted by their key when the agreed period is over (JNT-07). */
export async function sealShared(vault: Pick<Vault, "seal">, { matterId, about, words, ...told }: CommandPayload["linkage.exchange"]): Promise<CommandPayload["linkage.exchange"]> {
  const seal = (text: string): Promise<string> => vault.seal(sharedSubject(matterId), text);
  const said = sealText(seal);
  const { content } = about;
  const place = content.place === null ? null : { ...content.place, addressText: await seal(content.place.addressText) };
  return {
    ...told, matterId, about: { ...about, content: { ...content, text: await seal(content.text), place } },
    ...(words === undefined ? {} : { words: { progress: await Promise.all(words.progress.map(said)), reply: words.reply === null ? null : await said(words.reply) } }),
  };
}

/** What is said here of such a matter goes under its key too; of any other it is left as it is. */
export const sealAnswer = async (vault: Pick<Vault, "sealIfKept">, payload: CommandPayload["linkage.progress"]): Promise<CommandPayload["linkage.progress"]> => ({ ...payload, text: await vault.sealIfKept(sharedSubject(payload.matterId), payload.text) });

/** A conflict over the number says what the caller wrote, as it was written; what stands there stays sealed. */
export function unsealedRefusal(refusal: Refusal, asked: unknown): Refusal {
  const body = asked as Body;
  return refusal.code === "FIELD_CONFLICT" && body["field"] === "callback" ? { ...refusal, params: { ...refusal.params, yours: body["to"] } } : refusal;
}
