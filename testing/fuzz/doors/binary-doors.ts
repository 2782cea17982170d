import { Readable } from "node:stream";
import { deflateSync } from "node:zlib";
import { VOICE_RATE } from "@tocsin/contract/command/room-limits.ts";
import type { RandomStream } from "@tocsin/kernel/random.ts";
import { writeWave } from "@tocsin/kernel/wave.ts";
import { osmBlocks } from "@tocsin/roads/osm-blocks.ts";
import { readOsm } from "@tocsin/roads/osm-file.ts";
import { convertOsm } from "@tocsin/roads/osm.ts";
import { parseRoadFiles, writeRoadFiles } from "@tocsin/roads/road-file.ts";
import { gridTable } from "@tocsin/roads/test-graphs.ts";
import { BrokenImage } from "@tocsin/server/features/media/byte-reader.ts";
import { cleanImage, imageType } from "@tocsin/server/features/media/clean-image.ts";
import { cleanVoice } from "@tocsin/server/features/media/clean-voice.ts";
import { sampleJpeg, samplePng, sampleWebp } from "@tocsin/server/features/media/sample-images.ts";
import { block, deltas, Message, roadPbf, varint, zigzag } from "../../bench/road-pbf.ts";
import type { Door } from "../door.ts";
import { spoilt } from "../spoil.ts";

const MB = 1_048_576;
const MARK = "GPS 30.0041";

/** A block with single nodes, a way and relations, one of which is a member of itself. */
function richBlock(): Buffer {
  const strings = ["", "highway", "primary", "name", "滨江路", "type", "restriction", "no_left_turn", "from", "via", "to", "addr:street", "addr:housenumber", "12", "amenity", "school", "multipolygon", "natural", "water", "outer"];
  const table = strings.reduce((message, text) => message.bytes(1, text), new Message()).done();
  const dense = new Message().packed(1, deltas([101, 102, 103, 104]), zigzag).packed(8, deltas([290_000_000, 290_010_000, 290_020_000, 290_000_000]), zigzag).packed(9, deltas([1_060_000_000, 1_060_010_000, 1_060_020_000, 1_060_030_000]), zigzag).packed(10, [11, 4, 12, 13, 0, 14, 15, 3, 4, 0, 0, 0], varint).done();
  const way = (id: number, refs: readonly number[], tags: readonly number[]): Buffer => new Message().varint(1, id).packed(2, tags.filter((_, i) => i % 2 === 0), varint).packed(3, tags.filter((_, i) => i % 2 === 1), varint).packed(8, deltas(refs), zigzag).done();
  const relation = (id: number, tags: readonly number[], members: readonly (readonly [ref: number, role: number, type: number])[]): Buffer => new Message().varint(1, id).packed(2, tags.filter((_, i) => i % 2 === 0), varint).packed(3, tags.filter((_, i) => i % 2 === 1), varint).packed(8, members.map(([, role]) => role), varint).packed(9, deltas(members.map(([ref]) => ref)), zigzag).packed(10, members.map(([, , type]) => type), varint).done();
  const group = new Message().bytes(2, dense).done();
  const ways = new Message().bytes(3, way(110, [101, 102, 103], [1, 2, 3, 4])).bytes(3, way(111, [103, 104, 101], [1, 2])).bytes(3, way(112, [101, 102, 104, 101], [17, 18])).done();
  const relations = new Message().bytes(4, relation(20, [5, 6, 6, 7], [[110, 8, 1], [103, 9, 0], [111, 10, 1]])).bytes(4, relation(21, [5, 16, 17, 18], [[112, 19, 1], [21, 19, 2]])).done();
  return new Message().bytes(1, table).bytes(2, group).bytes(2, ways).bytes(2, relations).done();
}

const stream = (bytes: Uint8Array): AsyncIterable<Buffer> => Readable.from([Buffer.from(bytes)]) as AsyncIterable<Buffer>;
/** The bytes as one would find them on a disk, or with a block that says less than it holds. */
const bomb = (dice: RandomStream): Buffer => block("OSMData", Buffer.alloc(dice.integer(33, 64) * MB));

async function osmOnce(plain: readonly Buffer[], file: Buffer, dice: RandomStream): Promise<string> {
  const how = dice.next();
  // Under a right packing the content is spoilt, as no change of packed bytes could.
  const bytes = how < 0.0005 ? bomb(dice) : how < 0.7 ? Buffer.concat(plain.map((content) => block("OSMData", Buffer.from(dice.next() < 0.6 ? spoilt([content], dice) : content)))) : Buffer.from(spoilt([file], dice));
  let data;
  try {
    data = await readOsm(stream(bytes));
  } catch (error) {
    if (!(error instanceof Error) || error.message === "") throw error;
    return "unreadable";
  }
  const { table } = convertOsm(data);
  const { faults } = parseRoadFiles(writeRoadFiles(table));
  if (faults.length > 0) throw new Error(`roads that no city can be made of: ${JSON.stringify(faults.slice(0, 3))}`);
  return table.roads.length > 0 ? "taken" : "no roads";
}

