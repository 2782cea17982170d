import { useEffect, useState } from "react";
import { newUlid } from "@tocsin/client/new-ulid.ts";
import { DRAWING_KINDS, type Drawing } from "@tocsin/contract/command/drawing.ts";
import { circleRing } from "@tocsin/domain/command/advisory-scope.ts";
import { orgName } from "../city/city-index.ts";
import { Age } from "../incident/age.tsx";
import { markedNo } from "../incident/marked-no.ts";
import { ReasonPrompt } from "../incident/reason-prompt.tsx";
import { PlaceOptions } from "../intake/place-options.tsx";
import { usePlaces } from "../intake/use-places.ts";
import { offerKeys } from "../keyboard/offer-keys.ts";
import { useLang, useSay } from "../language/words.ts";
import { act } from "../live/act.ts";
import { useBoard } from "../live/live-board.ts";
import { mayDo, useCity, useSeat } from "../live/session.ts";
import { showOnMap } from "../map/map-focus.ts";
import { OrgSelect } from "../posts/post-fields.tsx";
import { showPanel } from "../selection/panels.ts";
import { useSelectedIncidentId } from "../selection/selection.ts";
import { beginDrawing, changeDrawing, endDrawing, putPoints, shapeOf, useDrawingDraft } from "./drawing-draft.ts";
import "./drawings.css";

const drawingsOf = (state: { readonly drawings: ReadonlyMap<string, Drawing> }): ReadonlyMap<string, Drawing> => state.drawings;

/** Cordons, routes and staging areas: drawn by hand on the map, or corner by corner from places, and what stands of them (CMD-02). */
export function DrawPanel() {
  const say = useSay();
  const seat = useSeat();
  const drawings = useBoard(drawingsOf);
  useEffect(() => endDrawing, []);
  const standing = [...drawings.values()].filter(({ status }) => status === "STANDING").sort((a, c) => c.changedAt - a.changedAt);
  return (
    <section className="detail draw-panel" aria-label={say("draw.title")} onKeyDown={(event) => event.key === "Escape" && showPanel("none")}>
      <header className="board-head"><h1>{say("draw.title")}</h1><button type="button" className="plain" onClick={() => showPanel("none")}>{say("prompt.leave")} <kbd>Esc</kbd></button></header>
      {mayDo(seat, "command.draw") && <DrawForm />}
      {standing.length === 0 && <p className="hint dim" role="status">{say("draw.none")}</p>}
      <ul className="draw-list">{standing.map((drawing) => <Row key={drawing.id} drawing={drawing} />)}</ul>
    </section>
  );
}

