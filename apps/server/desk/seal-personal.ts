import type { CommandName } from "@tocsin/contract/commands.ts";
import type { Refusal } from "@tocsin/contract/refusal.ts";
import { isSealed } from "@tocsin/ledger/personal/sealed-text.ts";
import type { Vault } from "@tocsin/ledger/personal/vault.ts";

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

/** A conflict over the number says what the caller wrote, as it was written; what stands there stays sealed. */
export function unsealedRefusal(refusal: Refusal, asked: unknown): Refusal {
  const body = asked as Body;
  return refusal.code === "FIELD_CONFLICT" && body["field"] === "callback" ? { ...refusal, params: { ...refusal.params, yours: body["to"] } } : refusal;
}
