import { useSay } from "../language/words.ts";
import { askCoverage, usePlanner } from "./planner-store.ts";

const HOURS = Array.from({ length: 24 }, (_, hour) => hour);

/** Which hour of the week is looked at, and whence its demand. */
export function HourField() {
  const say = useSay();
  const { when, coverage } = usePlanner();
  const days = say("planner.days").split(" ");
  const demand = coverage?.demand;
  return (
    <div className="planner-hour">
      <select className="field field-short" aria-label={say("planner.weekday")} value={when.weekday} onChange={(event) => void askCoverage({ ...when, weekday: Number(event.target.value) })}>
        {days.map((day, i) => <option key={day} value={i + 1}>{day}</option>)}
      </select>
      <select className="field field-short num" aria-label={say("planner.hour")} value={when.hour} onChange={(event) => void askCoverage({ ...when, hour: Number(event.target.value) })}>
        {HOURS.map((hour) => <option key={hour} value={hour}>{`${String(hour).padStart(2, "0")}:00`}</option>)}
      </select>
      {demand !== undefined && <span className="dim num planner-demand">{say(`planner.demand.${demand.source}`, { calls: demand.calls ?? 0, hour: when.hour })}</span>}
    </div>
  );
}
