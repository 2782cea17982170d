import type { FigureTable, PublicVersion } from "@tocsin/contract/governance/publication.ts";
import { CITY_WORDS, COUNTED_WORDS, headWords, METHOD_WORDS, ROW_WORDS, TABLE_WORDS, toldOf, type Words } from "@tocsin/engine/publication/figure-words.ts";
import { nameIn, useLang, useSay } from "../language/words.ts";

type Made = Pick<PublicVersion, "no" | "tables" | "method" | "reason">;
type Line = readonly (number | null)[];

interface Lines {
  readonly id: string;
  readonly now: Line;
  /** Of the version before; none where there was no such row. */
  readonly before: Line | undefined;
}

/** What a table tells line by line, the city's own last, and beside it what the version before told. */
function linesOf(table: FigureTable, former: FigureTable | undefined): readonly Lines[] {
  const rows = table.rows.map((row): Lines => {
    const earlier = former?.rows.find(({ id }) => id === row.id);
    return { id: row.id, now: toldOf(table, row), before: earlier === undefined ? undefined : toldOf(table, earlier) };
  });
  return [...rows, { id: "ALL", now: toldOf(table, table.city), before: former === undefined ? undefined : toldOf(former, former.city) }];
}

const changedIn = (lines: readonly Lines[]): number => lines.reduce((sum, { now, before }) => sum + (before === undefined ? 0 : now.filter((count, index) => count !== before[index]).length), 0);
const hiddenIn = (lines: readonly Lines[]): number => lines.reduce((sum, { now }) => sum + now.filter((count) => count === null).length, 0);
const sameTable = (tables: readonly FigureTable[] | undefined, id: string): FigureTable | undefined => tables?.find((table) => table.id === id);

/** One version just as the public reads it: reason, tables, method; beside it what is kept back, and what is other than in the version before. */
export function FiguresVersion({ made: { no, tables, method, reason }, former }: { readonly made: Made; readonly former: Made | undefined }) {
  const say = useSay();
  const word = useBoth();
  const changed = former === undefined ? 0 : tables.reduce((sum, table) => sum + changedIn(linesOf(table, sameTable(former.tables, table.id))), 0);
  return (
    <div className="figures-version">
      {reason !== null && <p className="figures-reason"><strong>{say("figures.reason")}</strong> {reason}</p>}
      {former !== undefined && <p className="dim">{changed === 0 ? say("figures.same", { no: former.no }) : say("figures.changed", { no: former.no, count: changed })}</p>}
      {tables.map((table) => <TableOf key={table.id} table={table} former={sameTable(former?.tables, table.id)} label={`${say("figures.versions", { no })} ${word(TABLE_WORDS[table.id])}`} />)}
      <h3>{word(METHOD_WORDS)}</h3>
      <ul className="figures-method">{method.map((sentence) => <li key={sentence.zh}>{word(sentence)}</li>)}</ul>
    </div>
  );
}

/** The speaker of words that stand in both languages. */
function useBoth(): (words: Words) => string {
  const lang = useLang();
  return (words) => (lang === "zh" ? words.zh : words.en);
}

function TableOf({ table, former, label }: { readonly table: FigureTable; readonly former: FigureTable | undefined; readonly label: string }) {
  const say = useSay();
  const lang = useLang();
  const word = useBoth();
  const lines = linesOf(table, former);
  const hidden = hiddenIn(lines);
  const nameOf = (id: string): string => {
    const row = table.rows.find((each) => each.id === id);
    return row === undefined ? word(CITY_WORDS) : nameIn(lang, row);
  };
  const line = ({ id, now, before }: Lines) => (
    <tr key={id}>
      <th scope="row">{nameOf(id)}</th>
      {now.map((count, index) => <Cell key={headWords(table)[index]!.zh} count={count} was={before === undefined ? count : before[index] ?? null} />)}
    </tr>
  );
  return (
    <section>
      <h3>{word(TABLE_WORDS[table.id])}</h3>
      <p className="dim">{word(COUNTED_WORDS[table.id])}</p>
      <div className="figures-scroll" tabIndex={0} role="region" aria-label={label}>
        <table className="figures-table">
          <thead><tr><th scope="col">{word(ROW_WORDS[table.id])}</th>{headWords(table).map((head) => <th key={head.zh} scope="col">{word(head)}</th>)}</tr></thead>
          <tbody>{lines.slice(0, -1).map(line)}</tbody>
          <tfoot>{lines.slice(-1).map(line)}</tfoot>
        </table>
      </div>
      <p className="dim figures-hidden-count">{hidden === 0 ? say("figures.hiddenNone") : say("figures.hiddenCells", { count: hidden })}</p>
    </section>
  );
}

/** A count, or the sign under which the public reads that it is not told. */
function Told({ count }: { readonly count: number | null }) {
  const say = useSay();
  return count === null ? <><span aria-hidden="true">—</span><span className="sr">{say("figures.hidden")}</span></> : count;
}

function Cell({ count, was }: { readonly count: number | null; readonly was: number | null }) {
  const say = useSay();
  return (
    <td className={count === null ? "num figures-hidden" : "num"}>
      <Told count={count} />
      {was !== count && <span className="figures-was">{say("figures.was", { count: was ?? "—" })}</span>}
    </td>
  );
}
