import { Type, type Static } from "typebox";
import { At, Code, Point, Ulid, nullable, text } from "../place.ts";
import { Latitude, Longitude } from "../coordinates.ts";
import { AreaPlan } from "../organisation/city.ts";

const closed = { additionalProperties: false } as const;
const Name = text(80);
const LonLatPair = Type.Tuple([Longitude, Latitude]);
/** A closed ring: its last corner is its first. */
export const Ring = Type.Array(LonLatPair, { minItems: 4, maxItems: 5_000 });

/** 1 = district, 2 = station, 3 = post: the three tiers of patrol areas (DSP-07). */
export const AREA_TIERS = [1, 2, 3] as const;
export type AreaTier = (typeof AREA_TIERS)[number];

export const LayoutArea = Type.Object(
  {
    /** Stays the same through the versions: what a difference between two of them compares. */
    id: Code,
    /** The organisation that answers for what happens here. */
    org: Code,
    tier: Type.Enum(AREA_TIERS),
    /** The area one tier up; null directly below the whole service area. */
    parent: nullable(Code),
    nameZh: Name,
    nameEn: Name,
    /** Outline first, then holes. */
    rings: Type.Array(Ring, { minItems: 1, maxItems: 20 }),
    ...AreaPlan.properties,
  },
  closed,
);
export type LayoutArea = Static<typeof LayoutArea>;

export const POST_CHANGES = ["ADD", "MOVE", "CLOSE"] as const;
/** A place where units stand by that is to be new, elsewhere, or no more (DSP-06). */
export const PostChange = Type.Object(
  {
    kind: Type.Enum(POST_CHANGES),
    /** Of a home or a rapid-response point; null for a new one. */
    id: nullable(Code),
    nameZh: Name,
    nameEn: Name,
    /** Where it is to stand; where it stands, when it is to close. */
    lon: Longitude,
    lat: Latitude,
  },
  closed,
);
export type PostChange = Static<typeof PostChange>;

/** Posts put forward from the planner's sandbox, with the hour of the week (1 = Monday) at which they were looked at. Figures are asked anew: nobody's word stands for them. */
export const PostProposal = Type.Object({ weekday: Type.Integer({ minimum: 1, maximum: 7 }), hour: Type.Integer({ minimum: 0, maximum: 23 }), changes: Type.Array(PostChange, { minItems: 1, maxItems: 150 }) }, closed);
export type PostProposal = Static<typeof PostProposal>;

/** DRAFT is worked on; PLANNED is published and waits for its date; IN_FORCE; SUPERSEDED by the next; DISCARDED before it came to anything. */
export const LAYOUT_STATUSES = ["DRAFT", "PLANNED", "IN_FORCE", "SUPERSEDED", "DISCARDED"] as const;
export type LayoutStatus = (typeof LAYOUT_STATUSES)[number];

/** What everybody is told of a layout; its areas are fetched where they are needed. */
export const LayoutHead = Type.Object(
  {
    id: Ulid,
    /** Place in the line of published versions, from 1; null before publication. */
    no: nullable(Type.Integer({ minimum: 1 })),
    /** Number of its events: a draft that was read at this version is still the present one. */
    version: Type.Integer({ minimum: 1 }),
    name: Name,
    status: Type.Enum(LAYOUT_STATUSES),
    /** The version that it follows; null for the first. */
    basedOn: nullable(Ulid),
    /** The version that follows it. */
    succeededBy: nullable(Ulid),
    effectiveFrom: nullable(At),
    /** From here on the next one holds. */
    effectiveUntil: nullable(At),
    /** Everyone who worked on it; none of them may publish it. */
    authors: Type.Array(Type.String()),
    draftedAt: At,
    draftedBy: Type.String(),
    publishedAt: nullable(At),
    publishedBy: nullable(Type.String()),
    /** Fingerprint of the city's file from which it was taken; null when it was drawn. */
    source: nullable(Type.String()),
    scope: Type.Array(Type.String()),
    areaCount: Type.Integer({ minimum: 0 }),
    /** Posts that it changes; left out where it changes none. */
    postCount: Type.Optional(Type.Integer({ minimum: 1 })),
  },
  closed,
);
export type LayoutHead = Static<typeof LayoutHead>;

