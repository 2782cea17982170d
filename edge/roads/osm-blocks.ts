/**
 * The blocks of data of an OpenStreetMap file (`.osm.pbf`), unpacked and held to the format's own bounds before anything is built
 * from them: a few hundred bytes can claim gigabytes, and a list without its end would keep the decoder going for ever.
 * Format: https://wiki.openstreetmap.org/wiki/PBF_Format
 */
import { inflateSync } from "node:zlib";

/** Longest header of a block, and largest content of one, packed or not, in bytes. */
const HEADER_MOST = 64 * 1024;
const BLOCK_MOST = 32 * 1024 * 1024;

/** One field of a protobuf message: a number, or the bytes that stand behind their length. */
interface Field {
  readonly no: number;
  readonly value: number;
  readonly bytes: Buffer | null;
}

/** A number of up to ten bytes, and where it ends. @throws when it is longer or cut off */
function varint(message: Buffer, from: number): { readonly value: number; readonly end: number } {
  let value = 0;
  for (let i = 0; i < 10; i++) {
    const byte = message[from + i];
    if (byte === undefined) throw new Error("a number is cut off");
    value += (byte & 0x7f) * 2 ** (7 * i);
    if (byte < 0x80) return { value, end: from + i + 1 };
  }
  throw new Error("a number has more than ten bytes");
}

const FIXED_BYTES: Readonly<Record<number, number>> = { 1: 8, 5: 4 };

function* fieldsOf(message: Buffer): Generator<Field> {
  for (let at = 0; at < message.length; ) {
    const key = varint(message, at);
    const [no, wire] = [Math.floor(key.value / 8), key.value % 8];
    const number = wire === 0 || wire === 2 ? varint(message, key.end) : { value: FIXED_BYTES[wire] ?? Number.NaN, end: key.end };
    if (Number.isNaN(number.value)) throw new Error("a field has no known form");
    at = number.end + (wire === 0 ? 0 : number.value);
    if (at > message.length) throw new Error("a field is cut off");
    yield { no, value: number.value, bytes: wire === 2 ? message.subarray(number.end, at) : null };
  }
}

function* numbersOf(message: Buffer, no: number): Generator<number> {
  for (const field of fieldsOf(message)) {
    if (field.no !== no) continue;
    if (field.bytes === null) yield field.value;
    for (let at = 0; field.bytes !== null && at < field.bytes.length; ) {
      const { value, end } = varint(field.bytes, at);
      yield value;
      at = end;
    }
  }
}

const inner = (message: Buffer, no: number): Buffer[] => [...fieldsOf(message)].flatMap((field) => (field.no === no && field.bytes !== null ? [field.bytes] : []));

/** Tags of dense nodes stand in one list, each node's ended by 0; the decoder looks for as many ends as there are nodes. */
function checkDense(dense: Buffer): void {
  let nodes = 0;
  for (const _ of numbersOf(dense, 1)) nodes += 1;
  let ends = 0;
  let any = false;
  let isValue = false;
  for (const number of numbersOf(dense, 10)) {
    any = true;
    if (isValue || number !== 0) isValue = !isValue;
    else ends += 1;
  }
  if (any && ends < nodes) throw new Error("the tags of nodes have no end");
}

function unpacked(blob: Buffer): Buffer {
  const [packed] = inner(blob, 3);
  const [plain] = inner(blob, 1);
  if (packed === undefined && plain === undefined) throw new Error("a block is packed in a way that is not read");
  return packed === undefined ? plain! : inflateSync(packed, { maxOutputLength: BLOCK_MOST });
}

/** Takes so many bytes at a time from a stream; null at its end. @throws when it ends within */
function taker(source: AsyncIterable<Buffer>) {
  const chunks = source[Symbol.asyncIterator]();
  let rest: Buffer = Buffer.alloc(0);
  return async (length: number): Promise<Buffer | null> => {
    const held = [rest];
    let size = rest.length;
    while (size < length) {
      const next = await chunks.next();
      if (next.done === true) break;
      held.push(next.value);
      size += next.value.length;
    }
    if (size === 0 && length > 0) return null;
    if (size < length) throw new Error("it is cut off");
    const all = held.length === 1 ? rest : Buffer.concat(held);
    rest = all.subarray(length);
    return all.subarray(0, length);
  };
}

/** Every block of data, unpacked. @throws Error when the file breaks the format */
export async function* osmBlocks(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const take = taker(source);
  let blocks = 0;
  for (let size = await take(4); size !== null; size = await take(4)) {
    const length = size.readUInt32BE(0);
    if (length > HEADER_MOST) throw new Error(`a header of ${length} bytes`);
    const header = await take(length);
    const [type] = header === null ? [] : inner(header, 1);
    const [bytes = 0] = header === null ? [] : numbersOf(header, 3);
    if (bytes > BLOCK_MOST) throw new Error(`a block of ${bytes} bytes`);
    const kind = type?.toString("latin1");
    if (kind !== "OSMHeader" && kind !== "OSMData") throw new Error("a block of no known kind");
    const blob = (await take(bytes)) ?? Buffer.alloc(0);
    blocks += 1;
    if (kind === "OSMHeader") continue;
    const block = unpacked(blob);
    for (const group of inner(block, 2)) for (const dense of inner(group, 2)) checkDense(dense);
    yield block;
  }
  if (blocks === 0) throw new Error("it is empty");
}
