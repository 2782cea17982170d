import { useEffect, useRef, useState } from "react";
import { newUlid } from "@tocsin/client/new-ulid.ts";
import { roomSubject } from "@tocsin/contract/command/room-id.ts";
import { VOICE_MOST_S } from "@tocsin/contract/command/room-limits.ts";
import type { Point } from "@tocsin/contract/place.ts";
import { recordVoice, type Recording } from "@tocsin/voice/record-voice.ts";
import { useWording } from "../language/wording.ts";
import { preparePhoto } from "../order/photo.ts";
import type { KeptPhoto } from "../outbox/disk.ts";
import { useField } from "../state/field.ts";

/** Text, a picture, a voice message or the own position: kept on the phone first, sent when there is a line, with the time of now. */
export function Compose({ roomId }: { readonly roomId: string }) {
  const { state, session } = useField();
  const { words } = useWording();
  const [text, setText] = useState("");
  const [trouble, setTrouble] = useState<"none" | "photo" | "microphone">("none");
  /** Seconds recorded so far; null while nothing is recorded. */
  const [second, setSecond] = useState<number | null>(null);
  const running = useRef<Recording | null>(null);
  useEffect(() => () => running.current?.cancel(), []);

  const post = (content: { text?: string; point?: Point }, photos: readonly KeptPhoto[] = []): void =>
    session.act({ name: "rooms.post", payload: { ...roomSubject(roomId), messageId: newUlid(), deviceAt: Date.now(), ...content }, photos: photos.map(({ key }) => ({ blobKey: key, incidentId: roomId, ref: null })) });
  const sendText = (): void => {
    if (text.trim() === "") return;
    post({ text: text.trim() });
    setText("");
  };
  async function sendFile(file: KeptPhoto): Promise<void> {
    await session.keepPhoto(file);
    post({}, [file]);
  }
  const sendPhoto = (file: Blob): Promise<void> => preparePhoto(file).then(sendFile).then(() => setTrouble("none"), () => setTrouble("photo"));
  async function finish(): Promise<void> {
    const voice = await running.current?.finish().catch(() => null);
    running.current = null;
    setSecond(null);
    if (voice) await sendFile({ key: newUlid(), blob: voice });
  }
  async function record(): Promise<void> {
    if (running.current) return finish();
    try {
      running.current = await recordVoice((now) => (now < VOICE_MOST_S ? setSecond(now) : void finish()));
      setSecond(0);
      setTrouble("none");
    } catch {
      setTrouble("microphone");
    }
  }
  const { fix } = state;
  return (
    <form
      className="compose"
      onSubmit={(event) => {
        event.preventDefault();
        sendText();
      }}
    >
      {trouble !== "none" && <p role="alert">{trouble === "photo" ? words.feedback.photoBad : words.room.noMicrophone}</p>}
      <div className="compose-more">
        <label className="button">
          {words.room.addPhoto}
          <input
            type="file" accept="image/*" capture="environment" className="hidden-input"
            onChange={(event) => {
              const file = event.target.files?.[0];
              event.target.value = "";
              if (file) void sendPhoto(file);
            }}
          />
        </label>
        <button type="button" aria-pressed={second !== null} onClick={() => void record()}>{second === null ? words.room.record : words.room.stop(second)}</button>
        <button type="button" disabled={fix === null} onClick={() => fix && post({ point: { lon: fix.lon, lat: fix.lat } })}>{words.room.addPoint}</button>
      </div>
      <div className="compose-text">
        <input aria-label={words.room.write} placeholder={words.room.write} value={text} maxLength={2_000} enterKeyHint="send" onChange={(event) => setText(event.target.value)} />
        <button type="submit" className="primary" disabled={text.trim() === ""}>{words.room.send}</button>
      </div>
    </form>
  );
}
