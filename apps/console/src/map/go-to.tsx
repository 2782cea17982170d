import { useEffect, useRef, useState } from "react";
import { PlaceOptions } from "../intake/place-options.tsx";
import { usePlaces } from "../intake/use-places.ts";
import { useSay } from "../language/words.ts";
import { showPanel } from "../selection/panels.ts";
import { showOnMap } from "./map-focus.ts";

/** G: an address, a crossing or a place, and the map goes there. */
export function GoTo() {
  const say = useSay();
  const [typed, setTyped] = useState("");
  const [at, setAt] = useState(0);
  const { candidates } = usePlaces(typed);
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => input.current?.focus(), []);
  const go = (index: number): void => {
    const place = candidates[index];
    if (!place) return;
    showOnMap(place.point);
    showPanel("none");
  };
  return (
    <div className="go-to">
      <input
        ref={input}
        className="field"
        aria-label={say("goTo.name")}
        placeholder={say("goTo.name")}
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value);
          setAt(0);
        }}
        onKeyDown={(event) => {
          if (event.key === "Escape") showPanel("none");
          if (event.key === "Enter" && !event.nativeEvent.isComposing) go(at);
          if (event.key === "ArrowDown" || event.key === "ArrowUp") {
            event.preventDefault();
            setAt((before) => Math.max(0, Math.min(candidates.length - 1, before + (event.key === "ArrowDown" ? 1 : -1))));
          }
        }}
      />
      <PlaceOptions places={candidates} current={at} onTake={go} />
    </div>
  );
}
