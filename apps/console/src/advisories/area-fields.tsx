import { useState } from "react";
import type { AdvisoryArea } from "@tocsin/contract/command/advisory.ts";
import { beginCircle, beginDrawing, type DrawingDraft, endDrawing, putCircle, putPoints, shapeOf, useDrawingDraft } from "../drawings/drawing-draft.ts";
import { PlaceOptions } from "../intake/place-options.tsx";
import { usePlaces } from "../intake/use-places.ts";
import { offerKeys } from "../keyboard/offer-keys.ts";
import { useSay } from "../language/words.ts";
import { showOnMap } from "../map/map-focus.ts";

const MAX_RADIUS_M = 500_000;
const CORNERS = 3;

/** What is drawn as an area of an advisory; null while it is not finished. Nothing drawn: the whole city. */
export function areaOf({ open, circle, points }: DrawingDraft, desc: string): AdvisoryArea | null {
  if (!open) return { desc, rings: [], circles: [] };
  if (circle !== undefined) return circle === null ? null : { desc, rings: [], circles: [circle] };
  return points.length < CORNERS ? null : { desc, rings: [shapeOf("CORDON", points)], circles: [] };
}

/** Where it holds: the whole city, a circle or an outline, by hand on the map or by keys: a place that is named is the centre, or one more corner. */
export function AreaFields({ onNamed }: { readonly onNamed: (name: string) => void }) {
  const say = useSay();
  const draft = useDrawingDraft();
  const [typed, setTyped] = useState("");
  const [at, setAt] = useState(0);
  const [radius, setRadius] = useState("500");
  const { candidates } = usePlaces(typed);
  const isRound = draft.circle !== undefined;
  const metres = Number(radius);
  const measured = Number.isInteger(metres) && metres >= 1 && metres <= MAX_RADIUS_M;
  const take = (index: number): void => {
    const place = candidates[index];
    if (!place || (isRound && !measured)) return;
    if (isRound) putCircle({ ...place.point, radiusM: metres });
    else putPoints([...draft.points, [place.point.lon, place.point.lat]]);
    showOnMap(place.point);
    onNamed(place.name);
    setTyped("");
    setAt(0);
  };
  const measure = (text: string): void => {
    setRadius(text);
    const next = Number(text);
    if (draft.circle && Number.isInteger(next) && next >= 1 && next <= MAX_RADIUS_M) putCircle({ ...draft.circle, radiusM: next });
  };
  const onKey = offerKeys({ count: candidates.length, typed, at, setAt, take });
  const chip = (pressed: boolean, word: "advisory.whole" | "advisory.circle" | "advisory.outline", begin: () => void) => <button type="button" className={pressed ? "chip chip-on" : "chip"} aria-pressed={pressed} onClick={begin}>{say(word)}</button>;
  return (
    <div className="advisory-area">
      <div className="draw-line" role="group" aria-label={say("advisory.where")}>
        {chip(!draft.open, "advisory.whole", endDrawing)} {chip(draft.open && isRound, "advisory.circle", beginCircle)} {chip(draft.open && !isRound, "advisory.outline", () => beginDrawing("CORDON"))}
      </div>
      {draft.open && (
        <>
          <p className="hint">{say(isRound ? "advisory.circleHint" : "advisory.outlineHint")}</p>
          <div className="draw-line">
            <input className="field" aria-label={say(isRound ? "advisory.centre" : "draw.corner")} placeholder={say(isRound ? "advisory.centre" : "draw.corner")} autoComplete="off" autoFocus value={typed} onChange={(event) => { setTyped(event.target.value); setAt(0); }} onKeyDown={onKey} />
            {isRound && <input className="field draw-radius num" inputMode="numeric" aria-label={say("draw.radius")} value={draft.circle ? String(draft.circle.radiusM) : radius} onChange={(event) => measure(event.target.value)} />}
          </div>
          <PlaceOptions places={candidates} current={at} onTake={take} />
          <p className="hint dim num" role="status">{isRound ? (draft.circle ? say("advisory.circled", { metres: draft.circle.radiusM }) : say("advisory.noCircle")) : say("draw.corners", { count: draft.points.length })} {!isRound && draft.points.length > 0 && <button type="button" className="plain" onClick={() => putPoints(draft.points.slice(0, -1))}>{say("draw.back")}</button>}</p>
        </>
      )}
    </div>
  );
}
