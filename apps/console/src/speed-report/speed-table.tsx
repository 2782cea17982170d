import { memo, useState } from "react";
import { orgName } from "../city/city-index.ts";
import { runningTime } from "../incident/clock-state.ts";
import { useLang, useSay, type Say } from "../language/words.ts";
import { useCity } from "../live/session.ts";
import { DISTRIBUTIONS, distributionsOf, sortedRows, wholePercents, type Distribution, type SortBy, type SpeedRow } from "./speed-rows.ts";
import { bucketWord, rowName } from "./speed-words.ts";

const MOST = 300;
const BUCKETS = 6;
const WIDTH = DISTRIBUTIONS.length * (1 + BUCKETS);

/** One line per post; each share is a small bar over its number, so that neither colour nor height alone says it. */
export const SpeedTable = memo(function SpeedTable({ rows }: { readonly rows: readonly SpeedRow[] }) {
  const say = useSay();
  const [by, setBy] = useState<SortBy>("org");
  const sorted = sortedRows(rows, by);
  return (
    <div className="speed-scroll">
      <table className="speed-table">
        <SpeedHead example={rows[0]!} by={by} onSort={(chosen) => setBy(by === chosen ? "org" : chosen)} />
        <tbody>{sorted.slice(0, MOST).map((row) => <SpeedLine key={row.orgPath} row={row} />)}</tbody>
      </table>
      {sorted.length > MOST && <p className="dim hint">{say("list.more", { count: sorted.length - MOST })}</p>}
    </div>
  );
});

interface HeadProps {
  readonly example: SpeedRow;
  readonly by: SortBy;
  readonly onSort: (by: SortBy) => void;
}

function SpeedHead({ example, by, onSort }: HeadProps) {
  const say = useSay();
  const sort = (name: SortBy, text: string) => <button type="button" className="speed-sort" aria-pressed={by === name} title={say("speed.sort")} onClick={() => onSort(name)}>{text}{by === name ? " ▾" : ""}</button>;
  return (
    <thead>
      <tr>
        <th rowSpan={2} scope="col">{say("speed.post")}</th>
        <th rowSpan={2} scope="col" className="speed-count">{sort("n", say("speed.n"))}</th>
        <th rowSpan={2} scope="col" className="speed-count">{say("speed.excluded")}</th>
        <th rowSpan={2} scope="col" className="speed-count" title={say("speed.reworkedWhy")}>{say("speed.reworked")}</th>
        {DISTRIBUTIONS.map((name) => <th key={name} colSpan={1 + BUCKETS} scope="colgroup" className="speed-group">{sort(name, say(`speed.${name}`))} <span className="speed-how">{say(`speed.how.${name}`)}</span></th>)}
      </tr>
      <tr>
        {distributionsOf(example).map(({ name, buckets }) => [
          <th key={name} scope="col" className="speed-group speed-count">{say("speed.median")}<br />p90</th>,
          ...buckets.map(({ label }) => <th key={`${name}/${label}`} scope="col" className="speed-bucket-name">{bucketWord(say, name, label)}</th>),
        ])}
      </tr>
    </thead>
  );
}

function SpeedLine({ row }: { readonly row: SpeedRow }) {
  const say = useSay();
  const lang = useLang();
  const city = useCity();
  const above = row.orgPath.includes(".") ? orgName(city, row.orgPath.slice(0, row.orgPath.lastIndexOf(".")), lang) : "";
  return (
    <tr>
      <th scope="row"><span className="speed-name">{rowName(city, row, lang)}</span> <span className="dim speed-above">{above}</span></th>
      <td className="speed-count num" data-label={say("speed.n")}>{row.n ?? say("speed.few")}</td>
      <td className="speed-count num dim" data-label={say("speed.excluded")}>{row.excluded ?? say("speed.few")}</td>
      {row.n !== null && <Reworked n={row.n} count={row.reworked} />}
      {row.n === null ? <td colSpan={1 + WIDTH} className="dim speed-suppressed">{say("speed.suppressed")}</td> : distributionsOf(row).map((each) => <DistributionCells key={each.name} of={each} say={say} />)}
    </tr>
  );
}

/** The share of the orders that count. */
function Reworked({ n, count }: { readonly n: number; readonly count: number | null }) {
  const say = useSay();
  return <td className="speed-count num" data-label={say("speed.reworked")} title={count === null ? say("speed.hiddenWhy") : `${say("speed.reworkedWhy")} ${say("speed.orders", { count })}`}>{count === null ? say("speed.hidden") : `${Math.round((100 * count) / n)}%`}</td>;
}

function DistributionCells({ of, say }: { readonly of: Distribution; readonly say: Say }) {
  const percents = wholePercents(of.buckets);
  const time = (seconds: number | null): string => (seconds === null ? say("speed.hidden") : runningTime(seconds));
  return (
    <>
      <td className="speed-group speed-times num" data-label={say(`speed.${of.name}`)}>
        <span title={say("speed.median")}>{time(of.medianS)}</span>
        <span className="dim" title="p90">{time(of.p90S)}</span>
      </td>
      {of.buckets.map(({ label, count, share }, index) => (
        <td key={label} className="speed-bucket num" data-label={bucketWord(say, of.name, label)} title={`${bucketWord(say, of.name, label)}: ${count === null ? say("speed.hiddenWhy") : say("speed.orders", { count })}`}>
          <span className="speed-box">{share !== null && share > 0 && <span className={label === "none" ? "speed-bar speed-bar-none" : "speed-bar"} style={{ height: `${share * 100}%` }} />}</span>
          <span className={count === 0 || count === null ? "dim" : ""}>{count === null ? say("speed.hidden") : `${percents[index]}%`}</span>
        </td>
      ))}
    </>
  );
}
