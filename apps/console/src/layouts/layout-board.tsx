import { useState } from "react";
import type { LayoutHead } from "@tocsin/contract/layouts/layout.ts";
import { useSay } from "../language/words.ts";
import { useCity } from "../live/session.ts";
import { useStore } from "../store/external-store.ts";
import { BoardFrame } from "../units/board-frame.tsx";
import { momentText, versionText } from "./layout-words.ts";
import { LayoutView } from "./layout-view.tsx";
import { chooseLayout, chosenLayoutStore, useLayout, useLayoutHeads } from "./use-layouts.ts";
import { VersionActs } from "./version-acts.tsx";
import "./layouts.css";

const isLatest = ({ publishedAt, succeededBy }: LayoutHead): boolean => publishedAt !== null && succeededBy === null;

const whole = (id: string | null): string | null => id;

/** Patrol areas and posts by version: what holds, what will, and what is being drawn (DSP-07). */
export function LayoutBoard() {
  const say = useSay();
  const { utcOffset } = useCity().city.head;
  const heads = useLayoutHeads();
  const chosen = useStore(chosenLayoutStore, whole);
  const [against, setAgainst] = useState<string | null>(null);
  const head = heads.find(({ id }) => id === chosen) ?? heads.find(({ status }) => status === "IN_FORCE") ?? heads[0];
  const layout = useLayout(head);
  const other = useLayout(heads.find(({ id }) => id === (against ?? head?.basedOn)));
  return (
    <BoardFrame title={say("layouts.name")}>
      <div className="layout-board">
        <aside>
          <ul className="layout-list" aria-label={say("layouts.versions")}>
            {heads.map((each) => (
              <li key={each.id}>
                <button type="button" aria-pressed={each.id === head?.id} onClick={() => chooseLayout(each.id)}>
                  <b>{versionText(say, each)}</b>
                  <span className={`layout-status layout-${each.status}`}>{say(`layouts.status.${each.status}`)}</span>
                  <span className="dim">{each.effectiveFrom === null ? say("layouts.noDate") : `${momentText(each.effectiveFrom, utcOffset)} →${each.effectiveUntil === null ? "" : ` ${momentText(each.effectiveUntil, utcOffset)}`}`} · {say("layouts.areaCount", { count: each.areaCount })}{each.postCount === undefined ? "" : ` · ${say("layouts.postCount", { count: each.postCount })}`}</span>
                </button>
              </li>
            ))}
          </ul>
          {head && <VersionActs key={`${head.id}/acts`} head={head} latest={heads.find(isLatest)} onDrafted={chooseLayout} />}
          <label className="layout-against">{say("layouts.against")} <select className="field" value={against ?? head?.basedOn ?? ""} onChange={(event) => setAgainst(event.target.value)}>
            <option value="">—</option>
            {heads.filter(({ id }) => id !== head?.id).map((each) => <option key={each.id} value={each.id}>{versionText(say, each)}</option>)}
          </select></label>
        </aside>
        {layout && head ? <LayoutView key={layout.id} head={head} layout={layout} other={other} /> : <p className="block dim" role="status">{say("app.loading")}</p>}
      </div>
    </BoardFrame>
  );
}
