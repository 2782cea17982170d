import type { Unit } from "@tocsin/contract/dispatch/unit.ts";
import type { Incident } from "@tocsin/contract/intake/incident.ts";
import { hashOf } from "@tocsin/kernel/canonical.ts";
import type { LiveRecord, Projection } from "@tocsin/stream/live-batch.ts";
import { KINDS } from "@tocsin/runtime/kinds.ts";
import { isRecused, maskIncident, seesUnit, sightOf } from "../../masking.ts";
import type { ServedCity } from "../../served-city.ts";
import { covers, type Session } from "../../session.ts";
import { isPlain, shownRecords } from "../../shown-record.ts";

/** What decides what a session sees; two seats alike in this get the same bytes. */
const keyOf = (session: Session): string => hashOf({ grants: session.grants, unitId: session.unitId, agency: session.agency, alone: aloneOf(session) });

/** Who has declared a number of its own shares its view with nobody: it may have to stay away from something. */
const aloneOf = ({ recusedFrom, userId }: Session): string | null => (recusedFrom === undefined ? null : userId);

/** What may tell that somebody called about it. */
const REPORTS = ["ReportAdded", "FieldAmended", "DuplicateMerged"];

/** A unit that goes off shift is shown once more, so that boards take it away; one that was never on shift is not (CMD-02). */
const leavesShift = (unit: Unit, record: LiveRecord): boolean => unit.status === "OFF_DUTY" && record.types.some((type) => type !== "UnitRegistered");

/** The stream's view of the city: the same scope and the same masking as every other way to look at it. */
export function sessionProjection(city: ServedCity, onShown: (session: Session, record: LiveRecord) => void): Projection<Session> {
  const { roles, index } = city;
  const keys = new WeakMap<Session, { readonly grants: Session["grants"]; readonly alone: string | null; readonly key: string }>();
  return {
    keyOf(session) {
      const { grants } = session;
      const alone = aloneOf(session);
      const known = keys.get(session);
      // Other grants are another view: emergency access has begun or ended.
      if (known?.grants === grants && known.alone === alone) return known.key;
      const key = keyOf(session);
      keys.set(session, { grants, alone, key });
      return key;
    },
    show(session, record) {
      if (record.kind === "incident") {
        const incident = record.state as Incident;
        const sight = sightOf(session, incident, roles, index);
        if (sight === null) return null;
        onShown(session, record);
        return { list: "incidents", json: JSON.stringify(maskIncident(incident, sight)) };
      }
      if (isPlain(record.kind)) {
        const [view] = shownRecords(session, record.kind, [record.state as never], city);
        return view === undefined ? null : { list: KINDS[record.kind].list, json: JSON.stringify(view) };
      }
      if (record.kind !== "unit") return null;
      const unit = record.state as Unit;
      if (!seesUnit(session, unit, roles)) return null;
      if (unit.status === "OFF_DUTY" && unit.id !== session.unitId && !leavesShift(unit, record)) return null;
      return { list: "units", json: JSON.stringify(unit) };
    },
    endsSight(session, record) {
      // Leaving the room ends an agency's access (INC-04), the end of an embedding a guest's (JNT-04); nothing else takes a record away from somebody who saw it.
      if (record.kind !== "incident") return false;
      const incident = record.state as Incident;
      if (isRecused(session, incident)) return REPORTS.some((type) => record.types.includes(type));
      if (record.types.includes("GuestLeft") && incident.guests?.some(({ orgPath, leftAt }) => leftAt !== null && session.grants.some((grant) => covers(grant, [orgPath])))) return sightOf(session, incident, roles, index) === null;
      if (!record.types.includes("RoomLeft")) return false;
      const seat = incident.room.find((candidate) => candidate.agency === session.agency);
      return seat !== undefined && seat.leftAt !== null && sightOf(session, incident, roles, index) === null;
    },
  };
}
