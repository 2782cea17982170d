import { useState } from "react";
import type { Assignment, Order } from "@tocsin/contract/dispatch/order.ts";
import type { Incident } from "@tocsin/contract/intake/incident.ts";
import { orgName } from "../city/city-index.ts";
import { ReasonPrompt } from "../incident/reason-prompt.tsx";
import { useLang, useSay } from "../language/words.ts";
import { act } from "../live/act.ts";
import { mayDo, useCity, useSeat } from "../live/session.ts";

interface Props {
  readonly incident: Incident;
  readonly order: Order;
  readonly assignment: Assignment;
}

const within = (path: string, ancestor: string): boolean => path === ancestor || path.startsWith(`${ancestor}.`);

/** A unit that a higher desk has assigned here: it cannot be re-tasked, its release can be asked for, and is answered in one act (ORG-04). */
export function ReleaseLine({ incident, order, assignment }: Props) {
  const say = useSay();
  const lang = useLang();
  const city = useCity();
  const seat = useSeat();
  const [asking, setAsking] = useState<"ask" | "no" | null>(null);
  const { release } = assignment;
  const ref = { incidentId: incident.id, orderId: order.id, unitId: assignment.unitId };
  const over = seat.grants.some(({ orgPath }) => within(order.issuedByPath, orgPath));
  const open = release?.answer === null;
  const answer = (granted: boolean, text: string): void => void act("dispatch.answerRelease", { ...ref, granted, text }, { done: say("release.done") });
  const central = city.orgByPath.get(incident.orgPath)?.governance === "CENTRAL";
  return (
    <div className="release">
      {open && <span className="tag tag-amber">{over ? say("release.wants", { org: orgName(city, release.orgPath, lang), reason: release.reason }) : say("release.asked")}</span>}
      {release?.answer?.granted === false && <span className="tag">{say("release.refused", { text: release.answer.text })}</span>}
      {open && over && mayDo(seat, "dispatch.answerRelease") && (
        <>
          <button type="button" className="plain" onClick={() => answer(true, "")}>{say("release.yes")}</button>
          <button type="button" className="plain" onClick={() => setAsking("no")}>{say("release.no")}</button>
        </>
      )}
      {!open && !over && central && mayDo(seat, "dispatch.requestRelease") && <button type="button" className="plain" onClick={() => setAsking("ask")}>{say("release.ask")}</button>}
      {asking && (
        <ReasonPrompt
          label={say(asking === "ask" ? "release.why" : "release.noWhy")}
          onReason={(typed) => {
            setAsking(null);
            if (asking === "no") return answer(false, typed);
            void act("dispatch.requestRelease", { ...ref, reason: typed }, { done: say("release.sent") });
          }}
          onLeave={() => setAsking(null)}
        />
      )}
    </div>
  );
}
