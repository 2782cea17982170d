import type { Mechanism, Report } from "@tocsin/contract/organisation/mechanism.ts";
import { nameIn, useLang, useSay } from "../language/words.ts";
import { useBoard } from "../live/live-board.ts";
import { useCity } from "../live/session.ts";
import "./mechanisms.css";

export const mechanismsOf = (state: { readonly mechanisms: ReadonlyMap<string, Mechanism> }): ReadonlyMap<string, Mechanism> => state.mechanisms;

/** The one mechanism under which something runs or is read, by its name; one that was retired says so, none says that too (ORG-05). */
export function MechanismMark({ code }: { readonly code: string | undefined }) {
  const say = useSay();
  const lang = useLang();
  const found = useBoard(mechanismsOf).get(code ?? "");
  if (found === undefined) return <span className="mechanism-mark tag tag-amber">{code === undefined ? say("mechanism.untagged") : code}</span>;
  return <span className={`mechanism-mark tag${found.status === "RETIRED" ? " tag-amber" : ""}`} title={say("mechanism.under")}>{nameIn(lang, found)}{found.status === "RETIRED" && ` · ${say("mechanism.retired")}`}</span>;
}

/** Of figures. */
export function ReportMark({ report }: { readonly report: Report }) {
  return <MechanismMark code={useCity().city.mechanisms.reports[report]} />;
}
