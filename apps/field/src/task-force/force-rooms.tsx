import { useContext } from "react";
import type { Unit } from "@tocsin/contract/dispatch/unit.ts";
import { useWording } from "../language/wording.ts";
import { RoomCard } from "../room/room-card.tsx";
import { ForceRadioContext, RadioContext, SILENT_RADIO } from "../room/use-radio.ts";
import { useField } from "../state/field.ts";
import { forcesOf, roomsBefore } from "./own-force.ts";

/** The room of the task force in which the unit is; in two posts at once, the radio is that of the first (CMD-03, CMD-05). */
export function ForceRooms({ unit }: { readonly unit: Unit }) {
  const { state } = useField();
  const { words } = useWording();
  const radio = useContext(ForceRadioContext);
  const now = forcesOf(state.board.commandPosts.values(), unit.id);
  return now.map(({ force, roomId }, at) => (
    <RadioContext.Provider key={roomId} value={at === 0 ? radio : SILENT_RADIO}>
      <RoomCard roomId={roomId} title={words.force.room(force.name)} speaks />
    </RadioContext.Provider>
  ));
}

/** Rooms of task forces in which the unit was: it reads what was said there until it left, or until the post stood down. */
export function FormerForceRooms({ unit }: { readonly unit: Unit }) {
  const { state } = useField();
  const { words } = useWording();
  const before = roomsBefore(state.board.rooms.values(), forcesOf(state.board.commandPosts.values(), unit.id));
  return before.map(({ id, force }) => <RoomCard key={id} roomId={id} title={words.force.room(force?.name ?? "")} speaks={false} />);
}
