import { Type, type Static } from "typebox";
import { Party } from "../linkage/matter.ts";
import { At, Point, Ulid, nullable, text } from "../place.ts";

const closed = { additionalProperties: false } as const;

/** Of what the city's files know: `PLACE-<premise>`, `AREA-<area>`, `POST-<standby post>`; else the id that whoever entered it made. */
export const AssetId = Type.String({ minLength: 1, maxLength: 60, pattern: "^[A-Z0-9][A-Z0-9_-]*$" });

/** A place with its dangers, an area, a standby post, a sector of work, or a facility: never a person, never a unit. */
export const ASSET_KINDS = ["PLACE", "AREA", "POST", "SECTOR", "FACILITY"] as const;
export type AssetKind = (typeof ASSET_KINDS)[number];

/** ORPHAN: nobody answers for it; HELD: one organisation does; RETIRED: there is nothing to answer for any more. */
export const ASSET_STATUSES = ["ORPHAN", "HELD", "RETIRED"] as const;
export type AssetStatus = (typeof ASSET_STATUSES)[number];

/** Who signed a side: the seat, by name. */
const Signature = Type.Object({ by: Type.String(), name: Type.String(), at: At }, closed);
export type Signature = Static<typeof Signature>;

/** An organisation's time of answering for it: from `from` on, until just before `until`. */
export const AssetTerm = Type.Object({ party: Party, from: At, until: nullable(At), given: Signature, taken: Signature }, closed);
export type AssetTerm = Static<typeof AssetTerm>;

/** A hand-over that one side has signed; whoever gives answers for it until the other side has signed too. */
export const AssetOffer = Type.Object(
  {
    /** The version that it made: a signature says which offer it means. */
    no: Type.Integer({ minimum: 1 }),
    /** Null: it had nobody, or nobody any more, and is given by whoever coordinates the area. */
    from: nullable(Party),
    to: Party,
    reason: Type.String({ maxLength: 400 }),
    given: Signature,
    paths: Type.Array(Type.String()),
  },
  closed,
);
export type AssetOffer = Static<typeof AssetOffer>;

/** Something for whose safety exactly one organisation answers, from the first taking on without a gap (GOV-06). */
export const Asset = Type.Object(
  {
    id: AssetId,
    version: Type.Integer({ minimum: 1 }),
    kind: Type.Enum(ASSET_KINDS),
    nameZh: Type.String(),
    nameEn: Type.String(),
    point: nullable(Point),
    /** Path of the organisation in whose area it lies, and which looks after the register there. */
    area: Type.String(),
    /** To whom it is likely to go; a suggestion, which nobody has signed. */
    proposed: nullable(Party),
    status: Type.Enum(ASSET_STATUSES),
    registeredAt: At,
    registeredBy: Type.String(),
    /** Since when nobody answers for it: since it was entered, or since its organisation is none of the city's any more. Null: somebody does. */
    orphanSince: nullable(At),
    /** One after the other; the last one is open while somebody answers. */
    terms: Type.Array(AssetTerm),
    holderPaths: Type.Array(Type.String()),
    offer: nullable(AssetOffer),
    retired: nullable(Type.Object({ by: Type.String(), name: Type.String(), at: At, reason: Type.String() }, closed)),
    scope: Type.Array(Type.String()),
  },
  closed,
);
export type Asset = Static<typeof Asset>;

/** Who answers for it now; an organisation that the city has no longer stays until another has signed. */
export const holderOf = ({ terms }: Pick<Asset, "terms">): string | null => {
  const last = terms.at(-1);
  return last === undefined || last.until !== null ? null : last.party;
};

export interface AssetEvents {
  readonly AssetRegistered: Pick<Asset, "kind" | "nameZh" | "nameEn" | "point" | "area" | "proposed">;
  readonly AssetOffered: Pick<AssetOffer, "from" | "to" | "reason" | "paths"> & { readonly name: string };
  readonly AssetOfferEnded: { readonly how: "DECLINED" | "WITHDRAWN"; readonly reason: string };
  /** The other side signed: the term of the one before ends where this one begins. */
  readonly AssetTaken: { readonly from: number; readonly name: string };
  /** By the city's file somebody answers for it already: both sides signed a paper before there was a register. */
  readonly AssetAssigned: { readonly party: string; readonly paths: readonly string[]; readonly signed: string };
  /** Its organisation is none of the city's any more; or it is again. */
  readonly AssetHolderLost: Record<never, never>;
  readonly AssetHolderBack: Record<never, never>;
  readonly AssetRetired: { readonly until: number; readonly name: string; readonly reason: string };
}

const assetId = AssetId;
const offerNo = AssetOffer.properties.no;
/** Enters what no file of the city has: a sector, a facility, a place. It begins without anybody. */
export const register = Type.Object({ assetId: Ulid, kind: Type.Enum(["PLACE", "SECTOR", "FACILITY"]), name: text(80), point: Type.Optional(Point), proposed: Type.Optional(Party) }, closed);
/** One side signs: whoever answers for it gives it; what has nobody is given by whoever coordinates the area. */
export const offer = Type.Object({ assetId, to: Party, reason: text(400) }, closed);
/** The other side signs. */
export const accept = Type.Object({ assetId, offerNo }, closed);
export const decline = Type.Object({ assetId, offerNo, reason: text(400) }, closed);
export const withdraw = Type.Object({ assetId, reason: text(400) }, closed);
/** It is there no longer. */
export const retire = Type.Object({ assetId, reason: text(400) }, closed);

export const ASSET_LISTS = ["ORPHANS", "OFFERED", "HELD", "RETIRED"] as const;
export type AssetListName = (typeof ASSET_LISTS)[number];
/** What of the register one list has, the oldest first, and how many each has; `shown` are fewer than its count where there are too many to send. */
export const AssetRegister = Type.Object(
  { at: At, counts: Type.Object({ ORPHANS: Type.Integer(), OFFERED: Type.Integer(), HELD: Type.Integer(), RETIRED: Type.Integer() }, closed), assets: Type.Array(Asset) },
  closed,
);
export type AssetRegister = Static<typeof AssetRegister>;
