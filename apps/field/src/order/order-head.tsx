import type { CityView } from "@tocsin/contract/views.ts";
import { minutesSeconds, useWording } from "../language/wording.ts";
import type { OwnOrder } from "../state/own-order.ts";
import { pressingClock, pressure } from "./pressing-clock.ts";

interface HeadProps {
  readonly own: OwnOrder;
  readonly city: CityView | null;
  readonly now: number;
}

export function typeName(city: CityView | null, typeCode: string | null, lang: "zh" | "en", none: string): string {
  const type = city?.types.find(({ type: row }) => row.code === typeCode)?.type;
  return type ? (lang === "zh" ? type.nameZh : type.nameEn) : (typeCode ?? none);
}

/** What, where and how urgent: the first thing to read. */
export function OrderHead({ own, city, now }: HeadProps) {
  const { words, lang } = useWording();
  const { incident, order } = own;
  const premise = city?.premises.find(({ id }) => id === incident.place?.premiseId);
  return (
    <section className="head" data-priority={incident.priority ?? "none"}>
      <p className="head-marks">
        {incident.priority && <strong className="priority">{words.priority[incident.priority]}</strong>}
        {incident.drill && <strong className="mark">{words.order.drill}</strong>}
        {incident.flags.includes("OUTSIDE_AREA") && <span className="mark">{words.order.outside}</span>}
        <span className="quiet">{words.order.no(incident.no)}</span>
      </p>
      <h1>{typeName(city, incident.typeCode, lang, words.untyped)}</h1>
      <p className="address">{incident.place?.addressText || words.order.placeUnknown}</p>
      {premise && <p>{lang === "zh" ? premise.nameZh : premise.nameEn}</p>}
      <Limit own={own} city={city} now={now} />
      {order.suspended && (
        <p className="alert" role="alert">
          <strong>{words.order.suspended}</strong> {words.order.suspendedBy(order.suspended.reason)}
        </p>
      )}
    </section>
  );
}

/** Time left to the limit that presses; the sign changes with the colour. */
function Limit({ own, city, now }: HeadProps) {
  const { words } = useWording();
  const clock = pressingClock(own, city?.deadlines);
  if (!clock) return null;
  const state = pressure(clock, now);
  const label = clock.step === "acknowledge" ? words.clock.acknowledge : words.clock.step[clock.step];
  const time = minutesSeconds(state === "over" ? now - clock.dueAt : Math.max(0, clock.dueAt - now));
  return (
    <p className="limit" data-pressure={state}>
      <span>
        {{ calm: "", soon: "◆ ", over: "▲ " }[state]}
        {label}
      </span>
      <strong>{state === "over" ? words.clock.over(time) : words.clock.left(time)}</strong>
    </p>
  );
}
