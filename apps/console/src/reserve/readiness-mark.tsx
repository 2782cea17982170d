import type { Unit } from "@tocsin/contract/dispatch/unit.ts";
import { readinessOf, reserveOf } from "@tocsin/domain/command/reserve.ts";
import { Age } from "../incident/age.tsx";
import { useLang, useSay, nameIn } from "../language/words.ts";
import { useNow } from "../live/server-clock.ts";
import { mayDo, useCity, useSeat } from "../live/session.ts";
import { confirmReadiness } from "./reserve-acts.ts";

/** On the card of a unit of a reserve: which reserve, how soon it rolls, since when that is confirmed, and the key press that confirms it. */
export function ReadinessLine({ unit }: { readonly unit: Unit }) {
  const say = useSay();
  const lang = useLang();
  const seat = useSeat();
  const row = reserveOf(useCity().city.reserves, unit.id);
  // A shift is counted in hours: the mark need not follow every second.
  const minute = Math.floor(useNow() / 10_000) * 10_000;
  if (row === null) return null;
  const readiness = readinessOf(unit, row, minute);
  return (
    <div>
      ◈ {nameIn(lang, row)} · <span className={readiness === "UNCONFIRMED" ? "tag tag-amber" : ""}>{say(`readiness.${readiness}`)}</span>{" "}
      {unit.readiness && <span className="dim"><Age at={unit.readiness.confirmedAt} /></span>}{" "}
      {mayDo(seat, "command.confirmReadiness") && unit.status !== "OFF_DUTY" && <button type="button" className="plain" onClick={() => confirmReadiness(unit)}>{say("reserve.confirm")}</button>}
    </div>
  );
}
