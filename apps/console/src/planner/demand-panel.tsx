import { LEAST_HISTORY, type DemandForecast, type DemandOutlook, type DemandScore, type ExpectedCalls } from "@tocsin/contract/planner/demand-outlook.ts";
import { civil, DAY, MINUTE } from "@tocsin/kernel/instant.ts";
import { useSay, type Say } from "../language/words.ts";
import { useNow } from "../live/server-clock.ts";
import { useCity } from "../live/session.ts";
import { ReportMark } from "../mechanisms/mechanism-mark.tsx";
import { middleOf, perCell } from "./demand-layer.ts";
import { useDemand, useDemandOf } from "./demand-store.ts";
import { askForPoint } from "./planner-focus.ts";
import { usePlanner } from "./planner-store.ts";
import { callsText, percent } from "./planner-text.ts";

const BUSIEST = 12;

/** Expected calls at the hour, by place and time only, with what the figures are worth (DAT-19, DAT-20). */
export function DemandPanel() {
  const say = useSay();
  const { when } = usePlanner();
  const { outlook, failed } = useDemand();
  useDemandOf(when);
  if (failed !== null) return <p className="hint tag-red" role="alert">{failed === "" ? say("planner.failed") : failed}</p>;
  if (outlook === null) return <p className="hint dim" role="status">{say("demand.busy")}</p>;
  if (outlook.forecast === null) return <p className="hint" role="status">{say("demand.short", { days: outlook.learned.days, calls: outlook.learned.calls, leastDays: LEAST_HISTORY.days, leastCalls: LEAST_HISTORY.calls })}</p>;
  const { forecast } = outlook;
  return (
    <>
      <p className="demand-all num" role="status">{say("demand.all", { calls: rangeText(say, forecast.all, forecast.level) })} <ReportMark report="DEMAND" /></p>
      <Learned outlook={outlook} forecast={forecast} />
      <Busiest forecast={forecast} />
      <Worth forecast={forecast} />
    </>
  );
}

/** "2.4 calls, 80 % range 0–6". */
export const rangeText = (say: Say, { expected, low, high }: ExpectedCalls, level: number): string => say("demand.range", { calls: callsText(expected), level: Math.round(100 * level), low, high });

function Busiest({ forecast: { places, grid } }: { readonly forecast: DemandForecast }) {
  const say = useSay();
  return (
    <table className="planner-list num">
      <thead><tr><th>#</th><th>{say("demand.expected")}</th><th>{say("demand.interval")}</th><th>{say("demand.cells")}</th></tr></thead>
      <tbody>
        {places.toSorted((a, b) => perCell(b) - perCell(a)).slice(0, BUSIEST).map((place, rank) => (
          <tr key={place.cells[0]}>
            <td><button type="button" className="plain" title={say("planner.show")} onClick={() => askForPoint(middleOf(grid, place))}>{rank + 1}</button></td>
            <td>{callsText(place.expected)}</td>
            <td>{place.low}–{place.high}</td>
            <td>{place.cells.length}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Which model speaks, and what each would have been worth on days that it did not know. */
function Worth({ forecast: { model, hidden, test, level } }: { readonly forecast: DemandForecast }) {
  const say = useSay();
  const rows: readonly { readonly name: "POISSON" | "MEDIC" | "AVERAGE"; readonly score: DemandScore | null }[] = [{ name: "POISSON", score: test.poisson }, { name: "MEDIC", score: test.medic }, { name: "AVERAGE", score: test.average }];
  return (
    <>
      <h4>{say("demand.worth", { days: test.days })}</h4>
      {hidden.length > 0 && <p className="hint tag-amber" role="alert">{say("demand.averageStandsIn", { why: hidden.map((reason) => say(`demand.hidden.${reason}`)).join(say("list.comma")) })}</p>}
      <table className="planner-list num">
        <thead><tr><th>{say("demand.model")}</th><th>{say("demand.deviance")}</th><th>{say("demand.mae")}</th></tr></thead>
        <tbody>
          {rows.map(({ name, score }) => (
            <tr key={name}>
              <td>{say(`demand.model.${name}`)}{name === model && <> <span className="tag">{say("demand.used")}</span></>}</td>
              <td>{score === null ? "—" : score.deviance.toFixed(3)}</td>
              <td>{score === null ? "—" : score.mae.toFixed(3)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="hint dim num">{say("demand.held", { level: Math.round(100 * level), held: percent(test.held, 0) })}{test.cityDayError !== null && <> {say("demand.cityDay", { error: percent(test.cityDayError, 0) })}</>}</p>
    </>
  );
}

function Learned({ outlook: { learned }, forecast: { computedAt } }: { readonly outlook: DemandOutlook; readonly forecast: DemandForecast }) {
  const say = useSay();
  const { utcOffset } = useCity().city.head;
  const age = Math.max(0, Math.floor((useNow() - computedAt) / MINUTE));
  const day = (at: number): string => {
    const { year, month, day: date } = civil(at, utcOffset * MINUTE);
    return `${year}-${String(month).padStart(2, "0")}-${String(date).padStart(2, "0")}`;
  };
  return (
    <p className="hint dim num">
      {say("demand.learned", { from: day(learned.from), to: day(learned.to - DAY), days: learned.days, calls: learned.calls })} {age < 60 ? say("demand.ageMinutes", { count: age }) : say("demand.ageHours", { count: Math.floor(age / 60) })} {say("demand.leftOut")}
    </p>
  );
}
