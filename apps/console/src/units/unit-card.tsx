import { orgName } from "../city/city-index.ts";
import { Age } from "../incident/age.tsx";
import { markedNo } from "../incident/marked-no.ts";
import { useLang, useSay } from "../language/words.ts";
import { useBoard } from "../live/live-board.ts";
import { mayDo, useCity, useSeat } from "../live/session.ts";
import { planPatrol, useDraftUnit } from "../patrol/patrol-draft.ts";
import { PatrolForm } from "../patrol/patrol-form.tsx";
import { PatrolProgress } from "../patrol/patrol-progress.tsx";
import { StandbyLine } from "../relocation/standby-line.tsx";
import { ReadinessLine } from "../reserve/readiness-mark.tsx";
import { selectIncident, selectUnit, useSelectedUnitId } from "../selection/selection.ts";
import { ContactMark } from "./contact-mark.tsx";
import "./unit-card.css";

/** The chosen unit, at the foot of the detail: who, where, since when, with what. */
export function UnitCard() {
  const say = useSay();
  const lang = useLang();
  const city = useCity();
  const id = useSelectedUnitId();
  const unit = useBoard((state) => (id === null ? undefined : state.units.get(id)));
  const position = useBoard((state) => (id === null ? undefined : state.positions.get(id)));
  const incident = useBoard((state) => (unit?.assignment ? state.incidents.get(unit.assignment.incidentId) : undefined));
  const seat = useSeat();
  const drafting = useDraftUnit();
  if (!unit) return null;
  // Site groups are volunteers of their site: they are not sent on rounds.
  const mayPatrol = unit.status === "AVAILABLE" && unit.kind !== "MRU_TEAM" && mayDo(seat, "dispatch.startPatrol");
  return (
    <section className="unit-card" aria-label={unit.callSign}>
      <div className="unit-card-head">
        <strong>{unit.callSign}</strong> <span className="dim num">{unit.id}</span> <span>{say(`unitKind.${unit.kind}`)}</span>
        {unit.duress && <span className="tag tag-red">⚠ {say("strip.duress")} <Age at={unit.duress.at} /></span>}
        <ContactMark unit={unit} act />
        {mayPatrol && drafting !== unit.id && <button type="button" className="plain" onClick={() => planPatrol(unit)}>{say("patrol.plan")}</button>}
        <button type="button" className="plain" onClick={() => selectUnit(null)}>{say("prompt.leave")}</button>
      </div>
      <div>
        {say(`unitStatus.${unit.status}`)} <span className="dim"><Age at={unit.statusSince} /></span> · {position ? <>{say("unit.position")} <Age at={position.at} /></> : say("unit.noPosition")} · {say("unit.crew", { count: unit.crew })} · <span className="dim">{orgName(city, unit.orgPath, lang)}</span>
      </div>
      <StandbyLine unit={unit} />
      <ReadinessLine unit={unit} />
      <div className="dim">
        {say("unit.load", { count: unit.recentOrders.length })}{" "}
        {incident && <button type="button" className="plain num" onClick={() => selectIncident(incident.id)}>#{markedNo(say, incident)} {incident.place?.addressText}</button>}
      </div>
      {unit.patrol && <PatrolProgress unit={unit} patrol={unit.patrol} />}
      {mayPatrol && drafting === unit.id && <PatrolForm key={unit.id} unit={unit} />}
    </section>
  );
}
