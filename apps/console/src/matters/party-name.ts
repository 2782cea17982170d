import { CALLER } from "@tocsin/contract/linkage/call.ts";
import { agencyName, orgName } from "../city/city-index.ts";
import { useLang, useSay } from "../language/words.ts";
import { useCity } from "../live/session.ts";

/** What a party is called: 110, a department, or an organisation of the chain; on a call of three also whoever called in. */
export function usePartyName(): (party: string) => string {
  const say = useSay();
  const lang = useLang();
  const index = useCity();
  return (party) => (party === "POLICE" ? say("matter.police") : party === CALLER ? say("call.caller") : index.orgById.has(party) ? orgName(index, party, lang) : agencyName(index, party, lang));
}
