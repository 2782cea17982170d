import type { PlanNotice } from "@tocsin/contract/command/plan.ts";
import { agencyName } from "../city/city-index.ts";
import { useLang, useSay } from "../language/words.ts";
import { useCity } from "../live/session.ts";
import { useFieldWords } from "./form/field-words.ts";

/** Words of a plan that are ready to go out: from which level, to whom, what. */
export function NoticeLine({ notice: { from, to, agencies = [], textZh, textEn } }: { readonly notice: PlanNotice }) {
  const say = useSay();
  const lang = useLang();
  const city = useCity();
  const { valueWord } = useFieldWords();
  return <li><span className="plan-from">{say("plans.level", { level: from })}</span> <b>{agencies.length === 0 ? valueWord("to", to) : agencies.map((code) => agencyName(city, code, lang)).join(say("list.comma"))}</b> {lang === "zh" ? textZh : textEn}</li>;
}
