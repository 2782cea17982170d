import type { Unit } from "@tocsin/contract/dispatch/unit.ts";
import { readinessOf, reserveOf } from "@tocsin/domain/command/reserve.ts";
import { useWording } from "../language/wording.ts";
import { useField, useServerNow } from "../state/field.ts";

/** A unit of a reserve confirms with one tap, once a shift, how soon it rolls (CMD-10). */
export function ReadinessCard({ unit }: { readonly unit: Unit }) {
  const { state, session, may } = useField();
  const { words, time } = useWording();
  const now = useServerNow(state.offset);
  const row = reserveOf(state.city?.reserves ?? [], unit.id);
  if (row === null) return null;
  const readiness = readinessOf(unit, row, now);
  return (
    <section className="card">
      <h2>{words.standby.readiness}</h2>
      {readiness === "UNCONFIRMED" ? <p className="notice" role="status">⚠ {words.standby.unconfirmed}</p> : <p>{words.standby.ready[readiness]} · {words.standby.confirmedAt(time(unit.readiness?.confirmedAt ?? now))}</p>}
      {may("command.confirmReadiness") && unit.status !== "OFF_DUTY" && (
        <div className="secondary">
          <button type="button" onClick={() => session.act({ name: "command.confirmReadiness", payload: { unitId: unit.id, deviceAt: Date.now() } })}>{words.standby.confirm(words.standby.ready[row.readiness])}</button>
        </div>
      )}
    </section>
  );
}
