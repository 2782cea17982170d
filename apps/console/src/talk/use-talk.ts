import { useEffect, useRef, useState } from "react";
import { newUlid } from "@tocsin/client/new-ulid.ts";
import { talkLine } from "@tocsin/client/talk-line.ts";
import { roomSubject } from "@tocsin/contract/command/room-id.ts";
import { QUIET, Talk, type TalkState } from "@tocsin/voice/talk.ts";
import { sayNow } from "../language/words.ts";
import { act } from "../live/act.ts";
import { useBoard } from "../live/live-board.ts";
import { notify } from "../live/notice.ts";
import { client, mayDo, useSeat } from "../live/session.ts";
import { lockedStore } from "../lock/seat-lock.ts";
import { createStore, useStore } from "../store/external-store.ts";
import type { RoomPlace } from "./room-place.ts";

export const TALK_KEY = "F8";

export interface Radio extends TalkState {
  readonly talk: Talk | null;
  readonly speaks: boolean;
}

async function leaveMessage(roomId: string, sound: Blob): Promise<void> {
  try {
    await act("rooms.post", { ...roomSubject(roomId), messageId: newUlid(), media: [await client.uploadMedia(sound, roomId)] });
  } catch {
    notify("lost", sayNow("talk.notSent"));
  }
}

/** The room of a task force that is open on the screen, so that one key never speaks in two rooms; null: the key is the chosen incident's. */
const keyHolderStore = createStore<string | null>(null);

/** While the room of a task force in which this seat speaks is on the screen, the key is its own. */
export function useHoldsKey({ id: roomId, open }: RoomPlace): void {
  useEffect(() => {
    if (!open) return undefined;
    keyHolderStore.set(roomId);
    return () => void (keyHolderStore.get() === roomId && keyHolderStore.set(null));
  }, [roomId, open]);
}

/** F8 works wherever the hands are, also in a field and with an input method open; a pedal can be set to it. */
function useTalkKey(talk: Talk | null, roomId: string | null): void {
  useEffect(() => {
    if (talk === null) return;
    const down = (event: KeyboardEvent): void => {
      if (event.key !== TALK_KEY || lockedStore.get() || (keyHolderStore.get() ?? roomId) !== roomId) return;
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
  }, [talk, roomId]);
}

/** The room that is open on the screen and has the key; null: the chosen incident's. */
export const useKeyHolder = (): string | null => useStore(keyHolderStore, (held) => held);

/** The radio of a room, which has the key while no other room is open. */
export function useTalk(place: RoomPlace | undefined): Radio {
  const radio = useRadio(place);
  useTalkKey(radio.speaks ? radio.talk : null, place?.open === true ? place.id : null);
  return radio;
}

/** The radio of a room: this seat hears who speaks there, whatever is on the screen (CMD-03). */
export function useRadio(place: RoomPlace | undefined): Radio {
  const seat = useSeat();
  const id = place?.open === true ? place.id : null;
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
  return { ...state, talk, speaks: id !== null && mayDo(seat, "rooms.takeFloor") };
}
