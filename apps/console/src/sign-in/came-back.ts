import { PROVIDER_FRAGMENT } from "@tocsin/contract/identity/provider.ts";
import { REFUSAL_CODES, refusalText, refuse, type RefusalCode } from "@tocsin/contract/refusal.ts";

/** The word in the address with which the server sent the browser back from the identity provider: `in`, or a refusal's code. */
const word = new URLSearchParams(location.hash.slice(1)).get(PROVIDER_FRAGMENT);
// Said once: a page that is loaded again begins anew.
if (word !== null) history.replaceState(null, "", location.pathname + location.search);

/** Whether the provider's word has opened a session. */
export const cameIn = word === "in";

let unread = cameIn ? null : word;
/** What the sign-in has to do with it, once: ask for the own second factor, or say why nobody is in. */
export function readCameBack(lang: "zh" | "en"): { readonly codeNeeded: boolean; readonly said: string } | null {
  const code = REFUSAL_CODES.find((known) => known === unread) as RefusalCode | undefined;
  unread = null;
  return code === undefined ? null : { codeNeeded: code === "CODE_NEEDED", said: code === "CODE_NEEDED" ? "" : refusalText(refuse(code), lang) };
}
