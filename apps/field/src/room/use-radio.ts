import { createContext, useContext, useEffect, useRef, useState } from "react";
import { newUlid } from "@tocsin/client/new-ulid.ts";
import { talkLine } from "@tocsin/client/talk-line.ts";
import type { Room } from "@tocsin/contract/command/room.ts";
import { QUIET, Talk, type TalkState } from "@tocsin/voice/talk.ts";
import { useField } from "../state/field.ts";

export interface Radio extends TalkState {
  /** Null where there is no room, or the seat may not speak in it. */
  readonly talk: Talk | null;
}

export const RadioContext = createContext<Radio>({ ...QUIET, talk: null });
export const useRadio = (): Radio => useContext(RadioContext);

/** The radio of the own order's room: on while the app is open, whatever screen is in front (CMD-03). What could not go live is kept on the phone as any voice message. */
export function useOwnRadio(incidentId: string | undefined, room: Room | undefined): Radio {
  const { session, may } = useField();
  const [state, setState] = useState(QUIET);
  const [talk, setTalk] = useState<Talk | null>(null);
  const newest = useRef(room);
  newest.current = room;
  const speaks = may("rooms.takeFloor");
  useEffect(() => {
    if (incidentId === undefined || !speaks) return;
    const keep = async (sound: Blob): Promise<void> => {
      const key = newUlid();
      await session.disk.keepPhoto({ key, blob: sound });
      session.act({ name: "rooms.post", payload: { incidentId, messageId: newUlid(), deviceAt: Date.now() }, photos: [{ blobKey: key, incidentId, ref: null }] });
    };
    const made = new Talk({ line: talkLine(session.client, incidentId), newId: newUlid, keep: (sound) => void keep(sound), onState: setState });
    setTalk(made);
    made.follow(newest.current);
    return () => {
      made.close();
      setTalk(null);
      setState(QUIET);
    };
  }, [incidentId, speaks, session]);
  useEffect(() => talk?.follow(room), [talk, room]);
  return { ...state, talk };
}
