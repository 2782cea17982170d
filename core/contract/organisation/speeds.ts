import { Type, type Static } from "typebox";

const closed = { additionalProperties: false } as const;
const TurnS = Type.Number({ minimum: 0, maximum: 120 });
/** Thousandths of a road's own speed. Less than a tenth or more than three times of it is a slip of the pen. */
const Permille = Type.Integer({ minimum: 100, maximum: 3_000 });
const Each = Type.Object({ motorway: Permille, trunk: Permille, primary: Permille, secondary: Permille, tertiary: Permille, residential: Permille, service: Permille }, closed);

/** Hours of some days in which classes go at another speed than always: from a full hour until before another. */
export const SpeedPeriod = Type.Object(
  {
    /** 1 Monday to 7 Sunday, as in `rosters.csv`. */
    days: Type.Array(Type.Integer({ minimum: 1, maximum: 7 }), { minItems: 1, maxItems: 7 }),
    from: Type.Integer({ minimum: 0, maximum: 23 }),
    to: Type.Integer({ minimum: 1, maximum: 24 }),
    /** Stands in place of what holds always; classes left out keep that. */
    permille: Type.Partial(Each, closed),
  },
  closed,
);
export type SpeedPeriod = Static<typeof SpeedPeriod>;

/** `speeds.yaml`: what driving takes beside the speeds of `roads.csv` (DSP-01). Written by hand, or by `tocsin calibrate` from recorded arrivals. */
export const Speeds = Type.Object(
  {
    /** Seconds of a drive that no road takes: setting off, and stopping where it ends. */
    startS: Type.Number({ minimum: 0, maximum: 300 }),
    /** Seconds for a turn to the left, to the right, back along the same road, and for passing any junction of three roads or more. */
    turnS: Type.Object({ left: TurnS, right: TurnS, uTurn: TurnS, junction: TurnS }, closed),
    /** Each class at any hour that no period names. */
    always: Each,
    hours: Type.Array(SpeedPeriod, { maxItems: 168 }),
  },
  closed,
);
export type Speeds = Static<typeof Speeds>;
