import { deflateSync } from "node:zlib";
import type { RoadTable, Road } from "@tocsin/roads/road-table.ts";
import { DEFAULT_SPEED_KMH } from "@tocsin/roads/road-table.ts";

/**
 * Writes roads as an OpenStreetMap file (`.osm.pbf`), so that another engine is given the very same streets.
 * Format: https://wiki.openstreetmap.org/wiki/PBF_Format; nodes first, then ways, both by ascending id.
 */

/** A protobuf message under way. */
export class Message {
  readonly #parts: Buffer[] = [];

  varint(field: number, value: number): this {
    this.#parts.push(varint(field * 8), varint(value));
    return this;
  }

  bytes(field: number, value: Buffer | string): this {
    const bytes = typeof value === "string" ? Buffer.from(value) : value;
    this.#parts.push(varint(field * 8 + 2), varint(bytes.length), bytes);
    return this;
  }

  packed(field: number, values: readonly number[], encode: (value: number) => Buffer): this {
    return this.bytes(field, Buffer.concat(values.map(encode)));
  }

  done(): Buffer {
    return Buffer.concat(this.#parts);
  }
}

export function varint(value: number): Buffer {
  const bytes: number[] = [];
  for (let rest = value; ; rest = Math.floor(rest / 128)) {
    if (rest < 128) {
      bytes.push(rest);
      return Buffer.from(bytes);
    }
    bytes.push((rest % 128) + 128);
  }
}

export const zigzag = (value: number): Buffer => varint(value < 0 ? -2 * value - 1 : 2 * value);
export const deltas = (values: readonly number[]): number[] => values.map((value, i) => value - (i === 0 ? 0 : values[i - 1]!));

export function block(type: "OSMHeader" | "OSMData", content: Buffer): Buffer {
  const blob = new Message().varint(2, content.length).bytes(3, deflateSync(content)).done();
  const header = new Message().bytes(1, type).varint(3, blob.length).done();
  const length = Buffer.alloc(4);
  length.writeUInt32BE(header.length);
  return Buffer.concat([length, header, blob]);
}

interface Node {
  readonly id: number;
  readonly lon: number;
  readonly lat: number;
}

const NODES_PER_BLOCK = 8_000;
const WAYS_PER_BLOCK = 4_000;

function nodeBlock(nodes: readonly Node[]): Buffer {
  const degrees = (value: number): number => Math.round(value * 1e7);
  const dense = new Message()
    .packed(1, deltas(nodes.map((node) => node.id)), zigzag)
    .packed(8, deltas(nodes.map((node) => degrees(node.lat))), zigzag)
    .packed(9, deltas(nodes.map((node) => degrees(node.lon))), zigzag)
    .done();
  const strings = new Message().bytes(1, "").done();
  return block("OSMData", new Message().bytes(1, strings).bytes(2, new Message().bytes(2, dense).done()).done());
}

function tagsOf(road: Road): Record<string, string> {
  const oneway = road.oneway === "no" ? "no" : road.oneway === "forward" ? "yes" : "-1";
  return { highway: road.class, maxspeed: String(road.speedKmh ?? DEFAULT_SPEED_KMH[road.class]), oneway, ...(road.name === "" ? {} : { name: road.name }) };
}

function wayBlock(ways: readonly { readonly id: number; readonly road: Road; readonly refs: readonly number[] }[]): Buffer {
  const strings = new Map<string, number>([["", 0]]);
  const indexOf = (text: string): number => {
    const known = strings.get(text) ?? strings.size;
    strings.set(text, known);
    return known;
  };
  const group = new Message();
  for (const { id, road, refs } of ways) {
    const tags = Object.entries(tagsOf(road)).map(([key, value]) => [indexOf(key), indexOf(value)] as const);
    group.bytes(3, new Message().varint(1, id).packed(2, tags.map(([key]) => key), varint).packed(3, tags.map(([, value]) => value), varint).packed(8, deltas(refs), zigzag).done());
  }
  const table = [...strings.keys()].reduce((message, text) => message.bytes(1, text), new Message()).done();
  return block("OSMData", new Message().bytes(1, table).bytes(2, group.done()).done());
}

const slices = <T>(list: readonly T[], size: number): T[][] => Array.from({ length: Math.ceil(list.length / size) }, (_, i) => list.slice(i * size, (i + 1) * size));

/** The whole file. Turn rules are left out: the tables that are compared have none. */
export function roadPbf(table: RoadTable): Buffer {
  const nodes: Node[] = [];
  const junctions = new Map<string, number>();
  const add = ([lon, lat]: readonly [number, number]): number => nodes.push({ id: nodes.length + 1, lon, lat });
  const junction = (id: string, point: readonly [number, number]): number => {
    const known = junctions.get(id) ?? add(point);
    junctions.set(id, known);
    return known;
  };
  const ways = table.roads.map((road, i) => ({
    id: i + 1, road,
    refs: road.line.map((point, at) => (at === 0 ? junction(road.from, point) : at === road.line.length - 1 ? junction(road.to, point) : add(point))),
  }));
  const header = new Message().bytes(4, "OsmSchema-V0.6").bytes(4, "DenseNodes").done();
  return Buffer.concat([block("OSMHeader", header), ...slices(nodes, NODES_PER_BLOCK).map(nodeBlock), ...slices(ways, WAYS_PER_BLOCK).map(wayBlock)]);
}
