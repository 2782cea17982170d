import { Type, type Static } from "typebox";

const Code = Type.String({ minLength: 1, maxLength: 40, pattern: "^[A-Z0-9][A-Z0-9_-]*$" });

/** `responsibilities.csv`: whose a kind of matter is, and by which rule (LNK-05). A return or a whistle cites an item. */
export const ResponsibilityRow = Type.Object(
  {
    item: Code,
    matterZh: Type.String({ minLength: 1, maxLength: 80 }),
    matterEn: Type.String({ minLength: 1, maxLength: 120 }),
    /** A department, or POLICE. */
    department: Code,
    /** The law or rule, with its article. */
    basis: Type.String({ minLength: 1, maxLength: 120 }),
  },
  { additionalProperties: false },
);
export type ResponsibilityRow = Static<typeof ResponsibilityRow>;
