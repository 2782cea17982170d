import type { StreamKind, TocsinEvent } from "@tocsin/contract/events.ts";
import { evolveActivation } from "@tocsin/domain/command/evolve-activation.ts";
import { evolveAdvisory } from "@tocsin/domain/command/evolve-advisory.ts";
import { evolveDrawing } from "@tocsin/domain/command/drawings/evolve-drawing.ts";
import { evolvePost } from "@tocsin/domain/command/posts/evolve-post.ts";
import { evolveReview } from "@tocsin/domain/command/reviews/evolve-review.ts";
import { evolvePlan } from "@tocsin/domain/command/plans/evolve-plan.ts";
import { evolveNotice } from "@tocsin/domain/command/notices/evolve-notice.ts";
import { evolveAsset } from "@tocsin/domain/governance/evolve-asset.ts";
import { evolvePublication } from "@tocsin/domain/governance/evolve-publication.ts";
import { evolveCooperation } from "@tocsin/domain/joint/evolve-cooperation.ts";
import { evolveRoom } from "@tocsin/domain/command/rooms/evolve-room.ts";
import { evolveMechanism } from "@tocsin/domain/organisation/mechanisms/evolve-mechanism.ts";
import type { World } from "@tocsin/domain/decision.ts";
import { evolveIncident, evolveUnit } from "@tocsin/domain/evolve.ts";
import { evolveLayout } from "@tocsin/domain/layouts/evolve-layout.ts";
import { evolveMatter } from "@tocsin/domain/linkage/evolve-matter.ts";
import { evolveClosure } from "@tocsin/domain/roads/evolve-closure.ts";
import type { RecordOf } from "./standing.ts";

type EventOf<Kind extends StreamKind> = Extract<TocsinEvent, { readonly kind: Kind }>;

/**
 * Every kind of record: the list in which its records stand in a world, an answer and a board, and how its events fold.
 * A kind that is left out does not compile.
 */
export const KINDS = {
  incident: { list: "incidents", evolve: evolveIncident },
  unit: { list: "units", evolve: evolveUnit },
  closure: { list: "closures", evolve: evolveClosure },
  layout: { list: "layouts", evolve: evolveLayout },
  advisory: { list: "advisories", evolve: evolveAdvisory },
  matter: { list: "matters", evolve: evolveMatter },
  plan: { list: "plans", evolve: evolvePlan },
  drawing: { list: "drawings", evolve: evolveDrawing },
  commandPost: { list: "commandPosts", evolve: evolvePost },
  activation: { list: "activations", evolve: evolveActivation },
  notice: { list: "notices", evolve: evolveNotice },
  room: { list: "rooms", evolve: evolveRoom },
  cooperation: { list: "cooperations", evolve: evolveCooperation },
  asset: { list: "assets", evolve: evolveAsset },
  mechanism: { list: "mechanisms", evolve: evolveMechanism },
  publication: { list: "publications", evolve: evolvePublication },
  review: { list: "reviews", evolve: evolveReview },
} as const satisfies { readonly [Kind in StreamKind]: { readonly list: keyof World; readonly evolve: (state: RecordOf[Kind] | null, event: EventOf<Kind>) => RecordOf[Kind] } };

export const KIND_NAMES = Object.keys(KINDS) as StreamKind[];
export type ListName = (typeof KINDS)[StreamKind]["list"];

/** Records of every kind that may be put and replaced. */
export type Records = { readonly [Kind in StreamKind as (typeof KINDS)[Kind]["list"]]: Map<string, RecordOf[Kind]> };

export const noRecords = (): Records => Object.fromEntries(KIND_NAMES.map((kind) => [KINDS[kind].list, new Map()])) as unknown as Records;

/** The records of one kind. */
export const recordsOf = <Kind extends StreamKind>(world: World, kind: Kind): ReadonlyMap<string, RecordOf[Kind]> => world[KINDS[kind].list] as unknown as ReadonlyMap<string, RecordOf[Kind]>;

/** Puts a record of any kind in its place. */
export const putRecord = (records: Records, kind: StreamKind, id: string, state: unknown): void => void (records[KINDS[kind].list] as Map<string, unknown>).set(id, state);

/** A record after one more event. @throws ImpossibleEvent when the event cannot follow the state. */
export const evolved = <Kind extends StreamKind>(kind: Kind, state: RecordOf[Kind] | null, event: TocsinEvent): RecordOf[Kind] =>
  (KINDS[kind].evolve as unknown as (state: RecordOf[Kind] | null, event: TocsinEvent) => RecordOf[Kind])(state, event);
