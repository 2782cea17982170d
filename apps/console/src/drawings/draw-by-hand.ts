import type { Map as MapLibre } from "maplibre-gl";
import type { DrawingKind, DrawnPoints } from "@tocsin/contract/command/drawing.ts";

export const HAND_MODES: Readonly<Record<DrawingKind, "polygon" | "linestring">> = { CORDON: "polygon", STAGING: "polygon", ROUTE: "linestring" };
/** Decimal places of a degree: a tenth of a metre. */
const PRECISION = 6;

/** Corners of what was drawn; nothing for a shape that is none of ours. */
function pointsOf(geometry: { readonly type: string; readonly coordinates: unknown } | undefined): DrawnPoints {
  if (geometry?.type === "Polygon") return (geometry.coordinates as DrawnPoints[])[0] ?? [];
  return geometry?.type === "LineString" ? (geometry.coordinates as DrawnPoints) : [];
}

/** Lets a hand draw on the map until it is told to stop; the library is fetched when somebody first draws. `onDone` gets the corners of each shape that was finished. */
export async function drawByHand(map: MapLibre, mode: "polygon" | "linestring" | "circle", onDone: (points: DrawnPoints) => void): Promise<() => void> {
  const [{ TerraDraw, TerraDrawCircleMode, TerraDrawLineStringMode, TerraDrawPolygonMode }, { TerraDrawMapLibreGLAdapter }] = await Promise.all([import("terra-draw"), import("terra-draw-maplibre-gl-adapter")]);
  const draw = new TerraDraw({ adapter: new TerraDrawMapLibreGLAdapter({ map, coordinatePrecision: PRECISION }), modes: [new TerraDrawPolygonMode(), new TerraDrawLineStringMode(), new TerraDrawCircleMode()] });
  draw.start();
  draw.setMode(mode);
  draw.on("finish", (id) => {
    const points = pointsOf(draw.getSnapshotFeature(id)?.geometry);
    draw.clear();
    onDone(points);
  });
  return () => draw.stop();
}
