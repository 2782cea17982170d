import type { Unit } from "@tocsin/contract/dispatch/unit.ts";
import { useWording } from "../language/wording.ts";
import { useField } from "../state/field.ts";

/** The post at which the unit is to stand by, and the one tap that says it is there (DSP-06). */
export function StandbyCard({ unit }: { readonly unit: Unit }) {
  const { state, session, may } = useField();
  const { words, lang, time } = useWording();
  if (unit.standby == null) return null;
  const { postId, since, reachedAt } = unit.standby;
  const post = state.city?.standbyPosts.find(({ id }) => id === postId);
  const name = post === undefined ? postId : lang === "zh" ? post.nameZh : post.nameEn;
  return (
    <section className={reachedAt === null ? "alert" : "card"} role={reachedAt === null ? "alert" : undefined}>
      <h2>{reachedAt === null ? words.standby.go(name) : words.standby.there(name)}</h2>
      <p>{reachedAt === null ? words.standby.since(time(since)) : words.standby.reached(time(reachedAt))}</p>
      {reachedAt === null && may("dispatch.reachStandby") && (
        <button type="button" onClick={() => session.act({ name: "dispatch.reachStandby", payload: { unitId: unit.id, deviceAt: Date.now() } })}>{words.standby.reach}</button>
      )}
    </section>
  );
}
