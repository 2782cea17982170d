import { useEffect, useRef } from "react";

interface Props<Code extends string> {
  readonly label: string;
  readonly codes: readonly Code[];
  readonly nameOf: (code: Code) => string;
  readonly onCode: (code: Code) => void;
  readonly onLeave: () => void;
  readonly leaveText: string;
}

/** One code out of a short list, one digit each; Esc leaves. */
export function CodePrompt<Code extends string>({ label, codes, nameOf, onCode, onLeave, leaveText }: Props<Code>) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), []);
  return (
    <div
      ref={box}
      className="codes"
      role="group"
      aria-label={label}
      tabIndex={-1}
      onKeyDown={(event) => {
        const code = codes[Number(event.key) - 1];
        if (event.key !== "Escape" && !code) return;
        event.preventDefault();
        event.stopPropagation();
        if (code) onCode(code);
        else onLeave();
      }}
    >
      <div className="codes-label">{label}</div>
      {codes.map((code, index) => (
        <button key={code} type="button" className="plain" onClick={() => onCode(code)}>
          <kbd>{index + 1}</kbd> {nameOf(code)}
        </button>
      ))}
      <button type="button" className="plain" onClick={onLeave}>
        <kbd>Esc</kbd> {leaveText}
      </button>
    </div>
  );
}
