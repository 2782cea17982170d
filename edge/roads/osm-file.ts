/** Reading an OpenStreetMap extract (`.osm.pbf`): nodes in typed arrays, ways and relations as they are. */
import { createReadStream } from "node:fs";
import { parse } from "osm-pbf-parser-node";
import { isLonLat, type LonLat } from "@tocsin/kernel/geo.ts";
import { osmBlocks } from "./osm-blocks.ts";

export type OsmTags = Readonly<Record<string, string>>;

export interface OsmNode {
  readonly id: number;
  readonly point: LonLat;
  readonly tags: OsmTags;
}

export interface OsmWay {
  readonly id: number;
  readonly refs: readonly number[];
  readonly tags: OsmTags;
}

export interface OsmMember {
  readonly type: "node" | "way" | "relation";
  readonly ref: number;
  readonly role: string;
}

export interface OsmRelation {
  readonly id: number;
  readonly members: readonly OsmMember[];
  readonly tags: OsmTags;
}

export interface OsmData {
  /** Where every node is, tagged or not. */
  readonly nodes: NodePlaces;
  /** Nodes that carry tags. */
  readonly tagged: readonly OsmNode[];
  readonly ways: readonly OsmWay[];
  readonly relations: readonly OsmRelation[];
}

/** Coordinates by node id, in arrays that grow; ids may come in any order. */
export class NodePlaces {
  #ids = new Float64Array(1 << 16);
  #lon = new Float64Array(1 << 16);
  #lat = new Float64Array(1 << 16);
  #count = 0;
  #sorted = true;

  get count(): number {
    return this.#count;
  }

  add(id: number, lon: number, lat: number): void {
    if (this.#count === this.#ids.length) {
      this.#ids = doubled(this.#ids);
      this.#lon = doubled(this.#lon);
      this.#lat = doubled(this.#lat);
    }
    if (this.#count > 0 && id <= this.#ids[this.#count - 1]!) this.#sorted = false;
    this.#ids[this.#count] = id;
    this.#lon[this.#count] = lon;
    this.#lat[this.#count++] = lat;
  }

  /** The node's place to seven decimals, as OpenStreetMap keeps it; `null` if the extract lacks it. */
  get(id: number): LonLat | null {
    if (!this.#sorted) this.#sort();
    let low = 0;
    let high = this.#count - 1;
    while (low <= high) {
      const middle = (low + high) >> 1;
      const found = this.#ids[middle]!;
      if (found === id) return [Number(this.#lon[middle]!.toFixed(7)), Number(this.#lat[middle]!.toFixed(7))];
      if (found < id) low = middle + 1;
      else high = middle - 1;
    }
    return null;
  }

  #sort(): void {
    const order = Array.from({ length: this.#count }, (_, i) => i).sort((a, b) => this.#ids[a]! - this.#ids[b]!);
    const [ids, lon, lat] = [this.#ids, this.#lon, this.#lat].map((old) => Float64Array.from(order, (i) => old[i]!));
    [this.#ids, this.#lon, this.#lat] = [ids!, lon!, lat!];
    this.#sorted = true;
  }
}

function doubled(old: Float64Array<ArrayBuffer>): Float64Array<ArrayBuffer> {
  const larger = new Float64Array(2 * old.length);
  larger.set(old);
  return larger;
}

type Item = { type?: string; id: number; lat: number; lon: number; tags?: OsmTags; refs: number[]; members: OsmMember[] };

/** Reads a file. Throws an `Error` that names the file when it is absent, cut off or not `.osm.pbf`. */
export async function readOsmFile(file: string): Promise<OsmData> {
  const source = createReadStream(file);
  try {
    return await readOsm(source);
  } catch (error) {
    throw new Error(`${file} cannot be read as .osm.pbf: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  } finally {
    source.destroy();
  }
}

/** Reads the bytes of a file. @throws Error when they are not `.osm.pbf` */
export async function readOsm(source: AsyncIterable<Buffer>): Promise<OsmData> {
  const nodes = new NodePlaces();
  const tagged: OsmNode[] = [];
  const ways: OsmWay[] = [];
  const relations: OsmRelation[] = [];
  const wayIds = new Set<number>();
  for await (const block of osmBlocks(source)) {
    for (const item of parse(block, {}) as Item[]) {
      const tags = item.tags ?? {};
      if (item.type === "node") {
        if (!isLonLat([item.lon, item.lat])) throw new Error(`node ${item.id} is nowhere on earth: ${item.lon} ${item.lat}`);
        nodes.add(item.id, item.lon, item.lat);
        if (item.tags) tagged.push({ id: item.id, point: [Number(item.lon.toFixed(7)), Number(item.lat.toFixed(7))], tags });
      } else if (item.type === "way") {
        if (wayIds.has(item.id)) throw new Error(`way ${item.id} stands in it twice`);
        wayIds.add(item.id);
        ways.push({ id: item.id, refs: item.refs, tags });
      }
      if (item.type === "relation") relations.push({ id: item.id, members: item.members, tags });
    }
  }
  return { nodes, tagged, ways, relations };
}
