import { useState } from "react";
import { CLOSURE_REASONS, ROAD_EFFECTS, type ClosureReason, type RoadEffect } from "@tocsin/contract/roads/closure.ts";
import { useSay } from "../language/words.ts";
import { serverNow } from "../live/server-clock.ts";
import { useCity } from "../live/session.ts";
import { closeRoads } from "./closure-acts.ts";
import { lengthM, nextTimeOfDay, streetsOf } from "./closure-text.ts";
import { clearChosen, useRoadDraft } from "./road-draft.ts";
import { RoadPicker } from "./road-picker.tsx";

const UNTILS = ["30", "60", "120", "240", "At", "Opened"] as const;
type Until = (typeof UNTILS)[number];
const USUAL_KMH = 15;

/** The moment at which it is to end; null for "by hand", undefined while a time is still missing. */
function untilOf(until: Until, time: string, utcOffset: number): number | null | undefined {
  if (until === "Opened") return null;
  if (until === "At") return nextTimeOfDay(time, serverNow(), utcOffset) ?? undefined;
  return serverNow() + Number(until) * 60_000;
}

/** Which roads, how, why and until when. */
export function ClosureForm() {
  const say = useSay();
  const { utcOffset } = useCity().city.head;
  const { chosen } = useRoadDraft();
  const [effect, setEffect] = useState<RoadEffect>("CLOSED");
  const [kmh, setKmh] = useState(String(USUAL_KMH));
  const [code, setCode] = useState<ClosureReason>("ACCIDENT");
  const [more, setMore] = useState("");
  const [until, setUntil] = useState<Until>("60");
  const [time, setTime] = useState("");
  const speedKmh = Number(kmh);
  const saidWhy = code !== "OTHER" || more.trim() !== "";
  const speedFits = effect === "CLOSED" || (Number.isInteger(speedKmh) && speedKmh >= 1 && speedKmh <= 120);
  const ready = chosen.length > 0 && saidWhy && speedFits && untilOf(until, time, utcOffset) !== undefined;
  const submit = async (): Promise<void> => {
    const end = untilOf(until, time, utcOffset);
    if (!ready || end === undefined) return;
    if (await closeRoads(chosen, { effect, reasonCode: code, reason: more.trim(), ...(effect === "SLOW" ? { speedKmh } : {}), ...(end === null ? {} : { until: end }) })) {
      clearChosen();
      setMore("");
    }
  };
  const metres = Math.round(chosen.reduce((sum, road) => sum + lengthM(road), 0));
  return (
    <form className="closure-form" aria-label={say("roads.close")} onKeyDown={(event) => event.key === "Enter" && event.stopPropagation()} onSubmit={(event) => { event.preventDefault(); void submit(); }}>
      <RoadPicker />
      <p className={chosen.length === 0 ? "hint dim" : "hint"} role="status">{chosen.length === 0 ? say("roads.chooseFirst") : <><strong>{streetsOf(chosen, say)}</strong> <span className="num dim">{say("roads.chosen", { count: chosen.length, metres })}</span></>}</p>
      <div className="closure-line" role="radiogroup" aria-label={say("roads.effect")}>
        {ROAD_EFFECTS.map((each) => <label key={each} className="check"><input type="radio" name="effect" checked={effect === each} onChange={() => setEffect(each)} /> {say(`roads.${each}`)}</label>)}
        {effect === "SLOW" && <label className="check"><input className="field closure-kmh num" inputMode="numeric" aria-label={say("roads.kmh")} value={kmh} onChange={(event) => setKmh(event.target.value)} /> {say("roads.kmh")}</label>}
      </div>
      <div className="closure-line">
        <select className="field" aria-label={say("roads.reason")} value={code} onChange={(event) => setCode(event.target.value as ClosureReason)}>
          {CLOSURE_REASONS.map((each) => <option key={each} value={each}>{say(`roadReason.${each}`)}</option>)}
        </select>
        <input className="field" aria-label={say("roads.more")} placeholder={say(code === "OTHER" ? "roads.moreNeeded" : "roads.more")} maxLength={200} value={more} onChange={(event) => setMore(event.target.value)} />
      </div>
      <div className="closure-line">
        <span className="dim">{say("roads.until")}</span>
        <select className="field" aria-label={say("roads.until")} value={until} onChange={(event) => setUntil(event.target.value as Until)}>
          {UNTILS.map((each) => <option key={each} value={each}>{say(`roads.until${each}`)}</option>)}
        </select>
        {until === "At" && <input className="field closure-time num" type="time" aria-label={say("roads.time")} value={time} onChange={(event) => setTime(event.target.value)} />}
        <button type="submit" className="main" disabled={!ready}>{say("roads.close")} <kbd>↵</kbd></button>
      </div>
    </form>
  );
}
