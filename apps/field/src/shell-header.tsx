import { useState } from "react";
import { offersTo } from "./handover/parties.ts";
import { useWording } from "./language/wording.ts";
import { newsOf } from "./order/news.tsx";
import { OutboxSheet } from "./outbox/outbox-sheet.tsx";
import { refusedActs, waiting } from "./outbox/outbox.ts";
import { DuressBanner } from "./duress/duress-banner.tsx";
import { useField } from "./state/field.ts";

/** Who, in what state, and how the line, the position and the outbox stand: quiet while all is well. */
export function ShellHeader() {
  const { state, unit, current, store } = useField();
  const { words, time } = useWording();
  const [open, setOpen] = useState(false);
  const userId = state.seat?.userId ?? "";
  const waits = waiting(state.outbox, userId).length;
  const refused = refusedActs(state.outbox, userId).length;
  const line = state.online ? state.line : "offline";
  const critical = current && state.screen !== "order" ? newsOf(current).filter((fact) => fact.critical).length : 0;
  const asking = current && state.screen !== "order" ? offersTo(current)[0] : undefined;
  return (
    <header className="shell-header">
      <p className="who">
        <strong>{unit?.callSign ?? state.seat?.name}</strong>
        {unit && <span className="status">{current ? words.assignment[current.assignment.status] : words.unit[unit.status]}</span>}
      </p>
      <p className="line" data-line={line}>
        <span>
          {line === "live" ? "●" : "○"} {words.line[line]}
          {line !== "live" && state.board.at > 0 && ` · ${words.lastSeen(time(state.board.at))}`}
        </span>
        {line === "live" && <span>{words.position[state.position]}</span>}
        {waits > 0 && (
          <button type="button" className="plain" onClick={() => setOpen(true)}>
            {words.waitingCount(waits)}
          </button>
        )}
      </p>
      <DuressBanner />
      {refused > 0 && (
        <button type="button" className="strip" onClick={() => setOpen(true)}>
          {words.refusedCount(refused)}
        </button>
      )}
      {asking && (
        <button type="button" className="strip" onClick={() => store.set({ screen: "order" })}>
          {words.handover.asks(asking.giver.callSign)}
        </button>
      )}
      {critical > 0 && (
        <button type="button" className="strip" onClick={() => store.set({ screen: "order" })}>
          {words.news.critical} · {words.news.title(critical)}
        </button>
      )}
      {state.diskFailed && <p role="alert">{words.diskFailed}</p>}
      {state.keepsNothing && <p role="alert">{words.keepsNothing}</p>}
      {state.unopened > 0 && (
        <button type="button" className="strip" onClick={() => store.set({ unopened: 0 })}>
          {words.unopened(state.unopened)}
        </button>
      )}
      {state.photoLost && (
        <button type="button" className="strip" onClick={() => store.set({ photoLost: false })}>
          {words.outbox.photoLost}
        </button>
      )}
      {open && <OutboxSheet onClose={() => setOpen(false)} />}
    </header>
  );
}
