import type { PlannerCosts } from "@tocsin/contract/planner/planner.ts";
import { useSay } from "../language/words.ts";
import { percent } from "./planner-text.ts";
import { askCosts, usePlanner } from "./planner-store.ts";

/** "What would a city-wide one minute cost?", answered with a number of posts and with what is proven impossible. */
export function CostPanel() {
  const say = useSay();
  const { costs, busy } = usePlanner();
  return (
    <>
      <p className="hint">{say("planner.costQuestion")}</p>
      <button type="button" className="main" disabled={busy === "costs"} onClick={() => void askCosts()}>{say("planner.costAsk")}</button>
      {costs !== null && <CostTable costs={costs} />}
    </>
  );
}

function CostTable({ costs: { costs, today, candidates, spacingM } }: { readonly costs: PlannerCosts }) {
  const say = useSay();
  const limits = [...new Set(costs.map(({ limitMs }) => limitMs))];
  const shares = [...new Set(costs.map(({ share }) => share))];
  const one = costs.find(({ limitMs, share }) => limitMs === limits[0] && share === shares[0]);
  return (
    <>
      {one !== undefined && one.posts !== null && <p className="planner-cost-answer" role="status">{say("planner.costAnswer", { posts: one.posts, share: percent(one.share, 0), today })}</p>}
      <table className="planner-list num">
        <thead><tr><th /><th colSpan={shares.length}>{say("planner.costShare")}</th></tr><tr><th>{say("planner.limit")}</th>{shares.map((share) => <th key={share}>{percent(share, 0)}</th>)}</tr></thead>
        <tbody>
          {limits.map((limit) => (
            <tr key={limit}>
              <th scope="row">{say("planner.minutes", { minutes: limit / 60_000 })}</th>
              {shares.map((share) => {
                const cost = costs.find((each) => each.limitMs === limit && each.share === share);
                const text = cost === undefined ? "" : cost.posts === null ? say("planner.outOfReach", { share: percent(cost.reachable) }) : String(cost.posts);
                return <td key={share}>{text}{cost?.posts != null && cost.atLeast !== cost.posts && <div className="dim">≥ {cost.atLeast}</div>}</td>;
              })}
            </tr>
          ))}
        </tbody>
      </table>
      <p className="hint dim">{say("planner.costNote", { today, count: candidates, spacing: spacingM })}</p>
    </>
  );
}
