import type { PlaceCandidate } from "@tocsin/contract/views.ts";
import { useSay } from "../language/words.ts";
import { GuessedName } from "./guessed-name.tsx";

interface Props {
  readonly places: readonly PlaceCandidate[];
  readonly current: number;
  readonly onTake: (index: number) => void;
}

export function PlaceOptions({ places, current, onTake }: Props) {
  const say = useSay();
  return (
    <ul className="options">
      {places.map((place, index) => (
        <li key={place.id}>
          <button type="button" tabIndex={-1} className={index === current ? "option option-on" : "option"} onMouseDown={(event) => event.preventDefault()} onClick={() => onTake(index)}>
            <span className="num option-number">{index + 1}</span>
            <span className="option-name">{place.name} <GuessedName place={place} /></span>
            <span className="dim option-note">{place.district} · {say("place.accuracy", { metres: Math.round(place.accuracyM) })}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}
