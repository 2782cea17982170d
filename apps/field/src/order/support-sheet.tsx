import { useState } from "react";
import { LOOKUP_KINDS, SUPPORT_KINDS } from "@tocsin/contract/intake/incident.ts";
import { useWording } from "../language/wording.ts";
import { Choices } from "../look/choices.tsx";
import { Sheet } from "../look/sheet.tsx";

type Kind = (typeof SUPPORT_KINDS)[number];
const HELP_KINDS: readonly Kind[] = SUPPORT_KINDS.filter((kind) => !LOOKUP_KINDS.includes(kind));

export function SupportSheet({ onClose, onSend }: { onClose: () => void; onSend: (kind: Kind, text: string) => void }) {
  const { words } = useWording();
  const [kind, setKind] = useState<Kind | null>(null);
  const [text, setText] = useState("");
  const send = (): void => {
    if (!kind) return;
    onSend(kind, text.trim());
    onClose();
  };
  const action = (
    <button type="button" className="primary" disabled={!kind} onClick={send}>
      {words.support.go}
    </button>
  );
  return (
    <Sheet title={words.support.title} onClose={onClose} action={action}>
      <Choices label={words.support.title} options={words.support.kind} chosen={kind} onChoose={setKind} without={LOOKUP_KINDS} />
      <h3>{words.support.lookUp}</h3>
      <Choices label={words.support.lookUp} options={words.support.kind} chosen={kind} onChoose={setKind} without={HELP_KINDS} />
      <label>
        {words.support.text}
        <textarea rows={2} maxLength={400} value={text} onChange={(event) => setText(event.target.value)} />
      </label>
    </Sheet>
  );
}
