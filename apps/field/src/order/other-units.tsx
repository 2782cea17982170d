import { useWording } from "../language/wording.ts";
import { isEnded } from "../state/is-ended.ts";
import type { OwnOrder } from "../state/own-order.ts";

/** Who else is on this incident, and how far. */
export function OtherUnits({ own, now }: { own: OwnOrder; now: number }) {
  const { words } = useWording();
  const others = own.incident.orders.flatMap(({ assignments }) => assignments).filter((one) => one.unitId !== own.assignment.unitId && !isEnded(one));
  if (others.length === 0) return null;
  return (
    <section className="card">
      <h2>{words.order.others}</h2>
      <ul className="rows">
        {others.map(({ unitId, callSign, status, etaMs, enRouteAt }) => {
          const left = etaMs !== null && status === "EN_ROUTE" ? Math.max(1, Math.ceil(((enRouteAt ?? now) + etaMs - now) / 60_000)) : null;
          return (
            <li key={unitId}>
              <strong>{callSign}</strong>
              <span>
                {words.assignment[status]}
                {left !== null && ` · ${words.order.etaMin(left)}`}
              </span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
