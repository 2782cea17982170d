import type { Incident } from "@tocsin/contract/intake/incident.ts";
import { isOpen } from "@tocsin/contract/intake/incident.ts";
import { orgName, typeName } from "../city/city-index.ts";
import { Age } from "../incident/age.tsx";
import { PriorityMark } from "../incident/priority-mark.tsx";
import { nameIn, useLang, useSay } from "../language/words.ts";
import { useCity, useSeat } from "../live/session.ts";
import { showOnMap } from "../map/map-focus.ts";
import { choosePost } from "../posts/use-posts.ts";
import { openReview } from "../reviews/use-reviews.ts";
import { openPanel, showTab } from "../selection/panels.ts";
import { Clocks } from "./clocks.tsx";
import { Commander } from "./commander.tsx";
import { ACTION_KEYS, mayStart, startAction, type DetailAction } from "./detail-action.ts";

export function DetailHeader({ incident }: { readonly incident: Incident }) {
  const say = useSay();
  const lang = useLang();
  const city = useCity();
  const type = typeName(city, incident.typeCode, lang) ?? say("incident.noType");
  const outcome = incident.outcome ? city.outcomeByCode.get(incident.outcome.code) : undefined;
  return (
    <header className="detail-header">
      <div className="detail-title">
        <PriorityMark priority={incident.priority} />
        <button type="button" className={`title-priority priority-${incident.priority ?? "none"}`} onClick={() => startAction("priority")} title={say("act.priority")}>
          {incident.priority ? say(`priority.${incident.priority}`) : say("priority.none")}
        </button>
        <button type="button" className="title-type" onClick={() => startAction("classify")} title={say("act.classify")}>{type}</button>
        <span className="num dim detail-no" title={say("incident.no")}>{incident.no}</span>
      </div>
      <Place incident={incident} />
      <div className="detail-meta">
        <span className="status">{say(`incidentStatus.${incident.status}`)}</span>
        {outcome && <span>{nameIn(lang, outcome)}</span>}
        {incident.drill && <span className="tag tag-drill">{say("incident.drill")}</span>}
        {incident.emergency && <button type="button" className="tag tag-amber tag-button" onClick={() => showTab("plan")}>{say("severity.short", { level: incident.emergency.severity })}</button>}
        {incident.flags.map((flag) => <span key={flag} className="tag tag-amber">{say(`flag.${flag}`)}</span>)}
        {incident.hold && <span className="tag tag-amber" title={incident.hold.reason}>{say("incident.held")}</span>}
        <span className="dim">{orgName(city, incident.orgPath, lang)}</span>
        <span className="dim">{say("incident.since")} <Age at={incident.receivedAt} /></span>
        <Commander incident={incident} />
      </div>
      <Clocks incident={incident} />
      <Acts incident={incident} />
    </header>
  );
}

function Place({ incident }: { readonly incident: Incident }) {
  const say = useSay();
  const seat = useSeat();
  const { place, placeUnknown } = incident;
  const text = place?.addressText || (place?.point ? say("incident.onMap") : say("incident.placeUnknown"));
  return (
    <div className="detail-place">
      <button type="button" className="place-text" title={say("act.showOnMap")} disabled={!place?.point} onClick={() => place?.point && showOnMap(place.point)}>{text}</button>
      {placeUnknown && <span className="dim">{say(`placeUnknown.${placeUnknown}`)}</span>}
      {mayStart(seat, "locate") && <button type="button" className="plain" onClick={() => startAction("locate")}>{say("act.locate")} <kbd>L</kbd></button>}
    </div>
  );
}

/** What may follow, each with its key; what is over can be opened again. */
function Acts({ incident }: { readonly incident: Incident }) {
  const say = useSay();
  const seat = useSeat();
  const acts: readonly Extract<DetailAction, "report" | "transfer" | "whistle" | "post" | "merge" | "cancel" | "close" | "reopen" | "hold" | "liftHold">[] = [
    ...(isOpen(incident) ? (["report", "transfer", "whistle", ...(incident.postId === undefined ? (["post"] as const) : []), "merge", "cancel", "close"] as const) : incident.status === "CLOSED" ? (["reopen"] as const) : []), incident.hold ? "liftHold" : "hold",
  ];
  const allowed = acts.filter((act) => mayStart(seat, act));
  const { postId, reviewId } = incident;
  if (allowed.length === 0 && postId === undefined && reviewId === undefined) return null;
  return (
    <div className="acts">
      {postId !== undefined && <button type="button" className="plain" onClick={() => { choosePost(postId); openPanel("posts"); }}>{say("act.seePost")}</button>}
      {reviewId !== undefined && <button type="button" className="plain" onClick={() => openReview(reviewId)}>{say("act.seeReview")}</button>}
      {allowed.map((act) => (
        <button key={act} type="button" className="plain" onClick={() => startAction(act)}>
          {say(`act.${act}`)} {ACTION_KEYS[act] && <kbd>{ACTION_KEYS[act].toUpperCase()}</kbd>}
        </button>
      ))}
    </div>
  );
}
