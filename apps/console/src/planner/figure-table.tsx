import type { PlannerFigures } from "@tocsin/contract/planner/planner.ts";
import { useSay } from "../language/words.ts";
import { minutes, percent } from "./planner-text.ts";
import { usePlanner } from "./planner-store.ts";

/** Before and after, side by side; what is better or worse says so by a sign. */
export function FigureTable() {
  const say = useSay();
  const { coverage, whatIf, planned } = usePlanner();
  const before = planned?.plan.before ?? whatIf?.before ?? coverage?.layout.figures;
  if (before === undefined) return null;
  const after = planned?.plan.after.figures ?? whatIf?.after.figures ?? null;
  const rows: readonly { readonly name: string; readonly of: (figures: PlannerFigures) => number; readonly text: (value: number) => string; readonly better: 1 | -1 | 0 }[] = [
    ...[1, 3, 5].map((limit, i) => ({ name: say("planner.share", { minutes: limit }), of: (figures: PlannerFigures) => figures.within[i]!, text: (value: number) => percent(value), better: 1 as const })),
    { name: say("planner.mean"), of: ({ meanMs }) => meanMs, text: minutes, better: -1 },
    { name: say("planner.p90"), of: ({ p90Ms }) => p90Ms, text: minutes, better: -1 },
    { name: say("planner.posts"), of: ({ posts }) => posts, text: String, better: 0 },
  ];
  const sign = (change: number, better: 1 | -1 | 0): string => (change === 0 ? "＝" : better === 0 ? (change > 0 ? "＋" : "−") : change * better > 0 ? "▲" : "▼");
  return (
    <table className="planner-figures num">
      <thead><tr><th /><th>{say("planner.before")}</th><th>{after === null ? "" : say(planned ? "planner.afterPlan" : "planner.after")}</th><th /></tr></thead>
      <tbody>
        {rows.map(({ name, of, text, better }) => {
          const [was, is] = [text(of(before)), after === null ? "" : text(of(after))];
          const change = after === null || was === is ? 0 : of(after) - of(before);
          return (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>{was}</td>
              <td>{is}</td>
              <td className={change * better > 0 ? "good" : change * better < 0 ? "planner-worse" : "dim"}>{after === null ? "" : <>{sign(change, better)}<span className="sr">{change * better > 0 ? say("planner.better") : change * better < 0 ? say("planner.worse") : ""}</span></>}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
