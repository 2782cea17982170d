import type { PlannerState } from "./planner-store.ts";

export type MarkKind = "POST" | "POINT" | "NEW";
/** How a mark stands beside today: as it is, elsewhere, closed, or nobody is there at the hour. */
export type MarkState = "KEPT" | "MOVED" | "CLOSED" | "EMPTY";

export interface Mark {
  /** Id of a post, or `+<index>` of one that the sandbox adds; `=<index>` is one of a plan and stays where it is. */
  readonly id: string;
  readonly kind: MarkKind;
  readonly state: MarkState;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly lon: number;
  readonly lat: number;
  readonly draggable: boolean;
}

const NEW = { kind: "NEW", state: "KEPT", nameZh: "新设点位", nameEn: "New post" } as const;

/** What stands on the planner's map. */
export function marksOf({ coverage, sandbox, planned }: Pick<PlannerState, "coverage" | "sandbox" | "planned">): Mark[] {
  if (coverage === null) return [];
  const closed = new Set(planned ? planned.plan.closed : sandbox.close);
  const posts = coverage.posts.map(({ id, kind, nameZh, nameEn, lon, lat, open }): Mark => {
    const moved = planned ? undefined : sandbox.move[id];
    const state = closed.has(id) ? "CLOSED" : moved ? "MOVED" : open ? "KEPT" : "EMPTY";
    return { id, kind, state, nameZh, nameEn, lon: moved?.lon ?? lon, lat: moved?.lat ?? lat, draggable: !planned && (open || moved !== undefined) && state !== "CLOSED" };
  });
  const added = planned ? planned.plan.added.map((point, i): Mark => ({ ...NEW, ...point, id: `=${i}`, draggable: false })) : sandbox.add.map((point, i): Mark => ({ ...NEW, ...point, id: `+${i}`, draggable: true }));
  return [...posts, ...added];
}
