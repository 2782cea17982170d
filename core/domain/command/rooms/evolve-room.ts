import type { Room, RoomEvents, RoomMark } from "@tocsin/contract/command/room.ts";
import { MESSAGES_SHOWN } from "@tocsin/contract/command/room-limits.ts";
import type { RoomEvent } from "@tocsin/contract/events.ts";
import { ImpossibleEvent } from "../../fold.ts";

type Unversioned = Pick<RoomEvent, "id" | "type" | "data" | "at" | "by">;
type Data<Type extends keyof RoomEvents> = RoomEvents[Type];

const opened = (id: string): Room => ({ id, version: 0, incidentId: id, messages: [], count: 0, marks: [], circle: { units: [], agencies: [] }, floor: null, scope: [] });

function marked(state: Room, { party, delivered, read }: Data<"MessagesMarked">, at: number): RoomMark[] {
  const before = state.marks.find((mark) => mark.party.key === party.key);
  const grown = (known: RoomMark["read"], no: number | null): RoomMark["read"] => (no === null || no === known?.no ? known : { no, at });
  const mark = { party, delivered: grown(before?.delivered ?? null, delivered) ?? { no: delivered, at }, read: grown(before?.read ?? null, read) };
  return [...state.marks.filter((other) => other !== before), mark];
}

/** The burst that is over now, as a message: who spoke and for how long. */
function spoken(state: Room, at: number, heard: Data<"FloorLeft">["heard"]): Pick<Room, "messages" | "count"> {
  const { floor } = state;
  if (floor === null) return state;
  const message = { id: floor.burstId, no: state.count + 1, from: floor.party, spoken: { ms: Math.min(at, floor.until) - floor.since, heard: [...heard] }, at, deviceAt: null };
  return { count: state.count + 1, messages: [...state.messages, message].slice(-MESSAGES_SHOWN) };
}

function floorTaken(state: Room, { party, burstId, until, ...where }: Data<"FloorTaken">, at: number): Partial<Room> {
  if (state.floor?.burstId === burstId) return { ...around(where), floor: { ...state.floor, until } };
  const { messages, count } = spoken(state, at, []);
  return { ...around(where), messages, count, floor: { party, burstId, since: at, until } };
}

const around = ({ circle, scope, force, incidentId = null }: Omit<Data<"MessagePosted">, "message">): Partial<Room> => ({ circle, scope: [...scope], ...(force === undefined ? {} : { force, incidentId }) });

function changed(state: Room, event: Unversioned): Partial<Room> {
  switch (event.type) {
    case "MessagePosted": {
      const data = event.data as Data<"MessagePosted">;
      const count = state.count + 1;
      return { ...around(data), count, messages: [...state.messages, { ...data.message, no: count, at: event.at }].slice(-MESSAGES_SHOWN) };
    }
    case "MessagesMarked": {
      const data = event.data as Data<"MessagesMarked">;
      return { ...around(data), marks: marked(state, data, event.at) };
    }
    case "FloorTaken":
      return floorTaken(state, event.data as Data<"FloorTaken">, event.at);
    case "FloorLeft": {
      const { key, heard } = event.data as Data<"FloorLeft">;
      if (state.floor?.party.key !== key) throw new ImpossibleEvent("left a floor that another holds");
      const { messages, count } = spoken(state, event.at, heard);
      return { messages, count, floor: null };
    }
    default:
      throw new ImpossibleEvent(`unknown event ${event.type as string}`);
  }
}

/** Folds one event into a room, which begins with the first thing that happens in it. @throws ImpossibleEvent when the event cannot follow the state. */
export function evolveRoom(state: Room | null, event: Unversioned): Room {
  const before = state ?? opened(event.id);
  return { ...before, ...changed(before, event), version: before.version + 1 };
}
