import { useState } from "react";
import { useSay } from "../language/words.ts";

interface Props {
  readonly label: string;
  readonly doText: string;
  /** Nothing need be said. */
  readonly optional?: boolean;
  readonly onText: (text: string) => void;
  readonly onLeave: () => void;
}

/** One sentence that an act needs, or may have; Enter sends, Esc leaves. */
export function ReasonForm({ label, doText, optional = false, onText, onLeave }: Props) {
  const say = useSay();
  const [text, setText] = useState("");
  return (
    <form
      className="prompt"
      onSubmit={(event) => {
        event.preventDefault();
        if (optional || text.trim() !== "") onText(text.trim());
      }}
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.stopPropagation();
        onLeave();
      }}
    >
      <input className="field" aria-label={label} placeholder={label} value={text} maxLength={400} autoFocus onChange={(event) => setText(event.target.value)} />
      <button type="submit" className="main" disabled={!optional && text.trim() === ""}>{doText} <kbd>↵</kbd></button>
      <button type="button" className="plain" onClick={onLeave}><kbd>Esc</kbd> {say("prompt.leave")}</button>
    </form>
  );
}
