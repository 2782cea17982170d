import { useSay } from "../language/words.ts";
import type { Draft } from "./draft.ts";
import { IntakeLine } from "./intake-field.tsx";

/** Who is in danger and what is happening, in the caller's words. */
export function SaidField({ draft }: { readonly draft: Draft }) {
  const say = useSay();
  return <IntakeLine draft={draft} field="said" label={say("intake.said")} hint={say("intake.saidHint")} value={draft.said} done={draft.said !== ""} />;
}
