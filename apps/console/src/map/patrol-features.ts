import type { Unit } from "@tocsin/contract/dispatch/unit.ts";
import { checkpointStates, type Checkpoint, type CheckpointState } from "../patrol/checkpoints.ts";
import type { PatrolDraft } from "../patrol/patrol-draft.ts";

type Collection = GeoJSON.FeatureCollection<GeoJSON.Point | GeoJSON.LineString>;

function drawn(points: readonly Checkpoint[], stateOf: (index: number) => CheckpointState["kind"]): Collection {
  const at = ({ point }: Checkpoint): [number, number] => [point.lon, point.lat];
  const numbers = points.map((each, index): Collection["features"][number] => ({ type: "Feature", geometry: { type: "Point", coordinates: at(each) }, properties: { no: String(index + 1), state: stateOf(index) } }));
  const line: Collection["features"] = points.length < 2 ? [] : [{ type: "Feature", geometry: { type: "LineString", coordinates: points.map(at) }, properties: {} }];
  return { type: "FeatureCollection", features: [...line, ...numbers] };
}

/** The round of the chosen unit with its numbers: as it is walked, or as it is being put together (DSP-03). */
export function patrolFeatures(unit: Unit | undefined, draft: PatrolDraft | null): Collection {
  if (unit?.patrol) {
    const states = checkpointStates(unit.patrol);
    return drawn(unit.patrol.checkpoints, (index) => states[index]!.kind);
  }
  return drawn(unit !== undefined && draft?.unitId === unit.id ? draft.round : [], () => "AHEAD");
}
