import { useEffect, useMemo, useState } from "react";
import { useWording } from "../language/wording.ts";
import type { KeptPhoto } from "../outbox/disk.ts";
import { preparePhoto } from "./photo.ts";

const PHOTOS_MOST = 6;

function Thumbnail({ photo, onRemove }: { photo: KeptPhoto; onRemove: () => void }) {
  const { words } = useWording();
  const url = useMemo(() => URL.createObjectURL(photo.blob), [photo.blob]);
  useEffect(() => () => URL.revokeObjectURL(url), [url]);
  return (
    <li>
      <img src={url} alt="" />
      <button type="button" onClick={onRemove}>
        {words.feedback.removePhoto}
      </button>
    </li>
  );
}

interface PickerProps {
  readonly photos: readonly KeptPhoto[];
  readonly onChange: (photos: readonly KeptPhoto[]) => void;
}

/** Takes pictures with the device's camera; they stay here until the report is sent. */
export function PhotoPicker({ photos, onChange }: PickerProps) {
  const { words } = useWording();
  const [state, setState] = useState<"ready" | "busy" | "bad">("ready");
  async function take(files: FileList | null): Promise<void> {
    const file = files?.[0];
    if (!file) return;
    setState("busy");
    try {
      onChange([...photos, await preparePhoto(file)]);
      setState("ready");
    } catch {
      setState("bad");
    }
  }
  return (
    <>
      {photos.length > 0 && (
        <ul className="thumbnails">
          {photos.map((photo) => (
            <Thumbnail key={photo.key} photo={photo} onRemove={() => onChange(photos.filter(({ key }) => key !== photo.key))} />
          ))}
        </ul>
      )}
      {photos.length < PHOTOS_MOST && (
        <label className="button">
          {state === "busy" ? words.feedback.photoBusy : words.feedback.photo}
          <input
            type="file"
            accept="image/*"
            capture="environment"
            className="hidden-input"
            disabled={state === "busy"}
            onChange={(event) => {
              void take(event.target.files);
              event.target.value = "";
            }}
          />
        </label>
      )}
      {state === "bad" && <p role="alert">{words.feedback.photoBad}</p>}
    </>
  );
}
