import type { Advisory } from "@tocsin/contract/command/advisory.ts";
import { Age } from "../incident/age.tsx";
import { nameIn, useLang, useSay } from "../language/words.ts";
import { useCity } from "../live/session.ts";
import { openIncident } from "../selection/open-detail.ts";

/** What an advisory says, whose it is, and what has followed from it. */
export function AdvisoryDetail({ advisory }: { readonly advisory: Advisory }) {
  const say = useSay();
  const lang = useLang();
  const { city } = useCity();
  const sensor = city.sensors.find(({ id }) => id === advisory.sensorId);
  return (
    <article className="advisory-detail">
      <p><strong>{advisory.headline}</strong> <span className="dim">{say(`advisoryKind.${advisory.kind}`)} · {advisory.sender ?? say("advisory.byDesk")}{sensor === undefined ? "" : ` · ${nameIn(lang, sensor)}`} · <Age at={advisory.updatedAt} /></span></p>
      {advisory.area.desc !== "" && <p>{say("advisory.area", { area: advisory.area.desc })}</p>}
      {advisory.text !== "" && <p className="advisory-text">{advisory.text}</p>}
      {advisory.instruction !== "" && <p className="advisory-text">{say("advisory.instruction", { text: advisory.instruction })}</p>}
      {advisory.reason !== null && <p>{say("advisory.reason", { status: say(`advisoryStatus.${advisory.status}`), reason: advisory.reason })}</p>}
      {advisory.orders.length > 0 && (
        <ul className="advisory-chain" aria-label={say("advisory.chain")}>
          {advisory.orders.map((order) => (
            <li key={order.orderId}>
              <button type="button" className="plain" onClick={() => openIncident(order.incidentId)}>{order.no}</button> {say("advisory.ordered", { units: order.units.join(say("list.comma")) })} <span className="dim"><Age at={order.at} /></span>
              <ul>
                {advisory.actions.filter(({ orderId }) => orderId === order.orderId).map((action) => (
                  <li key={`${action.unitId}/${action.at}`}>{action.callSign} {say(`advisory.act.${action.what}`)} {action.text} <span className="dim"><Age at={action.at} /></span></li>
                ))}
                {advisory.outcomes.filter(({ incidentId }) => incidentId === order.incidentId).map(({ outcomeCode, at }) => <li key={`${outcomeCode}/${at}`}>{say("advisory.outcome", { outcome: outcomeName(city.outcomes, outcomeCode, lang) })} <span className="dim"><Age at={at} /></span></li>)}
              </ul>
            </li>
          ))}
        </ul>
      )}
    </article>
  );
}

function outcomeName(outcomes: readonly { readonly code: string; readonly nameZh: string; readonly nameEn: string }[], code: string, lang: "zh" | "en"): string {
  const row = outcomes.find((outcome) => outcome.code === code);
  return row === undefined ? code : nameIn(lang, row);
}
