import { Type, type Static } from "typebox";

/** What is deleted when its time is over: callers' numbers, photos, and bodies that could not be read as they came (X-13). */
export const RETENTION_CLASSES = ["callback", "media", "rawInput"] as const;
export type RetentionClass = (typeof RETENTION_CLASSES)[number];

const Days = Type.Integer({ minimum: 1, maximum: 36_500 });

/** `retention.yaml`: for each class the days after an incident's closure for which it is kept. */
export const Retention = Type.Object({ callback: Days, media: Days, rawInput: Days }, { additionalProperties: false });
export type Retention = Static<typeof Retention>;
