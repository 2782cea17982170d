import { useEffect, useRef, useState } from "react";
import { newUlid } from "@tocsin/client/new-ulid.ts";
import { talkLine } from "@tocsin/client/talk-line.ts";
import { isOpen, type Incident } from "@tocsin/contract/intake/incident.ts";
import { QUIET, Talk, type TalkState } from "@tocsin/voice/talk.ts";
import { sayNow } from "../language/words.ts";
import { act } from "../live/act.ts";
import { useBoard } from "../live/live-board.ts";
import { notify } from "../live/notice.ts";
import { client, mayDo, useSeat } from "../live/session.ts";
import { lockedStore } from "../lock/seat-lock.ts";

export const TALK_KEY = "F8";

export interface Radio extends TalkState {
  readonly talk: Talk | null;
  readonly speaks: boolean;
}

async function leaveMessage(incidentId: string, sound: Blob): Promise<void> {
  try {
    await act("rooms.post", { incidentId, messageId: newUlid(), media: [await client.uploadMedia(sound, incidentId)] });
  } catch {
    notify("lost", sayNow("talk.notSent"));
  }
}

/** F8 works wherever the hands are, also in a field and with an input method open; a pedal can be set to it. */
function useTalkKey(talk: Talk | null): void {
  useEffect(() => {
    if (talk === null) return;
    const down = (event: KeyboardEvent): void => {
      if (event.key !== TALK_KEY || lockedStore.get()) return;
      event.preventDefault();
      if (!event.repeat) talk.press();
    };
    const up = (event: KeyboardEvent): void => {
      if (event.key === TALK_KEY) talk.release();
    };
    // A window that loses the keyboard never learns that the key was let go.
    const lost = (): void => talk.release();
    addEventListener("keydown", down, true);
    addEventListener("keyup", up, true);
    addEventListener("blur", lost);
    return () => {
      removeEventListener("keydown", down, true);
      removeEventListener("keyup", up, true);
      removeEventListener("blur", lost);
    };
  }, [talk]);
}

/** The radio of the chosen incident's room: this seat hears who speaks there, whatever tab is open (CMD-03). */
export function useTalk(incident: Incident | undefined): Radio {
  const seat = useSeat();
  const id = incident !== undefined && isOpen(incident) ? incident.id : null;
  const room = useBoard((state) => (id === null ? undefined : state.rooms.get(id)));
  const [state, setState] = useState(QUIET);
  const [talk, setTalk] = useState<Talk | null>(null);
  const newest = useRef(room);
  newest.current = room;
  useEffect(() => {
    if (id === null) return;
    const made = new Talk({ line: talkLine(client, id), newId: newUlid, keep: (sound) => void leaveMessage(id, sound), onState: setState });
    setTalk(made);
    made.follow(newest.current);
    return () => {
      made.close();
      setTalk(null);
      setState(QUIET);
    };
  }, [id]);
  useEffect(() => talk?.follow(room), [talk, room]);
  const speaks = id !== null && mayDo(seat, "rooms.takeFloor");
  useTalkKey(speaks ? talk : null);
  return { ...state, talk, speaks };
}