/** Kind, corners and a word: by hand on the map, or by keys: each place that is named adds a corner, a radius makes a ring around the first. */
function DrawForm() {
  const say = useSay();
  const draft = useDrawingDraft();
  const incidentId = useSelectedIncidentId();
  const incident = useBoard((state) => (incidentId === null ? undefined : state.incidents.get(incidentId)));
  const [label, setLabel] = useState("");
  const [typed, setTyped] = useState("");
  const [at, setAt] = useState(0);
  const [radius, setRadius] = useState("200");
  const { candidates } = usePlaces(typed);
  const points = shapeOf(draft.kind, draft.points);
  const centre = draft.points[0] ?? (incident?.place?.point ? ([incident.place.point.lon, incident.place.point.lat] as [number, number]) : undefined);
  const metres = Number(radius);
  const ringed = centre !== undefined && Number.isInteger(metres) && metres >= 5 && metres <= 5_000;
  const take = (index: number): void => {
    const place = candidates[index];
    if (!place) return;
    putPoints([...draft.points, [place.point.lon, place.point.lat]]);
    showOnMap(place.point);
    setTyped("");
    setAt(0);
  };
  // The first of the form's buttons cannot be pressed before there is a corner, so the field answers ↵ itself.
  const onKey = offerKeys({ count: candidates.length, typed, at, setAt, take });
  const save = async (): Promise<void> => {
    const { ok } = draft.changes !== null
      ? await act("command.redraw", { drawingId: draft.changes, points, ...(label.trim() === "" ? {} : { label: label.trim() }) }, { done: say("draw.changed") })
      : await act("command.draw", { drawingId: newUlid(), kind: draft.kind, points, label: label.trim(), ...(incident ? { incidentId: incident.id } : {}) }, { done: say("draw.drawn") });
    if (!ok) return;
    endDrawing();
    setLabel("");
  };
  return (
    <form className="stack draw-form" aria-label={say("draw.new")} onSubmit={(event) => { event.preventDefault(); if (points.length > 0) void save(); }}>
      <div className="draw-line" role="group" aria-label={say("draw.kind")}>
        {DRAWING_KINDS.map((kind) => <button key={kind} type="button" className={draft.open && draft.kind === kind ? "chip chip-on" : "chip"} aria-pressed={draft.open && draft.kind === kind} onClick={() => beginDrawing(kind)}>{say(`draw.${kind}`)}</button>)}
      </div>
      {draft.open && (
        <>
          <p className="hint">{say("draw.hint")} {incident && <span className="tag">#{markedNo(say, incident)}</span>}</p>
          <div className="draw-line">
            <input className="field" aria-label={say("draw.corner")} placeholder={say("draw.corner")} autoComplete="off" value={typed} autoFocus onChange={(event) => { setTyped(event.target.value); setAt(0); }} onKeyDown={onKey} />
            {draft.kind !== "ROUTE" && <><input className="field draw-radius num" inputMode="numeric" aria-label={say("draw.radius")} value={radius} onChange={(event) => setRadius(event.target.value)} /><button type="button" className="plain" disabled={!ringed} onClick={() => centre && putPoints(circleRing({ lon: centre[0], lat: centre[1], radiusM: metres }).map(([lon, lat]) => [lon, lat]))}>{say("draw.ring")}</button></>}
          </div>
          <PlaceOptions places={candidates} current={at} onTake={take} />
          <p className="hint dim num" role="status">{say("draw.corners", { count: draft.points.length })} {draft.points.length > 0 && <button type="button" className="plain" onClick={() => putPoints(draft.points.slice(0, -1))}>{say("draw.back")}</button>}</p>
          <div className="draw-line">
            <input className="field" aria-label={say("draw.label")} placeholder={say("draw.label")} maxLength={60} value={label} onChange={(event) => setLabel(event.target.value)} />
            <button type="submit" className="main" disabled={points.length === 0}>{say(draft.changes === null ? "draw.save" : "draw.saveChange")} <kbd>↵</kbd></button>
            <button type="button" className="plain" onClick={endDrawing}>{say("draw.stop")}</button>
          </div>
        </>
      )}
    </form>
  );
}

function Row({ drawing }: { readonly drawing: Drawing }) {
  const say = useSay();
  const lang = useLang();
  const city = useCity();
  const seat = useSeat();
  const incident = useBoard((state) => (drawing.incidentId === null ? undefined : state.incidents.get(drawing.incidentId)));
  const [asking, setAsking] = useState<"remove" | "share" | null>(null);
  const drawingId = drawing.id;
  const mine = mayDo(seat, "command.redraw") && seat.grants.some(({ orgPath }) => drawing.layer === orgPath || drawing.layer.startsWith(`${orgPath}.`));
  const [lon, lat] = drawing.points[0] ?? [0, 0];
  const undo = (): void => void act("command.undoDrawing", { drawingId }, { done: say("draw.undone") });
  const remove = (reason: string): void => {
    setAsking(null);
    void act("command.removeDrawing", { drawingId, reason }, { done: say("draw.removed"), undo: { key: "Z", text: say("draw.undo"), run: undo } });
  };
  return (
    <li>
      <button type="button" className="draw-name" onClick={() => showOnMap({ lon, lat })}><b>{say(`draw.${drawing.kind}`)}</b> {drawing.label}</button>
      <span className="dim">{orgName(city, drawing.layer, lang)} · {drawing.changedByName} · <Age at={drawing.changedAt} />{incident && ` · #${markedNo(say, incident)}`}</span>
      {mine && asking === null && (
        <span className="draw-line">
          <button type="button" className="plain" onClick={() => changeDrawing(drawing)}>{say("draw.change")}</button>
          <button type="button" className="plain" onClick={undo}>{say("draw.undo")}</button>
          <button type="button" className="plain" onClick={() => setAsking("share")}>{say("draw.share")}</button>
          <button type="button" className="plain" onClick={() => setAsking("remove")}>{say("draw.remove")}</button>
        </span>
      )}
      {asking === "remove" && <ReasonPrompt label={say("draw.removeWhy")} onReason={remove} onLeave={() => setAsking(null)} />}
      {asking === "share" && <OrgSelect label={say("draw.shareWith")} value="" onChange={(orgId) => { setAsking(null); if (orgId !== "") void act("command.shareDrawing", { drawingId, withOrgIds: [orgId] }, { done: say("draw.shared") }); }} />}
    </li>
  );
}
