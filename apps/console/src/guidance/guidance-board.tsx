import { useEffect, useMemo, useRef, useState } from "react";
import { newUlid } from "@tocsin/client/new-ulid.ts";
import type { PlanView } from "@tocsin/contract/command/plan-version.ts";
import { GUIDANCE_PARTS } from "@tocsin/contract/guidance/content.ts";
import { typeName } from "../city/city-index.ts";
import { useLang, useSay } from "../language/words.ts";
import { momentText } from "../layouts/layout-words.ts";
import { act } from "../live/act.ts";
import { serverNow } from "../live/server-clock.ts";
import { mayDo, useCity, useSeat } from "../live/session.ts";
import { PlanActs } from "../plans/plan-acts.tsx";
import { PlanChanges, writtenIn } from "../plans/plan-changes.tsx";
import { usePlan, usePlanHeads } from "../plans/use-plans.ts";
import { BoardFrame } from "../units/board-frame.tsx";
import { KeyedGroup } from "../units/keyed-group.tsx";
import { type GuidanceRow, guidanceRows } from "./guidance-rows.ts";
import { useCityDay } from "./use-city-day.ts";
import "../plans/plans.css";
import "./guidance.css";

const SIGNS: Readonly<Record<GuidanceRow["state"], string>> = { WANTED: "■", MISSING: "□", EXPIRED: "▲", WORKED: "◐", HOLDS: "●" };

/** What goes with orders, type by type: what is missing, what has passed its review date, what is written and waits for another's approval (SCN-02). */
export function GuidanceBoard() {
  const say = useSay();
  const lang = useLang();
  const city = useCity();
  const heads = usePlanHeads();
  const today = useCityDay();
  const rows = useMemo(() => guidanceRows([...city.typeByCode.keys()], heads, today), [city, heads, today]);
  const [chosen, setChosen] = useState<string | null>(null);
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), []);
  const at = Math.max(0, rows.findIndex(({ type }) => type === chosen));
  const row = rows[at];
  const step = (by: number): void => setChosen(rows[Math.min(rows.length - 1, Math.max(0, at + by))]?.type ?? null);
  // Newer browsers answer scrolling with a promise, which is nothing to clean up by.
  useEffect(() => void box.current?.querySelector("[aria-current='true']")?.scrollIntoView({ block: "nearest" }), [at]);
  return (
    <BoardFrame title={say("guide.name")}>
      <div className="plan-board">
        <KeyedGroup box={box} label={say("guide.keys")} className="guide-list" keys={{ ArrowDown: () => step(1), ArrowUp: () => step(-1) }}>
          <p className="hint dim key-hint">{say("guide.keys")}</p>
          <ul className="plan-list">
            {rows.map(({ type, state, holds }) => (
              <li key={type} aria-current={type === row?.type}>
                <button type="button" tabIndex={-1} aria-pressed={type === row?.type} onClick={() => setChosen(type)}>
                  <b>{typeName(city, type, lang)}</b>
                  <span className={`guide-state guide-${state}`}>{SIGNS[state]} {say(`guide.state.${state}`)}</span>
                  <span className="dim">{type}{holds?.no == null ? "" : ` · ${say("plans.versionOf", { no: holds.no })} · ${say("guide.until", { day: holds.reviewBy ?? "" })}`}</span>
                </button>
              </li>
            ))}
          </ul>
        </KeyedGroup>
        {row && <Chosen key={row.type} row={row} />}
      </div>
    </BoardFrame>
  );
}

function Chosen({ row }: { readonly row: GuidanceRow }) {
  const say = useSay();
  const seat = useSeat();
  const city = useCity();
  const heads = usePlanHeads();
  const head = row.next ?? row.holds;
  const view = usePlan(head);
  const before = usePlan(row.next === undefined ? undefined : row.holds);
  const { utcOffset } = city.city.head;
  const begin = (): void => void act("plans.createGuidance", { planVersionId: newUlid(), content: { type: row.type, riskHints: [], handlingPoints: [], kit: [], legal: [], crewMin: 1, reviewBy: momentText(serverNow() + 365 * 86_400_000, utcOffset).slice(0, 10) } }, { done: say("plans.drafted") });
  if (head === undefined) return <div className="block"><p className="dim">{say("guide.missing")}</p>{mayDo(seat, "plans.createGuidance") && <button type="button" className="main" onClick={begin}>{say("guide.begin")}</button>}</div>;
  return (
    <>
      {view === null ? <p className="block dim" role="status">{say("app.loading")}</p> : <Content view={view} />}
      <aside className="plan-side">
        <p className="plan-state"><span className={`plan-status plan-${head.status}`}>{say(`plans.status.${head.status}`)}</span> <span className="dim">{head.source !== null ? say("plans.fromFile") : head.authors.length > 0 ? say("plans.writtenBy", { who: head.authors.join(say("list.comma")) }) : head.wanted && say("guide.begunByOrder")}</span></p>
        {head.wanted && <p className="plan-newer">{say(head.wanted.incidentNo === "—" ? "guide.wantedThen" : "guide.wanted", { no: head.wanted.incidentNo, at: momentText(head.wanted.at, utcOffset) })}</p>}
        {head.reason !== null && <p className="plan-reason">{head.status === "DRAFT" ? `${say("plans.returned")}${say("list.colon")}` : ""}{head.reason}</p>}
        <PlanActs key={`${head.id}/acts`} head={head} heads={heads} view={view} onDrafted={() => undefined} />
        {view !== null && before !== null && <PlanChanges before={writtenIn(before.record)} after={writtenIn(view.record)} />}
      </aside>
    </>
  );
}

/** A version as it would go with an order, and what keeps it from being submitted. */
function Content({ view }: { readonly view: PlanView }) {
  const say = useSay();
  const lang = useLang();
  const city = useCity();
  const today = useCityDay();
  const { guidance, publishedAt } = view.record;
  if (guidance === undefined) return null;
  return (
    <article className="plan-detail">
      <h2>{typeName(city, guidance.type, lang)} <span className="dim">{guidance.type}</span></h2>
      <p className={guidance.reviewBy < today ? "guide-EXPIRED" : "dim"}>{guidance.reviewBy < today ? `▲ ${say("guide.expired", { day: guidance.reviewBy })}` : say("guide.until", { day: guidance.reviewBy })} · {say("guide.crew", { crew: guidance.crewMin })}</p>
      {publishedAt === null && view.findings.length > 0 && (
        <section>
          <h3>{say("plans.findings", { count: view.findings.length })}</h3>
          <ul className="plan-findings">{view.findings.map((each, index) => <li key={index}><code>{each.path === "" ? "—" : each.path}</code> {each[lang]}</li>)}</ul>
        </section>
      )}
      {GUIDANCE_PARTS.map((part) => guidance[part].length > 0 && (
        <section key={part}>
          <h3>{say(`guide.${part}`)}</h3>
          <ol className="points">{guidance[part].map((line, index) => <li key={index}>{line[lang]} <span className="dim">{lang === "zh" ? line.en : line.zh}</span></li>)}</ol>
        </section>
      ))}
    </article>
  );
}
