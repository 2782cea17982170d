import { useState } from "react";
import { FactorSetup } from "../account/factor-setup.tsx";
import { useWording } from "../language/wording.ts";
import { Sheet } from "../look/sheet.tsx";
import { useField } from "../state/field.ts";

/** The own second factor: off or on, and the way to change it. */
export function FactorCard() {
  const { state, session } = useField();
  const { words } = useWording();
  const [open, setOpen] = useState(false);
  /** However the sheet is left, something may have changed. */
  const done = (): void => {
    setOpen(false);
    void session.meet();
  };
  return (
    <section className="card">
      <h2>{words.factor.title} <span className="quiet">{state.seat?.secondFactor === "ON" ? words.factor.on : words.factor.off}</span></h2>
      <p>{words.factor.why}</p>
      <div className="secondary">
        <button type="button" disabled={state.line !== "live"} onClick={() => setOpen(true)}>{words.factor.open}</button>
      </div>
      {open && <Sheet title={words.factor.title} onClose={done}><FactorSetup onDone={done} /></Sheet>}
    </section>
  );
}
