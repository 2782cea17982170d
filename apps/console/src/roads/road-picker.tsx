import { useEffect, useState } from "react";
import { PlaceOptions } from "../intake/place-options.tsx";
import { usePlaces } from "../intake/use-places.ts";
import { focusSoon } from "../keyboard/global-keys.ts";
import { offerKeys } from "../keyboard/offer-keys.ts";
import { useSay } from "../language/words.ts";
import { pickPoint, showOnMap, useMapPick } from "../map/map-focus.ts";
import { directionWord, lengthM } from "./closure-text.ts";
import { offerRoads, toggleRoad, useRoadDraft } from "./road-draft.ts";

/** Roads by a click on the map, or by the name of a street, crossing or address: then those around it are offered, told apart by where they lead. */
export function RoadPicker() {
  const say = useSay();
  const [typed, setTyped] = useState("");
  const [at, setAt] = useState(0);
  const { candidates } = usePlaces(typed);
  useEffect(() => {
    focusSoon("roads-search");
    pickPoint(true);
    return () => pickPoint(false);
  }, []);
  useMapPick((point) => void offerRoads(point, "NEAREST"));
  const take = (index: number): void => {
    const place = candidates[index];
    if (!place) return;
    showOnMap(place.point);
    void offerRoads(place.point, "NONE").then(() => focusSoon("roads-offer-0"));
    setTyped("");
    setAt(0);
  };
  const onKey = offerKeys({ count: candidates.length, typed, at, setAt, take });
  return (
    <div className="road-picker">
      <input id="roads-search" className="field" aria-label={say("roads.pick")} placeholder={say("roads.pick")} autoComplete="off" value={typed} onChange={(event) => { setTyped(event.target.value); setAt(0); }} onKeyDown={onKey} />
      <PlaceOptions places={candidates} current={at} onTake={take} />
      <Offers />
    </div>
  );
}

function Offers() {
  const say = useSay();
  const { at, offers, chosen } = useRoadDraft();
  if (at === null || offers.length === 0) return null;
  return (
    <fieldset className="road-offers">
      <legend className="dim">{say("roads.near")}</legend>
      {offers.map((road, index) => (
        <label key={road.id} className="road-offer">
          <input id={`roads-offer-${index}`} type="checkbox" checked={chosen.some(({ id }) => id === road.id)} onChange={() => toggleRoad(road)} />
          <span className="road-name">{road.name || say("roads.unnamed")}</span> <span className="dim">{say(directionWord(road, at))}</span> <span className="dim num">{say("roads.metres", { metres: Math.round(lengthM(road)) })}</span>
        </label>
      ))}
    </fieldset>
  );
}
