import type { BoardState } from "@tocsin/client/board-state.ts";
import type { Incident } from "@tocsin/contract/intake/incident.ts";
import { acrossState, acrossStore, askAcross, firstAcross, isShared, useAcross } from "../dispatch/across.ts";
import { useRecommended } from "../dispatch/recommendation-store.ts";
import { runningTime } from "../incident/clock-state.ts";
import { useSay } from "../language/words.ts";
import { useBoard } from "../live/live-board.ts";
import { mayDo, useCity, useSeat } from "../live/session.ts";
import { MatterClockChip } from "../matters/matter-clock.tsx";
import { usePartyName } from "../matters/party-name.ts";
import { useStore } from "../store/external-store.ts";

const whole = <T,>(state: T): T => state;
const mattersOf = (state: BoardState): BoardState["matters"] => state.matters;
const ALARMS: readonly string[] = ["SILENT", "DECLINED", "REFUSED"];

/** In a strip that is shared with a neighbour: whoever is nearer is asked first, and what became of it (JNT-07). Our own ranking stays below, ready. */
export function AcrossBorder({ incident }: { readonly incident: Incident }) {
  const { city } = useCity();
  const seat = useSeat();
  const shared = mayDo(seat, "linkage.open") && isShared(incident, city.borders ?? []);
  useAcross(incident, shared);
  return shared ? <Shared incident={incident} /> : null;
}

function Shared({ incident }: { readonly incident: Incident }) {
  const say = useSay();
  const name = usePartyName();
  const { city } = useCity();
  const { incidentId, data } = useRecommended();
  const matters = useBoard(mattersOf);
  const across = useStore(acrossStore, whole);
  const partyOf = new Map((city.borders ?? []).map(({ platform, party }) => [platform, party]));
  const asked = (incident.matters ?? []).flatMap(({ id }) => {
    const matter = matters.get(id);
    const party = partyOf.get(matter?.link ?? "") ?? matter?.notTaken?.party;
    return matter === undefined || party === undefined ? [] : [{ matter, party, state: acrossState(matter, party) }];
  });
  const ownMs = incidentId === incident.id && data !== null ? (data.ranked[0]?.etaMs ?? null) : undefined;
  const first = ownMs === undefined ? undefined : firstAcross(across, incident.id, ownMs);
  const busy = asked.some(({ state }) => state === "WAITS" || state === "TAKEN" || state === "BACK");
  return (
    <section aria-label={say("border.name")}>
      {asked.map(({ matter, party, state }) => (
        <p key={matter.id} className={`hint${ALARMS.includes(state) ? " tag-amber" : ""}`} role={ALARMS.includes(state) ? "alert" : "status"}>
          {say(`border.${state}`, { party: name(party), reason: matter.notTaken?.code ?? matter.custody.returns.at(-1)?.reason ?? "" })} {state === "WAITS" && <MatterClockChip matter={matter} />}
        </p>
      ))}
      {first !== undefined && !busy && (
        <div className="card-slots">
          <p>{say("border.nearer", { party: name(first.party), theirs: runningTime(first.seconds!), ours: ownMs == null ? say("border.nobody") : runningTime(Math.round(ownMs / 1_000)) })}</p>
          <div className="acts"><button id="ask-across" type="button" className="main" onClick={() => askAcross(incident, first)}>{say("border.ask", { party: name(first.party) })} <kbd>0</kbd></button></div>
          <p className="dim">{say("border.hint", { seconds: first.answerSeconds })}</p>
        </div>
      )}
    </section>
  );
}
