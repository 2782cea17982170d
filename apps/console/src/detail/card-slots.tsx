import type { CardSlotView, Recommendation } from "@tocsin/contract/views.ts";
import { runningTime } from "../incident/clock-state.ts";
import { nameIn, useLang, useSay } from "../language/words.ts";
import { unitNow } from "../live/live-board.ts";

const TIERS = [1, 3, 5, null] as const;
const clockText = (ms: number): string => runningTime(Math.round(ms / 1_000));

/** What the response card asks for and who fills it, tier by tier; open slots are named, late ones marked (DSP-05). */
export function CardSlots({ data, onSend }: { readonly data: Recommendation; readonly onSend: () => void }) {
  const say = useSay();
  if (data.slots.length === 0) return null;
  const open = data.slots.filter(({ unitId }) => unitId === null).length;
  return (
    <section className="card-slots" aria-label={say("card.name")}>
      <div className="card-head">
        <h3>{say("card.name")} {open > 0 && <span className="tag tag-red">{say("card.openCount", { count: open })}</span>}</h3>
        {data.team.length > 0 && <button type="button" className="main" onClick={onSend}>{say("card.send", { count: data.team.length })} <kbd>T</kbd></button>}
      </div>
      {TIERS.map((tier) => <Tier key={tier ?? "any"} tier={tier} slots={data.slots.filter(({ echelon }) => echelon === tier)} data={data} />)}
    </section>
  );
}

function Tier({ tier, slots, data }: { readonly tier: 1 | 3 | 5 | null; readonly slots: readonly CardSlotView[]; readonly data: Recommendation }) {
  const say = useSay();
  const tiered = data.slots.some(({ echelon }) => echelon !== null);
  if (slots.length === 0) return null;
  return (
    <div className="card-tier">
      {tiered && <h4>{tier === null ? say("card.together") : say("card.tier", { minutes: tier })} {slots[0]?.limitMs != null && <span className="dim num">{say("card.limit", { time: clockText(slots[0].limitMs) })}</span>}</h4>}
      <ul>{slots.map((slot, index) => <Slot key={index} slot={slot} data={data} />)}</ul>
    </div>
  );
}

function Slot({ slot, data }: { readonly slot: CardSlotView; readonly data: Recommendation }) {
  const say = useSay();
  const lang = useLang();
  const unit = slot.unitId === null ? null : (data.ranked.find(({ unitId }) => unitId === slot.unitId)?.callSign ?? unitNow(slot.unitId)?.callSign ?? slot.unitId);
  return (
    <li>
      <span className="card-what">{nameIn(lang, slot)}</span>
      {unit === null ? <span className="tag tag-red">{say("card.open")}</span> : <strong>{unit}</strong>}
      {slot.sent && <span className="tag">{say("card.sent")}</span>}
      {slot.late === true && <span className="tag tag-amber">{say("card.late")}</span>}
      <span className="num card-eta">{slot.etaMs === null ? "" : clockText(slot.etaMs)}</span>
    </li>
  );
}
