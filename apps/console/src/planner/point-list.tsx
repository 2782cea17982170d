import { isPointOpen } from "@tocsin/domain/organisation/rapid-point.ts";
import { orgName } from "../city/city-index.ts";
import { nameIn, useLang, useSay, type Say } from "../language/words.ts";
import { useUnits } from "../live/live-board.ts";
import { useNow } from "../live/server-clock.ts";
import { useCity } from "../live/session.ts";

/** `12345` as "Mon–Fri", days that are not in a row one by one. */
function daysText(weekdays: string, days: readonly string[], say: Say): string {
  const names = [...weekdays].map((day) => days[Number(day) - 1]!);
  if (weekdays.length === 7) return say("planner.everyDay");
  return weekdays.length > 2 && "1234567".includes(weekdays) ? say("planner.dayRange", { from: names[0]!, to: names.at(-1)! }) : names.join(" ");
}

/** The points as the city's file has them; those that are manned now say so in words. */
export function PointList() {
  const say = useSay();
  const lang = useLang();
  const index = useCity();
  const units = useUnits();
  const { rapidPoints, head } = index.city;
  const minute = Math.floor(useNow() / 60_000) * 60_000;
  const days = say("planner.days").split(" ");
  if (rapidPoints.length === 0) return <p className="hint dim block">{say("planner.noPoints")}</p>;
  return (
    <table className="board-table point-table">
      <thead><tr><th>{say("planner.point")}</th><th>{say("planner.hours")}</th><th>{say("planner.unit")}</th><th>{say("planner.equipment")}</th></tr></thead>
      <tbody>
        {rapidPoints.map((point) => (
          <tr key={point.id}>
            <td>{nameIn(lang, point)} <span className="dim">{point.id}</span><div className="dim">{orgName(index, point.org, lang)}</div></td>
            <td className="num">
              {daysText(point.weekdays, days, say)}
              <div>{point.hours.join(say("list.comma"))}{isPointOpen(point, minute, head.utcOffset) && <> <span className="tag">{say("planner.manned")}</span></>}</div>
            </td>
            <td>{point.units.map((id) => units.get(id)?.callSign ?? id).join(say("list.comma"))}</td>
            <td>{point.equipment.join(say("list.comma"))}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
