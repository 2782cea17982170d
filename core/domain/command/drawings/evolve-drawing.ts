import { type Drawing, type DrawingEvents, UNDO_STEPS } from "@tocsin/contract/command/drawing.ts";
import type { DrawingEvent } from "@tocsin/contract/events.ts";
import { ImpossibleEvent, withAll } from "../../fold.ts";

type Unversioned = Pick<DrawingEvent, "id" | "type" | "data" | "at" | "by">;
type Data<Type extends keyof DrawingEvents> = DrawingEvents[Type];

/** In which status each event can come. */
export const DRAWING_POSSIBLE: Readonly<Record<Exclude<keyof DrawingEvents, "DrawingMade">, readonly Drawing["status"][]>> = {
  DrawingChanged: ["STANDING"], DrawingUndone: ["STANDING", "REMOVED"], DrawingShared: ["STANDING"], DrawingRemoved: ["STANDING"],
};

function made(event: Unversioned): Drawing {
  const { name, scope, points, ...data } = event.data as Data<"DrawingMade">;
  return { id: event.id, version: 1, ...data, points: [...points], status: "STANDING", drawnAt: event.at, changedAt: event.at, changedBy: event.by, changedByName: name, before: [], removeReason: null, scope: [...scope] };
}

/** One step back: what was removed stands again, an earlier form comes back, and without one the drawing goes. */
function undone(state: Drawing): Partial<Drawing> {
  if (state.status === "REMOVED") return { status: "STANDING", removeReason: null };
  const earlier = state.before.at(-1);
  return earlier === undefined ? { status: "REMOVED", removeReason: null } : { ...earlier, before: state.before.slice(0, -1) };
}

function changed(state: Drawing, event: Unversioned): Partial<Drawing> {
  const hand = (): Pick<Drawing, "changedAt" | "changedBy" | "changedByName"> => ({ changedAt: event.at, changedBy: event.by, changedByName: (event.data as { readonly name: string }).name });
  switch (event.type) {
    case "DrawingChanged": {
      const { label, points } = event.data as Data<"DrawingChanged">;
      return { label, points: [...points], before: [...state.before, { label: state.label, points: state.points }].slice(-UNDO_STEPS), ...hand() };
    }
    case "DrawingUndone":
      return { ...undone(state), ...hand() };
    case "DrawingShared": {
      const { scope } = event.data as Data<"DrawingShared">;
      return { scope: withAll(state.scope, scope), sharedWith: withAll(state.sharedWith ?? [], scope.filter((path) => !state.scope.includes(path))) };
    }
    case "DrawingRemoved":
      return { status: "REMOVED", removeReason: (event.data as Data<"DrawingRemoved">).reason, ...hand() };
    default:
      throw new ImpossibleEvent(`unknown event ${event.type as string}`);
  }
}

/** Folds one event into a drawing. @throws ImpossibleEvent when the event cannot follow the state. */
export function evolveDrawing(state: Drawing | null, event: Unversioned): Drawing {
  if (event.type === "DrawingMade") {
    if (state !== null) throw new ImpossibleEvent("drawn twice");
    return made(event);
  }
  if (state === null) throw new ImpossibleEvent(`${event.type} on what was never drawn`);
  const possible: readonly Drawing["status"][] | undefined = DRAWING_POSSIBLE[event.type];
  if (possible === undefined || !possible.includes(state.status)) throw new ImpossibleEvent(`${event.type} on a drawing that is ${state.status}`);
  return { ...state, ...changed(state, event), version: state.version + 1 };
}
