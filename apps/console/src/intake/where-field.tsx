import { useEffect } from "react";
import { PLACE_UNKNOWN_REASONS } from "@tocsin/contract/intake/incident.ts";
import { useSay } from "../language/words.ts";
import { pickPoint, showOnMap, useMapPick } from "../map/map-focus.ts";
import type { Draft } from "./draft.ts";
import { sendToDraft } from "./draft-store.ts";
import { GuessedName } from "./guessed-name.tsx";
import { IntakeLine } from "./intake-field.tsx";
import { PlaceOptions } from "./place-options.tsx";
import { usePlaces } from "./use-places.ts";

/** Where: what the caller says stays as typed; a candidate only gives the point. An unknown place is a reason, never a block. */
export function WhereField({ draft }: { readonly draft: Draft }) {
  const say = useSay();
  const found = usePlaces(draft.place ? "" : draft.address);
  useEffect(() => sendToDraft({ type: "candidates", ...found }), [found]);
  const { lon, lat } = draft.place?.point ?? draft.point ?? (draft.field === "where" ? draft.candidates[draft.candidateIndex]?.point : undefined) ?? {};
  useEffect(() => {
    if (lon !== undefined && lat !== undefined) showOnMap({ lon, lat });
  }, [lon, lat]);
  useEffect(() => {
    pickPoint(draft.field === "where");
    return () => pickPoint(false);
  }, [draft.field]);
  useMapPick((picked) => sendToDraft({ type: "point", point: picked }));
  const open = draft.field === "where" && !draft.place && !draft.point;
  return (
    <>
      <IntakeLine draft={draft} field="where" label={say("intake.where")} hint={say("intake.whereHint")} value={draft.address} done={draft.place !== null || draft.point !== null || draft.placeUnknown !== null} wrong={say("intake.needsPlace")} />
      {open && draft.candidates.length > 0 && <PlaceOptions places={draft.candidates} current={draft.candidateIndex} onTake={(index) => sendToDraft({ type: "choosePlace", index })} />}
      {draft.place && <p className="chosen">→ {draft.place.name} <span className="dim">{draft.place.district}</span> <GuessedName place={draft.place} ask /></p>}
      {draft.point && <p className="chosen">→ {say("intake.pointSet")}</p>}
      {draft.placeUnknown && <p className="chosen tag-amber">? {say(`placeUnknown.${draft.placeUnknown}`)} · {say("incident.toLocate")}</p>}
      {draft.field === "where" && draft.address === "" && <Unknown />}
    </>
  );
}

function Unknown() {
  const say = useSay();
  return (
    <div className="unknown">
      <span className="dim">{say("intake.unknown")}</span>
      {PLACE_UNKNOWN_REASONS.map((reason, index) => (
        <button key={reason} type="button" className="chip" onClick={() => sendToDraft({ type: "unknown", reason })}><kbd>?{index + 1}</kbd> {say(`placeUnknown.${reason}`)}</button>
      ))}
    </div>
  );
}
