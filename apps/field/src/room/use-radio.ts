import { createContext, useContext, useEffect, useRef, useState } from "react";
import { newUlid } from "@tocsin/client/new-ulid.ts";
import { talkLine } from "@tocsin/client/talk-line.ts";
import { roomSubject } from "@tocsin/contract/command/room-id.ts";
import type { Room } from "@tocsin/contract/command/room.ts";
import { QUIET, Talk, type TalkState } from "@tocsin/voice/talk.ts";
import { useField } from "../state/field.ts";

export interface Radio extends TalkState {
  /** Null where there is no room, or the seat may not speak in it. */
  readonly talk: Talk | null;
}

export const SILENT_RADIO: Radio = { ...QUIET, talk: null };
export const RadioContext = createContext(SILENT_RADIO);
/** Of the task force in which the unit is. */
export const ForceRadioContext = createContext(SILENT_RADIO);
export const useRadio = (): Radio => useContext(RadioContext);

/** The radio of a room of the own unit, its order's or its task force's: on while the app is open, whatever screen is in front (CMD-03). What could not go live is kept on the phone as any voice message. */
export function useOwnRadio(roomId: string | undefined, room: Room | undefined): Radio {
  const { session, may } = useField();
  const [state, setState] = useState(QUIET);
  const [talk, setTalk] = useState<Talk | null>(null);
  const newest = useRef(room);
  newest.current = room;
  const speaks = may("rooms.takeFloor");
  useEffect(() => {
    if (roomId === undefined || !speaks) return;
    const keep = async (sound: Blob): Promise<void> => {
      const key = newUlid();
      await session.keepPhoto({ key, blob: sound });
      session.act({ name: "rooms.post", payload: { ...roomSubject(roomId), messageId: newUlid(), deviceAt: Date.now() }, photos: [{ blobKey: key, incidentId: roomId, ref: null }] });
    };
    const made = new Talk({ line: talkLine(session.client, roomId), newId: newUlid, keep: (sound) => void keep(sound), onState: setState });
    setTalk(made);
    made.follow(newest.current);
    return () => {
      made.close();
      setTalk(null);
      setState(QUIET);
    };
  }, [roomId, speaks, session]);
  useEffect(() => talk?.follow(room), [talk, room]);
  return { ...state, talk };
}
