import { useLang } from "../../language/words.ts";
import type { Path } from "./draft-edit.ts";
import { findingsAt, findingsOn } from "./findings-beside.ts";
import type { FormState } from "./form-state.ts";

/** What the check says of this very field, beside it; `within`: also of parts of it that have no field of their own. */
export function Notes({ path, form, within = false }: { readonly path: Path; readonly form: FormState; readonly within?: boolean }) {
  const lang = useLang();
  return <>{(within ? findingsAt : findingsOn)(form.findings, path).map((each) => <p key={each.path + each.zh} className="plan-beside" role="note">▲ {lang === "zh" ? each.zh : each.en}</p>)}</>;
}
