import { Type, type Static } from "typebox";

/** What is deleted when its time is over: callers' numbers, photos, and bodies that could not be read as they came (X-13). */
export const RETENTION_CLASSES = ["callback", "media", "rawInput"] as const;
export type RetentionClass = (typeof RETENTION_CLASSES)[number];

/**
 * Nothing of persons is kept for less than a day: a key that was made a moment ago is brought along by the commit that uses it, and one that
 * had been deleted in that moment would come back.
 */
export const SHORTEST_KEPT_DAYS = 1;
const Days = Type.Integer({ minimum: SHORTEST_KEPT_DAYS, maximum: 36_500 });

/** `retention.yaml`: for each class the days after an incident's closure for which it is kept. */
export const Retention = Type.Object({ callback: Days, media: Days, rawInput: Days }, { additionalProperties: false });
export type Retention = Static<typeof Retention>;