export const OSM: Door = {
  name: "osm",
  what: ["OpenStreetMap 提取:截断、压缩炸弹、过长的变长数、循环引用", "OpenStreetMap extracts: cut off, bombs, over-long numbers, relations of themselves"],
  share: 30_000,
  async open() {
    const file = Buffer.concat([roadPbf(gridTable(1, 3)), block("OSMData", richBlock())]);
    const plain: Buffer[] = [];
    for await (const content of osmBlocks(stream(file))) plain.push(Buffer.from(content));
    return { once: (dice) => osmOnce(plain, file, dice) };
  },
};

const PICTURES: readonly Uint8Array[] = [sampleJpeg({ gps: true }), sampleJpeg({ gps: true, orientation: 6 }), samplePng(), sampleWebp()];
const TAILS = ["<script>GPS 30.0041</script>", "PK\u0003\u0004GPS 30.0041", "%PDF-1.7 GPS 30.0041", "<?php GPS 30.0041 ?>"];

/** Pictures of two kinds at once, sizes that no camera has, one part said again and again. */
const CRAFTED: readonly ((dice: RandomStream) => Uint8Array)[] = [
  (dice) => Buffer.concat([dice.pick(PICTURES), Buffer.from(dice.pick(TAILS))]),
  (dice) => Buffer.concat([Buffer.from(dice.pick(TAILS)), dice.pick(PICTURES)]),
  (dice) => sampleJpeg({ width: dice.integer(0, 65_535), height: dice.integer(0, 65_535) }),
  (dice) => samplePng({ width: dice.integer(0, 0xffffffff), height: dice.integer(0, 0xffffffff) }),
  (dice) => Buffer.concat([Buffer.from([0xff, 0xd8]), ...Array.from({ length: dice.integer(10, 4_000) }, () => Buffer.from([0xff, 0xc0, 0, 9, 8, 0, 1, 0, 2, 1, 1]))]),
  (dice) => Buffer.concat([Buffer.from("RIFF\0\0\0\0WEBP", "latin1"), ...Array.from({ length: dice.integer(10, 4_000) }, () => Buffer.from("VP8X\x0a\0\0\0\x0c\0\0\0\x01\0\0\0\0\0", "latin1"))]),
  (dice) => Buffer.concat([samplePng({ width: 3_000, height: 3_000 }).subarray(0, 33), deflateSync(Buffer.alloc(dice.integer(0, 4) * 1_000))]),
];

export const PHOTOS: Door = {
  name: "photos",
  what: ["照片:截断、假的文件头、多重格式、超大像素、重复的段", "pictures: cut off, false heads, two kinds at once, huge sizes, parts without end"],
  share: 20_000,
  open: () => ({
    async once(dice) {
      const bytes = dice.next() < 0.15 ? dice.pick(CRAFTED)(dice) : spoilt(PICTURES, dice);
      try {
        const clean = await cleanImage(bytes);
        if (clean === null) return "no picture";
        if (imageType(clean.bytes) !== clean.mime) throw new Error(`it came out as another kind than ${clean.mime}`);
        if (Buffer.from(clean.bytes).includes(MARK)) throw new Error("what was hidden in it came out");
        return "taken";
      } catch (error) {
        if (error instanceof BrokenImage) return "BrokenImage";
        throw error;
      }
    },
  }),
};

const SOUND = writeWave({ rate: VOICE_RATE, samples: Uint8Array.from({ length: 640 }, (_, n) => n % 251) });

export const VOICES: Door = {
  name: "voices",
  what: ["语音留言的 WAV:截断、谎报的长度与采样率、夹带的块", "voice messages as WAV: cut off, lying lengths and rates, chunks brought along"],
  share: 20_000,
  open: () => ({
    once(dice) {
      const bytes = dice.next() < 0.1 ? Buffer.concat([SOUND, Buffer.from(dice.pick(TAILS))]) : spoilt([SOUND], dice);
      try {
        const clean = cleanVoice(bytes);
        if (clean === null) return "no sound";
        if (Buffer.from(clean.bytes).includes(MARK)) throw new Error("what was hidden in it came out");
        if (cleanVoice(clean.bytes) === null) throw new Error("what was written anew is no sound");
        return "taken";
      } catch (error) {
        if (error instanceof BrokenImage) return "BrokenImage";
        throw error;
      }
    },
  }),
};
