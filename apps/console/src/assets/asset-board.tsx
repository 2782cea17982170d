import { useState, type KeyboardEvent } from "react";
import { type Asset, ASSET_LISTS, type AssetListName, holderOf } from "@tocsin/contract/governance/asset.ts";
import { orgName } from "../city/city-index.ts";
import { Age } from "../incident/age.tsx";
import { recordId, useChosenRow } from "../keyboard/chosen-row.ts";
import { useRowFocus } from "../keyboard/row-focus.ts";
import { nameIn, useLang, useSay } from "../language/words.ts";
import { mayDo, useCity, useSeat } from "../live/session.ts";
import { usePartyName } from "../matters/party-name.ts";
import { BoardFrame } from "../units/board-frame.tsx";
import { assetActs, type AssetAct } from "./asset-acts.ts";
import { AssetCard } from "./asset-card.tsx";
import { doAsset, RegisterForm } from "./asset-form.tsx";
import { useAssets, useAssetsDue } from "./use-assets.ts";
import "../matters/matters.css";
import "./assets.css";

/** Who answers for which place, sector or facility; what nobody answers for first, the oldest on top. ←→ list, ↑↓ choose, digits act, R enters (GOV-06). */
export function AssetBoard() {
  const say = useSay();
  const seat = useSeat();
  const { orgById } = useCity();
  const due = useAssetsDue();
  const [list, setList] = useState<AssetListName>(due > 0 ? "OFFERED" : "ORPHANS");
  const { register, failed } = useAssets(list);
  const [chosenId, setChosenId] = useState<string | null>(null);
  const [act, setAct] = useState<AssetAct | null>(null);
  const [entering, setEntering] = useState(false);
  const all = register?.assets ?? [];
  const chosen = useChosenRow(all, chosenId, recordId);
  const acts = chosen === undefined ? [] : assetActs(chosen, seat, orgById);
  const mayEnter = mayDo(seat, "safety.register");
  const choose = (id: string | null, list?: AssetListName): void => {
    setChosenId(id);
    setAct(null);
    setEntering(false);
    if (list !== undefined) setList(list);
  };
  const focus = useRowFocus(chosen === undefined || entering ? null : `asset-${chosen.id}`, `${act?.id} ${entering} ${list} ${all.map(({ id }) => id).join()}`, entering ? undefined : "asset-lists");
  const onKey = (event: KeyboardEvent<HTMLElement>): void => {
    if (event.ctrlKey || event.metaKey || event.altKey || entering) return;
    const [down, aside] = [{ ArrowDown: 1, ArrowUp: -1 }[event.key] ?? 0, { ArrowRight: 1, ArrowLeft: -1 }[event.key] ?? 0];
    const wanted = acts[Number(event.key) - 1];
    if (event.key.toLowerCase() === "r" && mayEnter) setEntering(true);
    else if (aside !== 0) choose(null, ASSET_LISTS[(ASSET_LISTS.indexOf(list) + aside + ASSET_LISTS.length) % ASSET_LISTS.length]);
    else if (down !== 0 && chosen !== undefined) {
      const next = all[Math.min(all.length - 1, Math.max(0, all.indexOf(chosen) + down))]!;
      choose(next.id);
      document.getElementById(`asset-${next.id}`)?.focus();
    } else if (wanted !== undefined && chosen !== undefined) {
      if (wanted.fields.length > 0) setAct(wanted);
      else void doAsset(wanted, chosen, null, say("asset.done", { act: say(`asset.act.${wanted.id}`) }));
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <BoardFrame title={say("asset.title")}>
      <div className="matters" onKeyDown={onKey} {...focus}>
        <div className="matter-list">
          <div id="asset-lists" className="asset-lists" role="group" aria-label={say("asset.lists")} tabIndex={-1}>
            {ASSET_LISTS.map((each) => <button key={each} type="button" className="plain" aria-pressed={each === list} onClick={() => choose(null, each)}>{say(`asset.list.${each}`)} <span className="num">{register?.counts[each] ?? "—"}</span></button>)}
            {mayEnter && <button type="button" className="plain asset-enter" aria-pressed={entering} onClick={() => setEntering(true)}>{say("asset.enter")} <kbd>R</kbd></button>}
          </div>
          {all.map((asset) => <AssetRow key={asset.id} asset={asset} chosen={asset.id === chosen?.id} onChoose={choose} />)}
          {register !== null && all.length === 0 && <p className="asset-none dim">{say(`asset.none.${list}`)}</p>}
          {register !== null && all.length < register.counts[list] && <p className="asset-none dim">{say("asset.more", { count: register.counts[list] - all.length })}</p>}
          {register === null && <p className="asset-none dim" role="status">{say(failed ? "asset.failed" : "asset.loading")}</p>}
        </div>
        {entering ? <RegisterForm onLeave={() => setEntering(false)} onMade={(id) => choose(id, "ORPHANS")} /> : chosen === undefined ? <article className="matter-card" /> : <AssetCard key={chosen.id} asset={chosen} acts={acts} chosen={act} onChoose={setAct} />}
      </div>
    </BoardFrame>
  );
}

function AssetRow({ asset, chosen, onChoose }: { readonly asset: Asset; readonly chosen: boolean; readonly onChoose: (id: string) => void }) {
  const say = useSay();
  const lang = useLang();
  const name = usePartyName();
  const index = useCity();
  const { id, kind, offer, orphanSince, area } = asset;
  const holder = holderOf(asset);
  return (
    <button id={`asset-${id}`} type="button" className={chosen ? "matter-row matter-chosen" : "matter-row"} aria-pressed={chosen} onClick={() => onChoose(id)}>
      <span className="matter-line"><span className="tag">{say(`asset.kind.${kind}`)}</span> <span className="matter-says">{nameIn(lang, asset)}</span> {orphanSince !== null && <span className="asset-age">{say("asset.orphanFor")} <Age at={orphanSince} /></span>}</span>
      <span className="matter-line"><span className="matter-says dim">{holder === null || orphanSince !== null ? say("asset.nobody") : name(holder)}{offer === null ? "" : ` → ${name(offer.to)} · ${say("asset.unsigned")}`}</span> <span className="dim">{orgName(index, area, lang)}</span></span>
    </button>
  );
}
