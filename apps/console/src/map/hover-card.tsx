import { typeName } from "../city/city-index.ts";
import { Age } from "../incident/age.tsx";
import { ClockChip } from "../incident/clock-chip.tsx";
import { urgentClock } from "../incident/clock-state.ts";
import { markedNo } from "../incident/marked-no.ts";
import { summaryOf } from "../incident/summary.ts";
import { nameIn, useLang, useSay } from "../language/words.ts";
import { useBoard } from "../live/live-board.ts";
import { serverNow } from "../live/server-clock.ts";
import { useCity } from "../live/session.ts";
import { ClosureCard } from "../roads/closure-card.tsx";
import { createStore, useStore } from "../store/external-store.ts";
import { kindWord } from "../units/kind-word.ts";
import { sitesOf } from "./site-features.ts";

interface Hover {
  readonly kind: "incident" | "unit" | "closure" | "site";
  readonly id: string;
  readonly x: number;
  readonly y: number;
}
export const hoverStore = createStore<Hover | null>(null);

/** What stands under the pointer, with the age of everything. */
export function HoverCard() {
  const hover = useStore(hoverStore, (value: Hover | null) => value);
  if (!hover) return null;
  return (
    <div className="hover-card" style={{ left: hover.x + 14, top: hover.y + 14 }}>
      {hover.kind === "incident" ? <IncidentCard id={hover.id} /> : hover.kind === "closure" ? <ClosureCard id={hover.id} /> : hover.kind === "site" ? <SiteCard id={hover.id} /> : <UnitCard id={hover.id} />}
    </div>
  );
}

function IncidentCard({ id }: { readonly id: string }) {
  const say = useSay();
  const lang = useLang();
  const city = useCity();
  const incident = useBoard((state) => state.incidents.get(id));
  if (!incident) return null;
  const clock = urgentClock(incident.clocks);
  return (
    <>
      <strong>{incident.priority ? say(`priority.${incident.priority}`) : say("priority.none")} {typeName(city, incident.typeCode, lang) ?? say("incident.noType")}</strong>
      <div>{incident.place?.addressText}</div>
      <div className="dim">{markedNo(say, incident)} · {say(`incidentStatus.${incident.status}`)} · <Age at={incident.receivedAt} /> {summaryOf(incident).callSigns}</div>
      {clock && <ClockChip clock={clock} named />}
    </>
  );
}

function SiteCard({ id }: { readonly id: string }) {
  const say = useSay();
  const lang = useLang();
  const { city } = useCity();
  const site = sitesOf(city, serverNow(), city.head.utcOffset).find((each) => each.id === id);
  if (!site) return null;
  const { kind, hazard } = site;
  return (
    <>
      <strong>{nameIn(lang, site)}</strong>
      <div className="dim">{say(`site.${kind}`)}</div>
      {hazard !== null && <div>{say(hazard.unverified ? "site.unverified" : "site.hazard", { day: hazard.verifiedAt })}</div>}
    </>
  );
}

function UnitCard({ id }: { readonly id: string }) {
  const say = useSay();
  const unit = useBoard((state) => state.units.get(id));
  const position = useBoard((state) => state.positions.get(id));
  if (!unit) return null;
  return (
    <>
      <strong>{unit.callSign}</strong> {kindWord(say, unit.kind)}
      <div>{say(`unitStatus.${unit.status}`)} <span className="dim"><Age at={unit.statusSince} /></span></div>
      <div className="dim">{position ? <>{say("unit.position")} <Age at={position.at} /></> : say("unit.noPosition")} · {say("unit.crew", { count: unit.crew })}</div>
    </>
  );
}
