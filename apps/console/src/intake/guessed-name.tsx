import type { PlaceCandidate } from "@tocsin/contract/views.ts";
import { useSay, type Say } from "../language/words.ts";

type Guessed = Pick<PlaceCandidate, "guess" | "kind">;
const ROADS: ReadonlySet<string> = new Set(["ADDRESS", "INTERSECTION", "ROAD"]);

/** In a few signs, where many stand below each other. */
const shortGuess = (say: Say, guess: NonNullable<Guessed["guess"]>): string => `≈ ${say(`place.alike.${guess}`)}`;

/** That the gazetteer does not know the name that was typed and has taken one like it; nothing where it does. */
export const guessText = (say: Say, { guess, kind }: Guessed): string => (guess === undefined ? "" : `≈ ${say(`place.guess.${guess}`, { name: say(ROADS.has(kind) ? "place.roadName" : "place.placeName") })}`);

interface Props {
  readonly place: Guessed;
  /** It is about to be taken: whoever has the caller on the line asks. */
  readonly ask?: boolean;
}

/** So that nobody is sent to another street unasked (INC-03). */
export function GuessedName({ place, ask = false }: Props) {
  const say = useSay();
  if (place.guess === undefined) return null;
  return <span className="tag tag-amber" role={ask ? "status" : undefined}>{ask ? `${guessText(say, place)}${say("place.guessAsk")}` : shortGuess(say, place.guess)}</span>;
}
