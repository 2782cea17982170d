import { useEffect, useRef, useState } from "react";
import { newUlid } from "@tocsin/client/new-ulid.ts";
import { roomSubject } from "@tocsin/contract/command/room-id.ts";
import { VOICE_MOST_S } from "@tocsin/contract/command/room-limits.ts";
import type { MediaRef } from "@tocsin/contract/intake/incident.ts";
import { recordVoice, type Recording } from "@tocsin/voice/record-voice.ts";
import { useSay } from "../language/words.ts";
import { act } from "../live/act.ts";
import { notify } from "../live/notice.ts";
import { client } from "../live/session.ts";
import type { RoomPlace } from "./room-place.ts";

/** Writes, shows or speaks into the room. A draft stays until the server has it. */
export function Compose({ place: { id } }: { readonly place: RoomPlace }) {
  const say = useSay();
  const [text, setText] = useState("");
  const [sending, setSending] = useState(false);
  /** Seconds recorded so far; null while nothing is recorded. */
  const [second, setSecond] = useState<number | null>(null);
  const recording = useRef<Recording | null>(null);
  useEffect(() => () => recording.current?.cancel(), []);
  const post = (content: { text?: string; media?: MediaRef[] }) => act("rooms.post", { ...roomSubject(id), messageId: newUlid(), ...content });

  async function sendText(): Promise<void> {
    const said = text.trim();
    if (said === "") return;
    setText("");
    const outcome = await post({ text: said });
    if (!outcome.ok && outcome.refused !== null) setText((now) => (now === "" ? said : now));
  }
  async function sendFile(blob: Blob): Promise<void> {
    setSending(true);
    try {
      await post({ media: [await client.uploadMedia(blob, id)] });
    } catch {
      notify("lost", say("talk.notSent"));
    } finally {
      setSending(false);
    }
  }
  async function record(): Promise<void> {
    if (recording.current !== null) return finish();
    try {
      recording.current = await recordVoice((now) => (now < VOICE_MOST_S ? setSecond(now) : void finish()));
      setSecond(0);
    } catch {
      notify("refused", say("talk.noMicrophone"));
    }
  }
  async function finish(): Promise<void> {
    const running = recording.current;
    recording.current = null;
    setSecond(null);
    const voice = await running?.finish().catch(() => null);
    if (voice) await sendFile(voice);
  }
  return (
    <form
      className="prompt talk-compose"
      onSubmit={(event) => {
        event.preventDefault();
        void sendText();
      }}
    >
      <input className="field" aria-label={say("talk.write")} placeholder={say("talk.write")} value={text} maxLength={2_000} onChange={(event) => setText(event.target.value)} />
      <button type="submit" className="main" disabled={text.trim() === ""}>{say("talk.send")} <kbd>↵</kbd></button>
      <label className="plain talk-photo">
        {say("talk.addPhoto")}
        <input
          type="file" accept="image/jpeg,image/png,image/webp" className="sr" disabled={sending || second !== null}
          onChange={(event) => {
            const file = event.target.files?.[0];
            event.target.value = "";
            if (file) void sendFile(file);
          }}
        />
      </label>
      <button type="button" className={second === null ? "plain" : "plain talk-live"} aria-pressed={second !== null} disabled={sending} onClick={() => void record()}>
        {second === null ? say("talk.record") : say("talk.stop", { second, most: VOICE_MOST_S })}
      </button>
    </form>
  );
}
