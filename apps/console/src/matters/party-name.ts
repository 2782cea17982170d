import { agencyName, orgName } from "../city/city-index.ts";
import { useLang, useSay } from "../language/words.ts";
import { useCity } from "../live/session.ts";

/** What a party is called: 110, a department, or an organisation of the chain. */
export function usePartyName(): (party: string) => string {
  const say = useSay();
  const lang = useLang();
  const index = useCity();
  return (party) => (party === "POLICE" ? say("matter.police") : index.orgById.has(party) ? orgName(index, party, lang) : agencyName(index, party, lang));
}
