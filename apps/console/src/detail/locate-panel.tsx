import { useEffect, useRef, useState } from "react";
import type { Incident } from "@tocsin/contract/intake/incident.ts";
import type { Place } from "@tocsin/contract/place.ts";
import type { PlaceCandidate } from "@tocsin/contract/views.ts";
import { PlaceOptions } from "../intake/place-options.tsx";
import { usePlaces } from "../intake/use-places.ts";
import { useSay } from "../language/words.ts";
import { act } from "../live/act.ts";
import { pickPoint, useMapPick } from "../map/map-focus.ts";
import { endAction } from "./detail-action.ts";

/** Puts an incident on the map: by address, place or crossing, or by a click on the map. What was typed is kept as it is. */
export function LocatePanel({ incident }: { readonly incident: Incident }) {
  const say = useSay();
  const [typed, setTyped] = useState(incident.place?.addressText ?? "");
  const [at, setAt] = useState(0);
  const [outside, setOutside] = useState<Place | null>(null);
  const input = useRef<HTMLInputElement>(null);
  const { candidates: found } = usePlaces(typed);
  useEffect(() => {
    input.current?.select();
    pickPoint(true);
    return () => pickPoint(false);
  }, []);
  const locate = async (place: Place, confirmOutside = false): Promise<void> => {
    const outcome = await act("intake.locate", { incidentId: incident.id, place, ...(confirmOutside ? { confirmOutside } : {}) }, { done: say("notice.located"), answers: ["OUTSIDE_SERVICE_AREA"] });
    if (!outcome.ok && outcome.refused?.code === "OUTSIDE_SERVICE_AREA") setOutside(place);
    else endAction();
  };
  useMapPick((point) => void locate({ addressText: typed, point, datum: "WGS84" }));
  const take = (candidate: PlaceCandidate | undefined): void => {
    if (!candidate) return void locate({ addressText: typed, point: null, datum: "WGS84" });
    const { id, point, accuracyM, premiseId } = candidate;
    void locate({ addressText: typed, point, datum: "WGS84", accuracyM, placeId: id, ...(premiseId ? { premiseId } : {}) });
  };
  if (outside) {
    return (
      <div className="prompt">
        <span>{say("locate.outside")}</span>
        <button type="button" className="main" autoFocus onClick={() => void locate(outside, true)}>{say("locate.confirmOutside")} <kbd>↵</kbd></button>
      </div>
    );
  }
  return (
    <div>
      <label>
        <span>{say("act.locate")}</span>
        <input
          ref={input}
          className="field"
          value={typed}
          maxLength={200}
          placeholder={say("intake.whereHint")}
          onChange={(event) => {
            setTyped(event.target.value);
            setAt(0);
          }}
          onKeyDown={(event) => {
            if (event.key === "ArrowDown" || event.key === "ArrowUp") {
              event.preventDefault();
              setAt((before) => Math.max(0, Math.min(found.length - 1, before + (event.key === "ArrowDown" ? 1 : -1))));
            }
            if (event.key === "Enter" && !event.nativeEvent.isComposing) take(found[at]);
          }}
        />
      </label>
      <PlaceOptions places={found} current={at} onTake={(index) => take(found[index])} />
      <p className="dim hint">{say("locate.clickMap")}</p>
    </div>
  );
}
