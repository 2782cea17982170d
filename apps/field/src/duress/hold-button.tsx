import { useEffect, useRef, useState } from "react";
import { newUlid } from "@tocsin/client/new-ulid.ts";
import { useWording } from "../language/wording.ts";
import { useField } from "../state/field.ts";

const HOLD_MS = 3_000;

/** Held for three seconds it calls for help: long enough not to happen in a pocket, and it needs no sight. Works by finger and by key. */
export function HoldForHelp() {
  const { state, session, unit, may } = useField();
  const { words } = useWording();
  const [heldMs, setHeldMs] = useState<number | null>(null);
  const started = useRef<number | null>(null);
  const unitId = state.seat?.unitId;
  /** For a site's own group the same hold is the site's alarm (DSP-10). */
  const alarm = unit !== undefined && !may("dispatch.duress") && may("dispatch.mruAlarm");

  useEffect(() => {
    if (heldMs === null) return;
    const timer = setInterval(() => {
      if (started.current === null) return;
      const held = performance.now() - started.current;
      if (held < HOLD_MS) return setHeldMs(held);
      started.current = null;
      setHeldMs(null);
      call();
    }, 100);
    return () => clearInterval(timer);
  });

  function call(): void {
    if (!unitId) return;
    const { fix } = state;
    if (alarm) session.act({ name: "dispatch.mruAlarm", payload: { incidentId: newUlid(), orgId: unit.orgId } });
    else session.act({ name: "dispatch.duress", payload: { unitId, deviceAt: Date.now(), ...(fix ? { point: { lon: fix.lon, lat: fix.lat } } : {}) } });
    session.tellPosition();
    if ("vibrate" in navigator) navigator.vibrate([100, 60, 100, 60, 100]);
  }
  const start = (): void => {
    started.current ??= performance.now();
    setHeldMs((before) => before ?? 0);
  };
  const stop = (): void => {
    started.current = null;
    setHeldMs(null);
  };
  const isKey = (key: string): boolean => key === " " || key === "Enter";
  if (!alarm && !may("dispatch.duress")) return null;
  const share = Math.min(1, (heldMs ?? 0) / HOLD_MS);
  return (
    <button
      type="button"
      className="help"
      style={{ "--share": share } as React.CSSProperties}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        start();
      }}
      onPointerUp={stop}
      onPointerCancel={stop}
      onKeyDown={(event) => isKey(event.key) && start()}
      onKeyUp={stop}
      onBlur={stop}
      onContextMenu={(event) => event.preventDefault()}
    >
      {heldMs === null ? (alarm ? words.duress.holdAlarm : words.duress.hold) : words.duress.holding(Math.ceil((HOLD_MS - heldMs) / 1_000))}
    </button>
  );
}
