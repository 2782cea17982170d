/** Road classes, the most important first. */
export const ROAD_CLASSES = ["motorway", "trunk", "primary", "secondary", "tertiary", "residential", "service"] as const;
export type RoadClass = (typeof ROAD_CLASSES)[number];
