import { isLower, UPWARD_SHOWN } from "@tocsin/contract/linkage/severity.ts";
import { type IncidentFolds, ImpossibleEvent } from "../fold.ts";

/** Folds of the severity of an emergency and its reports upward (LNK-06). */
export const severityFolds: IncidentFolds<"SeveritySet" | "ReportedUp"> = {
  SeveritySet: (state, { from, to, leadZh, leadEn, agency, continuingS }, { at, by }) => ({
    ...state,
    emergency: {
      ...(state.emergency ?? { reportCount: 0, reports: [], lines: [] }),
      severity: to, setAt: at, setBy: by, leadZh, leadEn, agency, continuingS,
      // What has become graver is reported to its end anew; what has become less grave stays as reported.
      finalAt: from !== null && isLower(from, to) ? (state.emergency?.finalAt ?? null) : null,
    },
  }),
  ReportedUp: (state, { no, kind, lateS, lines }, { at, by }) => {
    if (state.emergency === undefined) throw new ImpossibleEvent("reported upward without a severity");
    return { ...state, emergency: { ...state.emergency, reportCount: no, reports: [...state.emergency.reports, { no, kind, at, by, lateS }].slice(-UPWARD_SHOWN), lines: [...lines], finalAt: kind === "FINAL" ? at : null } };
  },
};
