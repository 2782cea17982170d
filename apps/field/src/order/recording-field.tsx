import { useWording } from "../language/wording.ts";
import { recordingFault, type RecordingDraft } from "./recording-draft.ts";

interface Props {
  readonly draft: RecordingDraft;
  /** It was tried to send: what is missing is said. */
  readonly asked: boolean;
  readonly onChange: (draft: RecordingDraft) => void;
}

/** Links a body-worn recording by its number; that people were told of it is ticked, or it is not linked (SCN-03). */
export function RecordingField({ draft, asked, onChange }: Props) {
  const { words } = useWording();
  const fault = recordingFault(draft);
  return (
    <>
      <label>
        {words.feedback.recording}
        <input type="text" autoComplete="off" maxLength={80} value={draft.reference} aria-invalid={asked && fault === "NUMBER"} onChange={(event) => onChange({ ...draft, reference: event.target.value })} />
      </label>
      {draft.reference.trim() !== "" && (
        <label className="tick">
          <input type="checkbox" checked={draft.announced} aria-invalid={asked && fault === "ANNOUNCED"} onChange={(event) => onChange({ ...draft, announced: event.target.checked })} /> {words.feedback.announced}
        </label>
      )}
      {asked && fault !== null && <p role="alert">{fault === "NUMBER" ? words.feedback.recordingNumber : words.feedback.recordingAnnounced}</p>}
    </>
  );
}
