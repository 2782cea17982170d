import { isActive } from "@tocsin/contract/dispatch/order.ts";
import { nameIn, useLang, useSay } from "../language/words.ts";
import { useBoard } from "../live/live-board.ts";
import { useCity } from "../live/session.ts";

/** Organisations that can have a seat: from the city down to the stations, and partners' desks. */
export function OrgSelect({ label, value, required = false, onChange }: { readonly label: string; readonly value: string; readonly required?: boolean; readonly onChange: (orgId: string) => void }) {
  const say = useSay();
  const lang = useLang();
  const { city } = useCity();
  const orgs = city.orgs.filter(({ level }) => level === "CITY" || level === "DISTRICT" || level === "STATION");
  return (
    <select className="field" aria-label={label} required={required} value={value} onChange={(event) => onChange(event.target.value)}>
      <option value="">{say("post.toOrg")}</option>
      {orgs.map((org) => <option key={org.id} value={org.id}>{nameIn(lang, org)}</option>)}
    </select>
  );
}

interface Units {
  readonly label: string;
  readonly incidentId: string | null;
  /** In another task force already. */
  readonly taken: ReadonlySet<string>;
  readonly value: readonly string[];
  readonly required?: boolean;
  readonly onChange: (unitIds: readonly string[]) => void;
}

/** Units of a task force: those that are on the incident first. The first that is chosen leads. */
export function UnitSelect({ label, incidentId, taken, value, required = false, onChange }: Units) {
  const say = useSay();
  const units = useBoard((state) => state.units);
  const incident = useBoard((state) => (incidentId === null ? undefined : state.incidents.get(incidentId)));
  const there = new Set(incident?.orders.flatMap(({ assignments }) => assignments.filter(isActive).map(({ unitId }) => unitId)));
  const rows = [...units.values()].filter(({ id, status }) => !taken.has(id) && (value.includes(id) || status !== "OFF_DUTY")).sort((a, b) => Number(there.has(b.id)) - Number(there.has(a.id)) || a.callSign.localeCompare(b.callSign, "zh"));
  return (
    <label><span>{label}</span>
      <select
        className="field post-units" multiple required={required} size={6} value={[...value]}
        onChange={(event) => {
          const now = [...event.target.selectedOptions].map((option) => option.value);
          // What was chosen first stays first: it leads.
          onChange([...value.filter((id) => now.includes(id)), ...now.filter((id) => !value.includes(id))]);
        }}
      >
        {rows.map((unit) => <option key={unit.id} value={unit.id}>{unit.callSign} · {say(`unitStatus.${unit.status}`)}{there.has(unit.id) ? ` · ${say("post.onIncident")}` : ""}{value[0] === unit.id ? say("post.leads") : ""}</option>)}
      </select>
    </label>
  );
}
