import { useSay } from "../language/words.ts";
import type { MatterAct } from "./matter-acts.ts";
import { usePartyName } from "./party-name.ts";

/** What the key of an act says; on a call of three, of whose line. */
export function useActWord(): (act: MatterAct) => string {
  const say = useSay();
  const name = usePartyName();
  return ({ name: command, who }) => (who === undefined ? say(`matter.act.${command}`) : `${name(who)} ${say(`matter.act.${command}`)}`);
}
