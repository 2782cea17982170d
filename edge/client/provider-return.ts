import { PROVIDER_FRAGMENT } from "@tocsin/contract/identity/provider.ts";
import { REFUSAL_CODES, refusalText, refuse } from "@tocsin/contract/refusal.ts";

export interface ProviderReturn {
  /** Whether the provider's word has opened a session. */
  readonly cameIn: boolean;
  /** What the sign-in has to do with it, once: ask for the own second factor, or say why nobody is in. */
  readonly readCameBack: (lang: "zh" | "en") => { readonly codeNeeded: boolean; readonly said: string } | null;
}

/**
 * With what the server sent the browser back from the identity provider: `in`, or a refusal's code, in the address's fragment `hash`.
 * `forget` takes it out of the address: it is said once, and a page that is loaded again begins anew.
 */
export function providerReturn(hash: string, forget: () => void): ProviderReturn {
  const word = new URLSearchParams(hash.slice(1)).get(PROVIDER_FRAGMENT);
  if (word !== null) forget();
  const cameIn = word === "in";
  let unread = cameIn ? null : word;
  return {
    cameIn,
    readCameBack(lang) {
      const code = REFUSAL_CODES.find((known) => known === unread);
      unread = null;
      return code === undefined ? null : { codeNeeded: code === "CODE_NEEDED", said: code === "CODE_NEEDED" ? "" : refusalText(refuse(code), lang) };
    },
  };
}
