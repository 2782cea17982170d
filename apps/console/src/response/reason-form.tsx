import { useState } from "react";
import { useSay } from "../language/words.ts";

interface Props {
  readonly label: string;
  readonly doText: string;
  readonly onText: (text: string) => void;
  readonly onLeave: () => void;
}

/** One sentence that an act needs; Enter sends, Esc leaves. */
export function ReasonForm({ label, doText, onText, onLeave }: Props) {
  const say = useSay();
  const [text, setText] = useState("");
  return (
    <form
      className="prompt"
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim() !== "") onText(text.trim());
      }}
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.stopPropagation();
        onLeave();
      }}
    >
      <input className="field" aria-label={label} placeholder={label} value={text} maxLength={400} autoFocus onChange={(event) => setText(event.target.value)} />
      <button type="submit" className="main" disabled={text.trim() === ""}>{doText} <kbd>↵</kbd></button>
      <button type="button" className="plain" onClick={onLeave}><kbd>Esc</kbd> {say("prompt.leave")}</button>
    </form>
  );
}
