import { useMemo, useState } from "react";
import type { Layout, LayoutArea, LayoutHead } from "@tocsin/contract/layouts/layout.ts";
import { useLang, useSay } from "../language/words.ts";
import { act } from "../live/act.ts";
import { useSeat } from "../live/session.ts";
import { AreaPanel } from "./area-panel.tsx";
import { changedAreas, insertCorner, moveCorner, removeCorner } from "./border.ts";
import { layoutDiff } from "./layout-diff.ts";
import type { Picture } from "./layout-features.ts";
import { LayoutMap } from "./layout-map.tsx";
import { faultText, namesOf } from "./layout-words.ts";
import { ProposedPosts } from "./proposed-posts.tsx";
import { useFaults } from "./use-layouts.ts";

interface Props {
  readonly head: LayoutHead;
  readonly layout: Layout;
  /** The version to compare with. */
  readonly other: Layout | null;
}

interface Drawn {
  readonly version: number;
  readonly areas: readonly LayoutArea[];
}

const NO_POSTS: Picture["posts"] = [];

type Look = { readonly lon: number; readonly lat: number } | null;

/** One version on the map, with its faults and differences; a draft can be drawn on. */
export function LayoutView({ head, layout, other }: Props) {
  const say = useSay();
  const lang = useLang();
  const { commands } = useSeat();
  const editable = head.status === "DRAFT" && (commands.includes("layouts.edit") || commands.includes("layouts.*"));
  // Drawn on one version of the draft: when somebody has saved another, that one is shown.
  const [drawn, setDrawn] = useState<Drawn | null>(null);
  const areas = drawn?.version === layout.version ? drawn.areas : layout.areas;
  const change = (to: (before: readonly LayoutArea[]) => readonly LayoutArea[]): void => setDrawn((before) => ({ version: layout.version, areas: to(before?.version === layout.version ? before.areas : layout.areas) }));
  const [tier, setTier] = useState(3);
  const [chosen, setChosen] = useState<string | null>(null);
  const [picking, setPicking] = useState(false);
  const [look, setLook] = useState<Look>(null);
  const faults = useFaults(head);
  const changes = useMemo(() => (other === null ? [] : layoutDiff(other.areas, areas)), [other, areas]);
  const name = namesOf([...(other?.areas ?? []), ...areas], lang);
  const area = areas.find(({ id }) => id === chosen);
  const put = (changed: LayoutArea): void => change((before) => before.map((each) => (each.id === changed.id ? changed : each)));
  const unsaved = changedAreas(layout.areas, areas);
  const save = (): void => void act("layouts.edit", { layoutId: layout.id, expectedVersion: layout.version, set: unsaved }, { done: say("layouts.saved", { count: unsaved.length }) });
  const addPoint = ([lon, lat]: readonly [number, number]): void => {
    if (area) put({ ...area, mustVisit: [...area.mustVisit, { name: say("layouts.point", { no: area.mustVisit.length + 1 }), lon, lat }] });
    setPicking(false);
  };
  return (
    <>
      <div className="layout-middle">
        <p className="layout-tools">
          {[1, 2, 3].map((each) => <button key={each} type="button" className="tab" aria-pressed={tier === each} onClick={() => setTier(each)}>{say("layouts.tier", { tier: each })}</button>)}
          <span className="dim">{say(chosen !== null && editable ? "layouts.editHint" : "layouts.chooseHint")}</span>
          {unsaved.length > 0 && <button type="button" className="main" onClick={save}>{say("layouts.save", { count: unsaved.length })}</button>}
          {unsaved.length > 0 && <button type="button" className="plain" onClick={() => setDrawn(null)}>{say("layouts.undo")}</button>}
        </p>
        <LayoutMap
          picture={{ areas, tier, chosen, faults: faults ?? [], changes, editable, posts: layout.posts?.changes ?? NO_POSTS }}
          look={look}
          onChoose={setChosen}
          onMove={(from, to) => change((before) => moveCorner(before, from, to))}
          onInsert={(a, b, at) => change((before) => insertCorner(before, a, b, at))}
          onRemove={(at) => change((before) => removeCorner(before, at))}
          onPick={picking && area ? addPoint : null}
        />
      </div>
      <aside className="layout-side">
        {head.status === "DRAFT" && (
          <section aria-label={say("layouts.faults")}>
            <h2>{say("layouts.faults")} <span className="dim">{unsaved.length > 0 ? say("layouts.faultsAfterSave") : (faults?.length ?? "…")}</span></h2>
            {faults?.length === 0 && unsaved.length === 0 && <p className="layout-clean">{say("layouts.noFaults")}</p>}
            <ol className="layout-faults">{faults?.map((fault, index) => <li key={index}><button type="button" className="plain" disabled={fault.at === null} onClick={() => setLook(fault.at)}>{faultText(say, name, fault)}</button></li>)}</ol>
          </section>
        )}
        <ProposedPosts layout={layout} onLook={setLook} />
        {area && <AreaPanel key={area.id} area={area} parent={area.parent === null ? null : name(area.parent)} editable={editable} picking={picking} onChange={put} onPick={() => setPicking(!picking)} />}
        {other !== null && (
          <section aria-label={say("layouts.changes")}>
            <h2>{say("layouts.changes")} <span className="dim">{changes.length}</span></h2>
            <ul className="layout-changes">
              {changes.map(({ area: changed, kinds }) => (
                <li key={changed.id}><button type="button" className="plain" onClick={() => (setTier(changed.tier), setChosen(changed.id), setLook({ lon: changed.rings[0]![0]![0], lat: changed.rings[0]![0]![1] }))}>{name(changed.id)} · {kinds.map((kind) => say(`layouts.change.${kind}`)).join(say("list.comma"))}</button></li>
              ))}
            </ul>
          </section>
        )}
      </aside>
    </>
  );
}
