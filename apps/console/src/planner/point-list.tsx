import { isPointOpen } from "@tocsin/domain/organisation/rapid-point.ts";
import { orgName } from "../city/city-index.ts";
import { nameIn, useLang, useSay } from "../language/words.ts";
import { useUnits } from "../live/live-board.ts";
import { useNow } from "../live/server-clock.ts";
import { useCity } from "../live/session.ts";

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
              {point.weekdays === "1234567" ? say("planner.everyDay") : [...point.weekdays].map((day) => days[Number(day) - 1]).join(" ")}
              <div>{point.hours.join(" ")}{isPointOpen(point, minute, head.utcOffset) && <> <span className="tag">{say("planner.manned")}</span></>}</div>
            </td>
            <td>{point.units.map((id) => units.get(id)?.callSign ?? id).join(say("list.comma"))}</td>
            <td>{point.equipment.join(say("list.comma"))}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
