import { useState } from "react";
import type { DECLINE_CODES } from "@tocsin/contract/dispatch/order.ts";
import { useWording } from "../language/wording.ts";
import { Choices } from "../look/choices.tsx";
import { Sheet } from "../look/sheet.tsx";

type Code = (typeof DECLINE_CODES)[number];

export function DeclineSheet({ onClose, onDecline }: { onClose: () => void; onDecline: (code: Code, text: string) => void }) {
  const { words } = useWording();
  const [code, setCode] = useState<Code | null>(null);
  const [text, setText] = useState("");
  const decline = (): void => {
    if (!code) return;
    onDecline(code, text.trim());
    onClose();
  };
  const action = (
    <button type="button" className="primary danger" disabled={!code} onClick={decline}>
      {words.decline.go}
    </button>
  );
  return (
    <Sheet title={words.decline.title} onClose={onClose} action={action}>
      <p>{words.decline.hint}</p>
      <Choices label={words.decline.title} options={words.decline.code} chosen={code} onChoose={setCode} />
      <label>
        {words.decline.text}
        <textarea rows={2} maxLength={400} value={text} onChange={(event) => setText(event.target.value)} />
      </label>
    </Sheet>
  );
}
