import { ageParts } from "./clock-state.ts";
import { useNow } from "../live/server-clock.ts";
import { useSay } from "../language/words.ts";

/** How old something is; steady in width, so that a tick moves nothing. */
export function Age({ at }: { readonly at: number }) {
  const say = useSay();
  const { value, unit } = ageParts(useNow() - at);
  return <span className="num age">{say(`age.${unit}`, { value })}</span>;
}
