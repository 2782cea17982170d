import type { PublicVersion } from "@tocsin/contract/governance/publication.ts";
import { lastingMomentText } from "../joint/moment.ts";
import { useSay } from "../language/words.ts";
import { useCity } from "../live/session.ts";
import { actWord, mayPublish, type FiguresAct } from "./figures-acts.ts";
import { FiguresForm } from "./figures-form.tsx";
import { FiguresVersion } from "./figures-table.tsx";
import type { MonthRow } from "./month-rows.ts";
import { useFiguresSeat, usePublicVersions } from "./use-figures.ts";

interface CardProps {
  readonly row: MonthRow;
  readonly acts: readonly FiguresAct[];
  readonly chosen: FiguresAct | null;
  readonly onChoose: (act: FiguresAct | null) => void;
  readonly onDone: (month: string) => void;
}

/** One month: what waits to be published, as the public will read it, and every version that is public. */
export function FiguresCard({ row, acts, chosen, onChoose, onDone }: CardProps) {
  const say = useSay();
  const { utcOffset } = useCity().city.head;
  const { found, failed } = usePublicVersions(row.month, row.versions);
  const { draft, month, versions } = row;
  return (
    <article className="matter-card figures-card">
      <header className="matter-head">
        <strong>{month}</strong> <RowState row={row} />
        {versions > 0 && <a href={`/figures?month=${month}`} target="_blank" rel="noopener">{say("figures.page")} ↗</a>}
      </header>
      {draft !== null && <p className="dim">{say("figures.draftedBy", { name: draft.name, at: lastingMomentText(draft.at, utcOffset) })}</p>}
      <WhyNot row={row} />
      <div className="acts">
        {acts.map((act, no) => <button key={act} type="button" className={act === "publish" || draft === null ? "main" : "plain"} aria-pressed={chosen === act} onClick={() => onChoose(act)}>{say(actWord(act, row))} <kbd>{no + 1}</kbd></button>)}
      </div>
      {chosen !== null && <FiguresForm key={chosen} chosen={chosen} row={row} onLeave={() => onChoose(null)} onDone={onDone} />}
      {draft === null && versions === 0 && <p>{say("figures.isOpen")}</p>}
      {found === null && <p className="dim" role="status">{say(failed ? "figures.failed" : "figures.loading")}</p>}
      {draft !== null && found !== null && (
        <section className="figures-draft" aria-label={say(versions > 0 ? "figures.state.correction" : "figures.state.draft")}>
          <p className="tag tag-amber">{say("figures.draftIs", { no: draft.no })}</p>
          <FiguresVersion made={draft} former={found.at(-1)} />
        </section>
      )}
      <Versions versions={found ?? []} utcOffset={utcOffset} />
    </article>
  );
}

/** The newest public version, and the former ones below it. */
function Versions({ versions, utcOffset }: { readonly versions: readonly PublicVersion[]; readonly utcOffset: number }) {
  const say = useSay();
  const newest = versions.at(-1);
  if (newest === undefined) return null;
  const at = ({ publishedAt }: PublicVersion): string => lastingMomentText(publishedAt, utcOffset);
  return (
    <>
      <section>
        <h2>{say("figures.versionIs", { no: newest.no, at: at(newest) })}</h2>
        <FiguresVersion made={newest} former={versions.at(-2)} />
      </section>
      {versions.slice(0, -1).toReversed().map((version) => (
        <details key={version.no} className="figures-former">
          <summary>{say("figures.former", { no: version.no, at: at(version) })}{version.reason === null ? "" : ` · ${version.reason}`}</summary>
          <FiguresVersion made={version} former={versions.find(({ no }) => no === version.no - 1)} />
        </details>
      ))}
    </>
  );
}

/** Where a month stands, in words. */
export function RowState({ row: { draft, versions } }: { readonly row: MonthRow }) {
  const say = useSay();
  return (
    <>
      {draft !== null && <span className="tag tag-amber">{say(versions > 0 ? "figures.state.correction" : "figures.state.draft")}</span>}
      {draft === null && versions === 0 && <span className="tag">{say("figures.state.open")}</span>}
      {versions > 0 && <span className="tag">{say("figures.state.public")} · {say("figures.versions", { no: versions })}</span>}
      {versions > 1 && <span className="dim">{say("figures.corrected", { count: versions - 1 })}</span>}
    </>
  );
}

/** Why the key to publish what waits is not there. */
function WhyNot({ row }: { readonly row: MonthRow }) {
  const say = useSay();
  const seat = useFiguresSeat();
  if (row.draft === null || mayPublish(row, seat)) return null;
  return <p className="figures-why-not">{say(row.draft.by === seat.userId ? "figures.ownDraft" : "figures.notYours")}</p>;
}
