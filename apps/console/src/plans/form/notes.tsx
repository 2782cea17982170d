import { useLang } from "../../language/words.ts";
import type { Path } from "./draft-edit.ts";
import { findingsOn } from "./findings-beside.ts";
import type { FormState } from "./form-state.ts";

/** What the check says of this very field, beside it. */
export function Notes({ path, form }: { readonly path: Path; readonly form: FormState }) {
  const lang = useLang();
  return <>{findingsOn(form.findings, path).map((each) => <p key={each.zh} className="plan-beside" role="note">▲ {lang === "zh" ? each.zh : each.en}</p>)}</>;
}
