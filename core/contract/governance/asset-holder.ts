import { Type, type Static } from "typebox";
import { Party } from "../linkage/matter.ts";
import { type AssetKind, AssetId } from "./asset.ts";

/** Under which id something that a file of the city knows stands in the register. */
export const assetIdOf = (kind: Extract<AssetKind, "PLACE" | "AREA" | "POST">, id: string): string => `${kind}-${id}`;

/**
 * `asset_holders.csv`: which organisation or department answers for a place, an area or a standby post by a paper that both sides
 * have signed before the register (GOV-06). It holds until the register has a hand-over of its own.
 */
export const AssetHolderRow = Type.Object({ asset: AssetId, party: Party, /** The paper, never a person. */ signed: Type.String({ minLength: 2, maxLength: 120 }) }, { additionalProperties: false });
export type AssetHolderRow = Static<typeof AssetHolderRow>;
