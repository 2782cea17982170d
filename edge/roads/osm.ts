/**
 * OpenStreetMap extract (`.osm.pbf`) to a city's roads, turns, places and map features, as plain data.
 *
 * Roads are split at junctions; ids are `<way>-<part>` and junction ids are node ids, so a re-import of an
 * unchanged way keeps its ids. One-ways, speeds, bridges, layers and turn restrictions (node in the middle) are
 * read; private and pedestrian ways are left out unless tagged for emergency vehicles. Only the largest part
 * in which every road reaches every other is kept; `report` says what was not.
 */
import { keepLargestComponent, type DroppedRoads } from "./connected.ts";
import type { ImportedPlace } from "./imported-place.ts";
import { osmFeatures, type FeatureCollection } from "./osm-features.ts";
import { readOsmFile, type OsmData } from "./osm-file.ts";
import { osmPlaces } from "./osm-places.ts";
import { osmRoads, type TurnReport } from "./osm-roads.ts";
import type { RoadTable } from "./road-table.ts";

export interface OsmReport {
  readonly nodes: number;
  readonly ways: number;
  readonly relations: number;
  readonly drivableWays: number;
  /** References of drivable ways to nodes outside the extract. */
  readonly missingNodes: number;
  readonly turns: TurnReport;
  /** Roads not connected both ways with the rest. */
  readonly dropped: DroppedRoads;
  /** Water, green or administrative areas left out because their outline is cut off. */
  readonly incompleteAreas: readonly string[];
}

export interface OsmImport {
  readonly table: RoadTable;
  readonly places: readonly ImportedPlace[];
  readonly features: FeatureCollection;
  readonly report: OsmReport;
}

/** Reads and converts a file. Throws an `Error` naming the file when it cannot be read. */
export async function importOsm(file: string): Promise<OsmImport> {
  return convertOsm(await readOsmFile(file));
}

export function convertOsm(data: OsmData): OsmImport {
  const roads = osmRoads(data);
  const { table, dropped } = keepLargestComponent(roads.table);
  const { collection, incomplete } = osmFeatures(data);
  return {
    table,
    places: osmPlaces(data),
    features: collection,
    report: {
      nodes: data.nodes.count,
      ways: data.ways.length,
      relations: data.relations.length,
      drivableWays: roads.drivableWays,
      missingNodes: roads.missingNodes,
      turns: roads.turns,
      dropped,
      incompleteAreas: incomplete,
    },
  };
}
