import type { Drawing, DrawingKind, DrawnPoints } from "@tocsin/contract/command/drawing.ts";
import type { AdvisoryArea } from "@tocsin/contract/command/advisory.ts";
import { circleRing } from "@tocsin/domain/command/advisory-scope.ts";
import { distanceM } from "@tocsin/kernel/geo.ts";
import { createStore, useStore } from "../store/external-store.ts";

/** What is being drawn, by hand on the map or by its corners; the map shows it at once. */
export interface DrawingDraft {
  /** Drawing is open: the map takes clicks for it. */
  readonly open: boolean;
  readonly kind: DrawingKind;
  readonly points: DrawnPoints;
  /** The drawing that gets this form; null: a new one. */
  readonly changes: string | null;
  /** Drawn by centre and radius: null until there is a circle, whose corners then follow from it. Absent where corners are drawn. */
  readonly circle?: Circle | null;
}
export type Circle = AdvisoryArea["circles"][number];

const EMPTY: DrawingDraft = { open: false, kind: "CORDON", points: [], changes: null };
export const drawingDraftStore = createStore<DrawingDraft>(EMPTY);
const whole = (draft: DrawingDraft): DrawingDraft => draft;
export const useDrawingDraft = (): DrawingDraft => useStore(drawingDraftStore, whole);

export const beginDrawing = (kind: DrawingKind): void => drawingDraftStore.set({ open: true, kind, points: [], changes: null });
export const beginCircle = (): void => drawingDraftStore.set({ ...EMPTY, open: true, circle: null });
export const putCircle = (circle: Circle): void => drawingDraftStore.set((before) => ({ ...before, circle, points: circleRing(circle).map(([lon, lat]) => [lon, lat]) }));
export const changeDrawing = ({ id, kind, points }: Drawing): void => drawingDraftStore.set({ open: true, kind, points, changes: id });
export const putPoints = (points: DrawnPoints): void => drawingDraftStore.set((before) => ({ ...before, points }));
export const endDrawing = (): void => drawingDraftStore.set(EMPTY);

const isClosed = (points: DrawnPoints): boolean => points.length > 3 && points[0]?.[0] === points.at(-1)?.[0] && points[0]?.[1] === points.at(-1)?.[1];

/** The corners as the kind wants them: an area is closed by its first corner, a route is left as it is. */
export function shapeOf(kind: DrawingKind, points: DrawnPoints): DrawnPoints {
  const first = points[0];
  if (kind === "ROUTE" || first === undefined || points.length < 3 || isClosed(points)) return points;
  return [...points, first];
}

/** The circle whose corners a hand has drawn: corners all round at one distance, however many. */
export function circleOf(points: DrawnPoints): Circle | null {
  const [first] = points;
  if (first === undefined || points.length < 4) return null;
  const middle = (at: 0 | 1): number => (Math.min(...points.map((point) => point[at])) + Math.max(...points.map((point) => point[at]))) / 2;
  const [lon, lat] = [middle(0), middle(1)];
  return { lon, lat, radiusM: Math.round(distanceM([lon, lat], first)) };
}

/** Layers of organisations that are not shown, by their paths. */
export const hiddenLayersStore = createStore<ReadonlySet<string>>(new Set());
