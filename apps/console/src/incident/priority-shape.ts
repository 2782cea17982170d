/** Shapes of the priorities in a box of 24: list and map draw the same ones. */
export const PRIORITY_SHAPES = {
  /** Diamond. */
  P1: { path: "M12 1 L23 12 L12 23 L1 12 Z", filled: true, figure: "1" },
  /** Triangle. */
  P2: { path: "M12 2 L23 21.5 L1 21.5 Z", filled: true, figure: "2" },
  /** Circle. */
  P3: { path: "M12 2.5 A9.5 9.5 0 1 1 11.99 2.5 Z", filled: false, figure: "3" },
  /** Square. */
  P4: { path: "M4 4 H20 V20 H4 Z", filled: false, figure: "4" },
  none: { path: "M12 2.5 A9.5 9.5 0 1 1 11.99 2.5 Z", filled: false, figure: "?" },
} as const;
