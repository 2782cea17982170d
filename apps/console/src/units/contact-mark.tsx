import type { Unit } from "@tocsin/contract/dispatch/unit.ts";
import { isUnverified } from "@tocsin/domain/organisation/contact.ts";
import { useSay } from "../language/words.ts";
import { act } from "../live/act.ts";
import { useNow } from "../live/server-clock.ts";
import { mayDo, useCity, useSeat } from "../live/session.ts";

/** Says that a site group's contact has not been checked for too long; with `act`, whoever may can say that it has been now (DSP-10). */
export function ContactMark({ unit, act: acting = false }: { readonly unit: Unit; readonly act?: boolean }) {
  const say = useSay();
  const seat = useSeat();
  const limitS = useCity().city.deadlines.contactCheck;
  // The limit is counted in days: the mark need not follow every second.
  const minute = Math.floor(useNow() / 60_000) * 60_000;
  if (!isUnverified(unit, minute, limitS)) return null;
  const verify = (): void => void act("dispatch.verifyContact", { unitId: unit.id }, { done: say("notice.verified") });
  return (
    <>
      <span className="tag tag-amber">◌ {say("unit.unverified")}</span>
      {acting && mayDo(seat, "dispatch.verifyContact") && <button type="button" className="plain" onClick={verify}>{say("unit.verify")}</button>}
    </>
  );
}
