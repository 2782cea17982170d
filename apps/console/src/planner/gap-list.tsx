import { useSay } from "../language/words.ts";
import { askForPoint } from "./planner-focus.ts";
import { gapsOf, minutes, percent } from "./planner-text.ts";
import { shownLayout, usePlanner } from "./planner-store.ts";

const MOST = 100;

/** Cells beyond three minutes, most demand first: where the next post would tell most. */
export function GapList() {
  const say = useSay();
  const state = usePlanner();
  const layout = shownLayout(state);
  if (layout === null) return null;
  const gaps = gapsOf(layout.cells);
  const share = gaps.reduce((sum, cell) => sum + cell.share, 0);
  return (
    <>
      <p className="hint num">{say("planner.gaps", { count: gaps.length, share: percent(share) })}</p>
      {gaps.length > 0 && (
        <table className="planner-list num">
          <thead><tr><th>#</th><th>{say("planner.demandShare")}</th><th>{say("planner.best")}</th><th>≤1</th><th>≤3</th><th>≤5</th></tr></thead>
          <tbody>
            {gaps.slice(0, MOST).map((cell, rank) => (
              <tr key={`${cell.lon} ${cell.lat}`}>
                <td><button type="button" className="plain" title={say("planner.show")} onClick={() => askForPoint(cell)}>{rank + 1}</button></td>
                <td>{percent(cell.share, 2)}</td>
                <td>{cell.etaMs === null ? "—" : minutes(cell.etaMs)}</td>
                {cell.within.map((part, i) => <td key={i}>{percent(part, 0)}</td>)}
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {gaps.length > MOST && <p className="hint dim">{say("list.more", { count: gaps.length - MOST })}</p>}
    </>
  );
}
