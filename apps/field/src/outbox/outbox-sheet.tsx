import type { AssignmentStatus } from "@tocsin/contract/dispatch/order.ts";
import type { UnitStatus } from "@tocsin/contract/dispatch/unit.ts";
import { useWording, type Wording } from "../language/wording.ts";
import { Sheet } from "../look/sheet.tsx";
import { useField } from "../state/field.ts";
import type { Act } from "./act.ts";
import { refusedActs, waiting } from "./outbox.ts";

const nameOf = (act: Act, { words }: Wording): string => words.outbox.name[act.name] ?? act.name;
const textOf = (act: Act): string => ("text" in act.payload && typeof act.payload.text === "string" ? act.payload.text : "");

/** The reason in the words of the screen where it has some, else in the server's. */
function reasonOf({ refused }: Act, { words }: Wording): string {
  const status = String(refused?.params["status"]);
  const name = status in words.assignment ? words.assignment[status as AssignmentStatus] : status in words.unit ? words.unit[status as UnitStatus] : undefined;
  if (refused?.code === "STATE_CONFLICT" && name !== undefined) return words.outbox.conflict(name);
  return words.outbox.reason[refused?.code ?? ""] ?? refused?.message ?? "";
}

/** What waits, and what was not taken with the reason and the ways on. */
export function OutboxSheet({ onClose }: { onClose: () => void }) {
  const { state } = useField();
  const wording = useWording();
  const { words } = wording;
  const userId = state.seat?.userId ?? "";
  const refused = refusedActs(state.outbox, userId);
  const waits = waiting(state.outbox, userId);
  return (
    <Sheet title={words.outbox.title} onClose={onClose}>
      {refused.length + waits.length === 0 && <p>{words.outbox.empty}</p>}
      {refused.length > 0 && <h3>{words.outbox.refused}</h3>}
      {refused.map((act) => (
        <RefusedAct key={act.id} act={act} />
      ))}
      {waits.length > 0 && <h3>{words.outbox.waiting}</h3>}
      <ul className="rows">
        {waits.map((act) => (
          <li key={act.id}>
            <strong>{nameOf(act, wording)}</strong>
            <span className="quiet">
              {words.outbox.at(wording.time(act.at + state.offset, true))}
              {act.photos.length > 0 && ` · ${words.outbox.photos(act.photos.length)}`}
            </span>
          </li>
        ))}
      </ul>
    </Sheet>
  );
}

function RefusedAct({ act }: { act: Act }) {
  const { state, session } = useField();
  const wording = useWording();
  const { words } = wording;
  const text = textOf(act);
  const canNote = text !== "" && "incidentId" in act.payload && state.seat?.commands.includes("intake.addNote") === true;
  const asNote = (): void => {
    if (!("incidentId" in act.payload) || act.payload.incidentId === undefined) return;
    session.act({ name: "intake.addNote", payload: { incidentId: act.payload.incidentId, text } });
    session.dismiss(act.id);
  };
  return (
    <div className="refused">
      <p>
        <strong>{nameOf(act, wording)}</strong> <span className="quiet">{words.outbox.at(wording.time(act.at + state.offset, true))}</span>
        <br />
        {reasonOf(act, wording)}
      </p>
      {text !== "" && <p className="said">{text}</p>}
      <div className="secondary">
        <button type="button" onClick={() => session.retry(act.id)}>
          {words.outbox.retry}
        </button>
        {canNote && (
          <button type="button" onClick={asNote}>
            {words.outbox.asNote}
          </button>
        )}
        <button type="button" onClick={() => session.dismiss(act.id)}>
          {words.outbox.dismiss}
        </button>
      </div>
    </div>
  );
}
