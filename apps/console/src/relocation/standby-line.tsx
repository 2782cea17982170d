import type { Unit } from "@tocsin/contract/dispatch/unit.ts";
import { Age } from "../incident/age.tsx";
import { useLang, useSay } from "../language/words.ts";
import { act } from "../live/act.ts";
import { mayDo, useCity, useSeat } from "../live/session.ts";
import { postName } from "./advised-moves.ts";

/** On the unit's card: the post at which it stands by away from its base, and the way back. */
export function StandbyLine({ unit }: { readonly unit: Unit }) {
  const say = useSay();
  const lang = useLang();
  const city = useCity();
  const seat = useSeat();
  if (unit.standby == null) return null;
  const { postId, since, reachedAt } = unit.standby;
  const end = (): void => void act("dispatch.endStandby", { unitId: unit.id }, { done: say("standby.ended", { unit: unit.callSign }) });
  return (
    <div>
      ⇄ {say(reachedAt === null ? "standby.going" : "standby.there", { post: postName(city, postId, lang) })} <span className="dim"><Age at={reachedAt ?? since} /></span>{" "}
      {mayDo(seat, "dispatch.endStandby") && <button type="button" className="plain" onClick={end}>{say("standby.end")}</button>}
    </div>
  );
}
