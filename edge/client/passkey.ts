import { browserSupportsWebAuthn, startAuthentication, startRegistration, type PublicKeyCredentialCreationOptionsJSON, type PublicKeyCredentialRequestOptionsJSON } from "@simplewebauthn/browser";
import type { Passkeys } from "@tocsin/contract/identity/passkeys.ts";
import type { Proof } from "@tocsin/contract/views.ts";
import type { Client } from "./client.ts";

/** What console and phone share of proving who sits there: the browser's own window for passkeys, and what a form says. */

/** Whoever closes the browser's own window has decided so. */
export class NothingProved extends Error {}

export const hasPasskeys = (): boolean => browserSupportsWebAuthn();

/** What a passkey says to an open question of the server. @throws NothingProved */
export async function askPasskey(client: Pick<Client, "beginPasskeySignIn">): Promise<NonNullable<Proof["passkey"]>> {
  const options = await client.beginPasskeySignIn();
  const proof = await startAuthentication({ optionsJSON: options as unknown as PublicKeyCredentialRequestOptionsJSON }).catch(() => null);
  if (proof === null) throw new NothingProved("the window was closed");
  return proof as unknown as NonNullable<Proof["passkey"]>;
}

/** Makes a passkey on this device, under a name by which its owner knows it; answers all that the account has. @throws NothingProved */
export async function makePasskey(client: Pick<Client, "beginPasskey" | "confirmPasskey">, proof: Proof, name: string): Promise<Passkeys["passkeys"]> {
  const options = await client.beginPasskey(proof);
  const made = await startRegistration({ optionsJSON: options as unknown as PublicKeyCredentialCreationOptionsJSON }).catch(() => null);
  if (made === null) throw new NothingProved("the window was closed");
  return (await client.confirmPasskey(name, made)).passkeys;
}

/** What a form proves by its fields `password` and `code`, or by a passkey where `byPasskey` is ticked. @throws NothingProved */
export async function proofOf(client: Pick<Client, "beginPasskeySignIn">, fields: FormData): Promise<Proof> {
  if (fields.get("byPasskey") === "on") return { passkey: await askPasskey(client) };
  const code = String(fields.get("code") ?? "").trim();
  return { password: String(fields.get("password") ?? ""), ...(code === "" ? {} : { code }) };
}
