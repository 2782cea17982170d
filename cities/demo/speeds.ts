import type { Speeds } from "@tocsin/contract/organisation/speeds.ts";

const WORKDAYS = [1, 2, 3, 4, 5];
const WEEKEND = [6, 7];

/** How the demo city drives: rush hours on working days, slow main roads on weekend afternoons, free ones at night. All of it is made up, like the city. */
export const DEMO_SPEEDS: Speeds = {
  startS: 0,
  turnS: { left: 4, right: 2, uTurn: 20, junction: 1 },
  always: { motorway: 1_000, trunk: 950, primary: 920, secondary: 940, tertiary: 960, residential: 1_000, service: 1_000 },
  hours: [
    { days: WORKDAYS, from: 7, to: 9, permille: { motorway: 850, trunk: 720, primary: 680, secondary: 740, tertiary: 860 } },
    { days: WORKDAYS, from: 17, to: 19, permille: { motorway: 800, trunk: 680, primary: 650, secondary: 720, tertiary: 850 } },
    { days: WEEKEND, from: 14, to: 19, permille: { primary: 820, secondary: 860 } },
    { days: [...WORKDAYS, ...WEEKEND], from: 0, to: 6, permille: { trunk: 1_100, primary: 1_100, secondary: 1_080, tertiary: 1_040 } },
  ],
};