/** A version of the city's patrol areas and posts: the fourth kind of record. */
export const Layout = Type.Object({ ...LayoutHead.properties, areas: Type.Array(LayoutArea), posts: Type.Optional(PostProposal) }, closed);
export type Layout = Static<typeof Layout>;

export const LAYOUT_FAULTS = ["OVERLAP", "GAP", "OUTSIDE_PARENT", "POINT_OUTSIDE", "PARENT_UNKNOWN", "PARENT_TIER", "ORG_OUTSIDE_PARENT", "EMPTY"] as const;
/** What keeps a layout from being published, with where it is. */
export const LayoutFault = Type.Object(
  {
    kind: Type.Enum(LAYOUT_FAULTS),
    /** Areas concerned: the two that overlap; the parent of a gap, none when it is the service area; else area and parent. */
    areas: Type.Array(Code),
    /** Square metres of the overlap, the gap or what lies outside. */
    areaM2: nullable(Type.Number({ minimum: 0 })),
    /** … as a share of the smaller area, of the parent, of the area. */
    share: nullable(Type.Number({ minimum: 0 })),
    /** Its polygons, each outline first. */
    shape: Type.Array(Type.Array(Type.Array(LonLatPair))),
    /** Where to look. */
    at: nullable(Point),
  },
  closed,
);
export type LayoutFault = Static<typeof LayoutFault>;

export interface LayoutEvents {
  readonly LayoutDrafted: Pick<Layout, "name" | "basedOn" | "areas" | "source" | "scope" | "posts">;
  /** `set` replaces areas of the same id and adds the others. */
  readonly LayoutEdited: { readonly name: string | null; readonly set: readonly LayoutArea[]; readonly removed: readonly string[] };
  readonly LayoutPublished: { readonly no: number; readonly effectiveFrom: number };
  /** Another one will follow, from a time on. */
  readonly LayoutSucceeded: { readonly by: string; readonly from: number };
  /** The one that was to follow was withdrawn before its time. */
  readonly LayoutSuccessionLifted: Record<never, never>;
  readonly LayoutInForce: Record<never, never>;
  readonly LayoutSuperseded: Record<never, never>;
  readonly LayoutDiscarded: { readonly reason: string };
}

const ExpectedVersion = Type.Optional(Type.Integer({ minimum: 1 }));

/** A new draft that follows a published version; its areas are those of `copyOf` where an older shape is to come back. */
export const draft = Type.Object({ layoutId: Ulid, basedOn: Ulid, copyOf: Type.Optional(Ulid), name: Name, posts: Type.Optional(PostProposal) }, closed);
export const edit = Type.Object(
  { layoutId: Ulid, expectedVersion: ExpectedVersion, name: Type.Optional(Name), set: Type.Optional(Type.Array(LayoutArea, { maxItems: 400 })), remove: Type.Optional(Type.Array(Code, { maxItems: 400, uniqueItems: true })) },
  closed,
);
/** In force from `effectiveFrom` on, which lies ahead. By somebody who did not work on it. */
export const publish = Type.Object({ layoutId: Ulid, expectedVersion: ExpectedVersion, effectiveFrom: At }, closed);
/** Ends a draft. */
export const discard = Type.Object({ layoutId: Ulid, reason: text(200) }, closed);
/** Takes back what is published and not yet in force. */
export const withdraw = Type.Object({ layoutId: Ulid, reason: text(200) }, closed);

export const Layouts = Type.Object({ layouts: Type.Array(LayoutHead) }, closed);
export type Layouts = Static<typeof Layouts>;
export const LayoutCheck = Type.Object({ version: Type.Integer(), faults: Type.Array(LayoutFault) }, closed);
export type LayoutCheck = Static<typeof LayoutCheck>;

/** A layout without its areas and posts. */
export function headOf({ areas: _areas, posts: _posts, ...head }: Layout): LayoutHead {
  return head;
}
