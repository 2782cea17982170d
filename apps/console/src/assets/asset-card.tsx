import { type Asset, holderOf } from "@tocsin/contract/governance/asset.ts";
import { orgName } from "../city/city-index.ts";
import { Age } from "../incident/age.tsx";
import { lastingMomentText } from "../joint/moment.ts";
import { nameIn, useLang, useSay } from "../language/words.ts";
import { useCity } from "../live/session.ts";
import { usePartyName } from "../matters/party-name.ts";
import type { AssetAct } from "./asset-acts.ts";
import { AssetForm, doAsset } from "./asset-form.tsx";

/** One thing that somebody answers for: who does, what is offered, and who did before, without a gap. */
export function AssetCard({ asset, acts, chosen, onChoose }: { readonly asset: Asset; readonly acts: readonly AssetAct[]; readonly chosen: AssetAct | null; readonly onChoose: (act: AssetAct | null) => void }) {
  const say = useSay();
  const lang = useLang();
  const name = usePartyName();
  const index = useCity();
  const { head } = index.city;
  const at = (moment: number): string => lastingMomentText(moment, head.utcOffset);
  const { kind, area, orphanSince, offer, proposed, terms, retired, registeredAt } = asset;
  const holder = holderOf(asset);
  return (
    <article className="matter-card">
      <header className="matter-head"><strong>{nameIn(lang, asset)}</strong> <span className="tag">{say(`asset.kind.${kind}`)}</span> {orphanSince !== null && <span className="tag tag-amber">{say("asset.orphanFor")} <Age at={orphanSince} /></span>}</header>
      <p>{say("asset.holder")} <strong>{holder === null ? say("asset.nobody") : name(holder)}</strong>{holder !== null && orphanSince !== null && <span className="tag tag-red"> {say("asset.gone")}</span>}</p>
      <p className="dim">{say("asset.area")} {orgName(index, area, lang)} · {say("asset.entered", { at: at(registeredAt) })}{holder === null && proposed !== null && retired === null ? ` · ${say("asset.proposed", { party: name(proposed) })}` : ""}</p>
      {offer !== null && <p className="tag tag-amber asset-wrap">{say("asset.offered", { from: offer.from === null ? offer.given.name : name(offer.from), to: name(offer.to), at: at(offer.given.at), reason: offer.reason })}</p>}
      {retired !== null && <p className="tag asset-wrap">{say("asset.retired", { at: at(retired.at), name: retired.name, reason: retired.reason })}</p>}
      <div className="acts">
        {acts.map((act, no) => (
          <button key={act.id} type="button" className={no === 0 ? "main" : "plain"} aria-pressed={chosen?.id === act.id} onClick={() => (act.fields.length > 0 ? onChoose(act) : void doAsset(act, asset, null, say("asset.done", { act: say(`asset.act.${act.id}`) })))}>
            {say(`asset.act.${act.id}`)} <kbd>{no + 1}</kbd>
          </button>
        ))}
      </div>
      {chosen !== null && <AssetForm key={chosen.id} asset={asset} chosen={chosen} onLeave={() => onChoose(null)} />}
      {terms.length > 0 && (
        <section>
          <h2>{say("asset.terms")}</h2>
          {terms.toReversed().map(({ party, from, until, given, taken }) => (
            <p key={`${party}${from}`}><strong>{name(party)}</strong> <span className="num">{at(from)} → {until === null ? say("asset.now") : at(until)}</span> <span className="dim">{given.by === taken.by ? say("asset.onPaper", { paper: given.name }) : say("asset.signed", { given: given.name, taken: taken.name })}</span></p>
          ))}
        </section>
      )}
    </article>
  );
}
