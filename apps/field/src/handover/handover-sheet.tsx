import { useState } from "react";
import { useWording } from "../language/wording.ts";
import { Choices } from "../look/choices.tsx";
import { Sheet } from "../look/sheet.tsx";
import type { OwnOrder } from "../state/own-order.ts";
import { receivers } from "./parties.ts";

interface HandoverProps {
  readonly own: OwnOrder;
  readonly now: number;
  readonly onClose: () => void;
  readonly onOffer: (toUnitId: string, reason: string) => void;
  /** There is nobody yet: another unit has to be asked for first. */
  readonly onSupport: () => void;
}

/** Who takes over, and why: two taps and one to send. */
export function HandoverSheet({ own, now, onClose, onOffer, onSupport }: HandoverProps) {
  const { words } = useWording();
  const [toUnitId, setTo] = useState<string | null>(null);
  const [why, setWhy] = useState<keyof typeof words.handover.reason>("AREA");
  const choices = receivers(own, now);
  const to = choices.find(({ unit }) => unit.unitId === toUnitId)?.unit;
  const offer = (): void => {
    if (!to) return;
    onOffer(to.unitId, words.handover.reason[why]);
    onClose();
  };
  const action =
    choices.length === 0 ? (
      <button type="button" className="primary" onClick={onSupport}>
        {words.act.support}
      </button>
    ) : (
      <button type="button" className="primary" disabled={!to} onClick={offer}>
        {to ? words.handover.go(to.callSign) : words.handover.choose}
      </button>
    );
  return (
    <Sheet title={words.handover.title} onClose={onClose} action={action}>
      <p>{choices.length === 0 ? words.handover.nobody : words.handover.hint}</p>
      <div className="receivers" role="group" aria-label={words.handover.choose}>
        {choices.map(({ unit, awayMs }) => (
          <button key={unit.unitId} type="button" className="choice" aria-pressed={unit.unitId === toUnitId} onClick={() => setTo(unit.unitId)}>
            <strong>{unit.callSign}</strong>
            <span>
              {words.assignment[unit.status]}
              {awayMs > 0 && Number.isFinite(awayMs) && ` · ${words.order.etaMin(Math.max(1, Math.ceil(awayMs / 60_000)))}`}
            </span>
          </button>
        ))}
      </div>
      {choices.length > 0 && (
        <>
          <h3>{words.handover.why}</h3>
          <Choices label={words.handover.why} options={words.handover.reason} chosen={why} onChoose={setWhy} />
        </>
      )}
    </Sheet>
  );
}
