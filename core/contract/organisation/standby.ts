import { Type, type Static } from "typebox";

const closed = { additionalProperties: false } as const;
const Code = Type.String({ minLength: 1, maxLength: 40, pattern: "^[A-Z0-9][A-Z0-9_-]*$" });
const Seconds = Type.Integer({ minimum: 1, maximum: 86_400 });
const Share = Type.Number({ minimum: 0, maximum: 1 });

/** `standby_posts.csv`: a place at which a unit may stand by beside its own base. A city without the file is given no advice to move. */
export const StandbyPostRow = Type.Object(
  {
    id: Code,
    nameZh: Type.String({ minLength: 1, maxLength: 40 }),
    nameEn: Type.String({ minLength: 1, maxLength: 60 }),
    /** Organisation in whose area it lies. */
    org: Code,
    /** Agency whose units may stand there, and those that stand in for it. */
    agency: Code,
    /** More units than these are not advised to go there; a human may still send them. Empty = any number. */
    room: Type.Union([Type.Integer({ minimum: 1, maximum: 100 }), Type.Null()]),
    lon: Type.Number({ minimum: -180, maximum: 180 }),
    lat: Type.Number({ minimum: -90, maximum: 90 }),
  },
  closed,
);
export type StandbyPostRow = Static<typeof StandbyPostRow>;

/** What cover an area is to have, by the setting of its organisations: driving time that counts as covered, and the share of its calls that must be. */
export const CoverGoal = Type.Object({ targetS: Seconds, goal: Share }, closed);

/** `relocate` of `policies.yaml`: when and how moves are advised (core/engine/relocation). */
export const RelocateRules = Type.Object(
  {
    areas: Type.Object({ URBAN: CoverGoal, TOWN: CoverGoal, RURAL: CoverGoal }, closed),
    /** Share of all calls that a move must win to be worth a drive. */
    leastGain: Share,
    /** Longer drives are not advised. */
    mostDriveS: Seconds,
    /** A move that somebody has dismissed is not advised again for so long. */
    dismissedS: Seconds,
  },
  closed,
);
export type RelocateRules = Static<typeof RelocateRules>;
