import type { LayoutEvent } from "@tocsin/contract/events.ts";
import type { Layout, LayoutArea, LayoutEvents, LayoutStatus } from "@tocsin/contract/layouts/layout.ts";
import { ImpossibleEvent, withAll } from "../fold.ts";

type Unversioned = Pick<LayoutEvent, "id" | "type" | "data" | "at" | "by">;
type Data<Type extends keyof LayoutEvents> = LayoutEvents[Type];

/** In which status each event can come. */
const POSSIBLE: Readonly<Record<Exclude<keyof LayoutEvents, "LayoutDrafted">, readonly LayoutStatus[]>> = {
  LayoutEdited: ["DRAFT"],
  LayoutPublished: ["DRAFT"],
  LayoutSucceeded: ["PLANNED", "IN_FORCE"],
  LayoutSuccessionLifted: ["PLANNED", "IN_FORCE"],
  LayoutInForce: ["PLANNED"],
  LayoutSuperseded: ["IN_FORCE"],
  LayoutDiscarded: ["DRAFT", "PLANNED"],
};

/** Areas after an edit: replaced where they stood, new ones last. */
export function editedAreas(areas: readonly LayoutArea[], set: readonly LayoutArea[], removed: readonly string[]): LayoutArea[] {
  const byId = new Map(areas.map((area) => [area.id, area]));
  for (const id of removed) byId.delete(id);
  for (const area of set) byId.set(area.id, area);
  return [...byId.values()];
}

function drafted(event: Unversioned): Layout {
  const { name, basedOn, areas, source, scope, posts } = event.data as Data<"LayoutDrafted">;
  return {
    id: event.id, no: null, version: 1, name, status: "DRAFT", basedOn, succeededBy: null, effectiveFrom: null, effectiveUntil: null, authors: [event.by],
    draftedAt: event.at, draftedBy: event.by, publishedAt: null, publishedBy: null, source, scope, areaCount: areas.length, areas,
    ...(posts === undefined ? {} : { posts, postCount: posts.changes.length }),
  };
}

function changed(state: Layout, event: Unversioned): Layout {
  switch (event.type) {
    case "LayoutEdited": {
      const { name, set, removed } = event.data as Data<"LayoutEdited">;
      const areas = editedAreas(state.areas, set, removed);
      return { ...state, name: name ?? state.name, areas, areaCount: areas.length, authors: withAll(state.authors, [event.by]) };
    }
    case "LayoutPublished": {
      const { no, effectiveFrom } = event.data as Data<"LayoutPublished">;
      return { ...state, no, effectiveFrom, status: effectiveFrom > event.at ? "PLANNED" : "IN_FORCE", publishedAt: event.at, publishedBy: event.by };
    }
    case "LayoutSucceeded": {
      const { by, from } = event.data as Data<"LayoutSucceeded">;
      return { ...state, succeededBy: by, effectiveUntil: from };
    }
    case "LayoutSuccessionLifted":
      return { ...state, succeededBy: null, effectiveUntil: null };
    case "LayoutInForce":
      return { ...state, status: "IN_FORCE" };
    case "LayoutSuperseded":
      return { ...state, status: "SUPERSEDED" };
    case "LayoutDiscarded":
      return { ...state, status: "DISCARDED" };
    default:
      throw new ImpossibleEvent(`unknown event ${event.type as string}`);
  }
}

/** Folds one event into a layout. @throws ImpossibleEvent when the event cannot follow the state. */
export function evolveLayout(state: Layout | null, event: Unversioned): Layout {
  if (event.type === "LayoutDrafted") {
    if (state !== null) throw new ImpossibleEvent("drafted twice");
    return drafted(event);
  }
  if (state === null) throw new ImpossibleEvent(`${event.type} on a layout that was never drafted`);
  const possible: readonly LayoutStatus[] | undefined = POSSIBLE[event.type];
  if (possible === undefined || !possible.includes(state.status)) throw new ImpossibleEvent(`${event.type} on a layout that is ${state.status}`);
  return { ...changed(state, event), version: state.version + 1 };
}
