import { useEffect, useRef, useState } from "react";
import { useSay } from "../language/words.ts";

interface Props {
  readonly label: string;
  readonly onReason: (reason: string) => void;
  readonly onLeave: () => void;
  readonly optional?: boolean;
  readonly initial?: string;
}

/** One line that asks why, in place of an "are you sure?"; ↵ does it, Esc leaves. */
export function ReasonPrompt({ label, onReason, onLeave, optional = false, initial = "" }: Props) {
  const say = useSay();
  const [text, setText] = useState(initial);
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => input.current?.focus(), []);
  const missing = !optional && text.trim() === "";
  return (
    <form
      className="prompt"
      onSubmit={(event) => {
        event.preventDefault();
        if (!missing) onReason(text.trim());
      }}
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.stopPropagation();
        onLeave();
      }}
    >
      <label>
        <span>{label}</span>
        <input ref={input} className="field" value={text} maxLength={400} onChange={(event) => setText(event.target.value)} />
      </label>
      <button type="submit" className="main" disabled={missing}>{say("prompt.do")} <kbd>↵</kbd></button>
      <button type="button" className="plain" onClick={onLeave}>{say("prompt.leave")} <kbd>Esc</kbd></button>
    </form>
  );
}
