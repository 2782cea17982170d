import type { LayoutArea } from "@tocsin/contract/layouts/layout.ts";
import { nameIn, useLang, useSay } from "../language/words.ts";
import { useCity } from "../live/session.ts";

interface Props {
  readonly area: LayoutArea;
  readonly parent: string | null;
  readonly editable: boolean;
  readonly picking: boolean;
  readonly onChange: (area: LayoutArea) => void;
  readonly onPick: () => void;
}

/** The chosen area: whose it is, what is visited, how it is patrolled. */
export function AreaPanel({ area, parent, editable, picking, onChange, onPick }: Props) {
  const say = useSay();
  const lang = useLang();
  const { city } = useCity();
  const owner = city.orgs.find(({ id }) => id === area.org);
  const others = city.orgs.filter(({ level }) => level === owner?.level);
  return (
    <section className="layout-area" aria-label={nameIn(lang, area)}>
      <h2>{nameIn(lang, area)} <span className="dim">{say("layouts.tier", { tier: area.tier })} · {parent ?? say("layouts.serviceArea")}</span></h2>
      {editable ? (
        <label className="layout-owner">{say("layouts.owner")} <select className="field" value={area.org} onChange={(event) => onChange({ ...area, org: event.target.value })}>{others.map((org) => <option key={org.id} value={org.id}>{nameIn(lang, org)}</option>)}</select></label>
      ) : (
        <p>{say("layouts.owner")} {owner ? nameIn(lang, owner) : area.org}</p>
      )}
      <h3>{say("layouts.mustVisit")} <span className="dim">{area.mustVisit.length}</span></h3>
      <ul>
        {area.mustVisit.map((point, index) => (
          <li key={`${point.name}/${index}`}>{point.name} {editable && <button type="button" className="plain" aria-label={`${say("layouts.remove")} ${point.name}`} onClick={() => onChange({ ...area, mustVisit: area.mustVisit.toSpliced(index, 1) })}>×</button>}</li>
        ))}
      </ul>
      {editable && <button type="button" className="plain" aria-pressed={picking} onClick={onPick}>{say(picking ? "layouts.picking" : "layouts.addPoint")}</button>}
      <h3>{say("layouts.shifts")}</h3>
      <table className="layout-shifts">
        <thead><tr><th>{say("layouts.days")}</th><th>{say("layouts.hours")}</th><th>{say("layouts.units")}</th><th>{say("layouts.rounds")}</th></tr></thead>
        <tbody>
          {area.shifts.map((shift, index) => {
            const put = (more: Partial<typeof shift>): void => onChange({ ...area, shifts: area.shifts.with(index, { ...shift, ...more }) });
            const cell = (key: "units" | "rounds", least: number) => (editable ? <input className="field" type="number" min={least} max={48} value={shift[key]} aria-label={say(`layouts.${key}`)} onChange={(event) => put({ [key]: Math.max(least, event.target.valueAsNumber || least) })} /> : shift[key]);
            return <tr key={index}><td>{shift.weekdays === "1234567" ? say("layouts.everyDay") : shift.weekdays}</td><td>{shift.from}–{shift.to}</td><td>{cell("units", 1)}</td><td>{cell("rounds", 0)}</td></tr>;
          })}
        </tbody>
      </table>
    </section>
  );
}
