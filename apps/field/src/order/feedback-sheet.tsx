import { useState } from "react";
import type { FEEDBACK_KINDS } from "@tocsin/contract/intake/incident.ts";
import { useWording } from "../language/wording.ts";
import { Sheet } from "../look/sheet.tsx";
import type { KeptPhoto } from "../outbox/disk.ts";
import { useField } from "../state/field.ts";
import type { OwnOrder } from "../state/own-order.ts";
import { FactQuestions, type FactAnswers } from "./fact-questions.tsx";
import type { Report } from "./order-acts.ts";
import { PhotoPicker } from "./photo-picker.tsx";
import { RecordingField } from "./recording-field.tsx";
import { recordingFault, type RecordingDraft } from "./recording-draft.ts";

interface FeedbackProps {
  readonly kind: (typeof FEEDBACK_KINDS)[number];
  readonly own: OwnOrder;
  readonly title: string;
  readonly onClose: () => void;
  readonly onSend: (report: Report) => void;
}

/** A report in a few taps: phrases, what was found, a picture. Photos are put on disk before the act that names them. */
export function FeedbackSheet({ kind, own, title, onClose, onSend }: FeedbackProps) {
  const { words } = useWording();
  const { session, state } = useField();
  const [text, setText] = useState("");
  const [facts, setFacts] = useState<FactAnswers>({});
  const [photos, setPhotos] = useState<readonly KeptPhoto[]>([]);
  const [recording, setRecording] = useState<RecordingDraft>({ reference: "", announced: false });
  const [missing, setMissing] = useState(false);
  const addPhrase = (phrase: string): void => setText((before) => (before === "" ? phrase : `${before}${words.between.phrases}${phrase}`));

  async function send(): Promise<void> {
    if (text.trim() === "" || recordingFault(recording) !== null) return setMissing(true);
    for (const photo of photos) await session.keepPhoto(photo);
    onSend({ kind, text: text.trim(), facts, recording: recording.reference.trim(), photos: photos.map(({ key }) => ({ blobKey: key, incidentId: own.incident.id, ref: null })) });
    onClose();
  }

  const action = (
    <button type="button" className="primary" onClick={() => void send()}>
      {kind === "FINAL" ? words.feedback.goFinal : words.feedback.go}
    </button>
  );
  return (
    <Sheet title={words.feedback.kind[kind]} onClose={onClose} action={action}>
      <p className="quiet">{title}</p>
      <div className="phrases" role="group" aria-label={words.feedback.quick}>
        {words.feedback.phrases[kind].map((phrase) => (
          <button key={phrase} type="button" className="choice" onClick={() => addPhrase(phrase)}>
            {phrase}
          </button>
        ))}
      </div>
      <label>
        {words.feedback.text}
        <textarea rows={3} maxLength={4_000} value={text} aria-invalid={missing && text.trim() === ""} onChange={(event) => setText(event.target.value)} />
      </label>
      {missing && text.trim() === "" && <p role="alert">{words.feedback.need}</p>}
      <PhotoPicker photos={photos} onChange={setPhotos} />
      <RecordingField draft={recording} asked={missing} onChange={setRecording} />
      <FactQuestions city={state.city} typeCode={own.incident.typeCode} answers={facts} onChange={setFacts} />
    </Sheet>
  );
}
