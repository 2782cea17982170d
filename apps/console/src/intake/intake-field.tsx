import { useEffect, useRef, type KeyboardEvent, type ReactNode } from "react";
import type { Draft, IntakeField } from "./draft.ts";
import { sendToDraft } from "./draft-store.ts";

interface Props {
  readonly draft: Draft;
  readonly field: IntakeField;
  readonly label: string;
  readonly hint: string;
  readonly value: string;
  readonly inputMode?: "tel" | "text";
  readonly done: boolean;
  /** What keeps the form from being saved when it is this field. */
  readonly wrong?: string;
  readonly children?: ReactNode;
}

/** One line of the form. The reducer says where the hands are; ↵ goes on, arrows choose. A stroke of an input method is left to it. */
export function IntakeLine({ draft, field, label, hint, value, inputMode = "text", done, wrong, children }: Props) {
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (draft.field === field && document.activeElement !== input.current) input.current?.focus();
  }, [draft.field, field]);
  const faulty = wrong !== undefined && draft.fault === field;
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing || event.altKey || event.ctrlKey || event.metaKey) return;
    const key = ({ Enter: "Enter", ArrowDown: "Down", ArrowUp: "Up" } as const)[event.key];
    if (!key) return;
    event.preventDefault();
    sendToDraft({ type: "key", key });
  };
  return (
    <div className="intake-line">
      <label htmlFor={`intake-${field}`}>
        {done && <span className="good" aria-hidden="true">✓ </span>}
        {label}
      </label>
      <input
        ref={input}
        id={`intake-${field}`}
        className="field"
        autoComplete="off"
        inputMode={inputMode}
        placeholder={hint}
        aria-invalid={faulty || undefined}
        aria-describedby={faulty ? `intake-${field}-fault` : undefined}
        value={value}
        onChange={(event) => sendToDraft({ type: "typed", field, value: event.target.value })}
        onFocus={() => draft.field !== field && sendToDraft({ type: "focus", field })}
        onKeyDown={onKeyDown}
      />
      {faulty && <p id={`intake-${field}-fault`} className="intake-fault" role="alert">✕ {wrong}</p>}
      {children}
    </div>
  );
}
