/** For tests only: what a terminal writes, and a terminal that speaks over TCP. */
import { connect, type Socket } from "node:net";
import { createFrameCutter, framed } from "./frame.ts";
import { readPacket, writePacket, type Packet } from "./header.ts";
import { ID } from "./message.ts";

export interface Told {
  readonly lon: number;
  readonly lat: number;
  readonly at: number;
  readonly speedKmh?: number;
  readonly heading?: number;
  readonly altitudeM?: number;
  readonly fixed?: boolean;
  readonly items?: readonly (readonly [id: number, bytes: Uint8Array])[];
}

const UTC_PLUS_8_MS = 8 * 3_600_000;
const bcdByte = (value: number): number => Math.floor(value / 10) * 16 + (value % 10);

export function bcdOf(at: number): Uint8Array {
  const date = new Date(at + UTC_PLUS_8_MS);
  return Uint8Array.of(...[date.getUTCFullYear() - 2000, date.getUTCMonth() + 1, date.getUTCDate(), date.getUTCHours(), date.getUTCMinutes(), date.getUTCSeconds()].map(bcdByte));
}

export function locationBody(told: Told): Uint8Array {
  const items = (told.items ?? []).flatMap(([id, bytes]) => [id, bytes.length, ...bytes]);
  const body = new Uint8Array(28 + items.length);
  const view = new DataView(body.buffer);
  view.setUint32(4, (told.fixed === false ? 0 : 2) | (told.lat < 0 ? 4 : 0) | (told.lon < 0 ? 8 : 0));
  view.setUint32(8, Math.round(Math.abs(told.lat) * 1e6));
  view.setUint32(12, Math.round(Math.abs(told.lon) * 1e6));
  view.setInt16(16, told.altitudeM ?? 0);
  view.setUint16(18, Math.round((told.speedKmh ?? 0) * 10));
  view.setUint16(20, told.heading ?? 0);
  body.set(bcdOf(told.at), 22);
  body.set(items, 28);
  return body;
}

export function locationsBody(all: readonly Told[]): Uint8Array {
  return Uint8Array.of(all.length >> 8, all.length & 255, 0, ...all.map(locationBody).flatMap((body) => [body.length >> 8, body.length & 255, ...body]));
}

export const codeBody = (code: string, version: 2013 | 2019): Uint8Array => {
  const bytes = new TextEncoder().encode(code);
  return version === 2013 ? bytes : Uint8Array.of(bytes.length, ...bytes, ...new Uint8Array(35));
};

/** A registration as of 2019 or 2013, with the number that the maker gave. */
export function registerBody(device: string, version: 2013 | 2019): Uint8Array {
  const [before, own] = version === 2019 ? [45, 30] : [29, 7];
  const body = new Uint8Array(before + own + 1);
  body.set(new TextEncoder().encode(device).subarray(0, own), before);
  return body;
}

export interface Terminal {
  readonly socket: Socket;
  /** Sends a message, in parts when it is long, and answers with what came back to its last packet. */
  ask(message: number, body?: Uint8Array): Promise<Packet>;
  /** Resolves when the other side has ended the connection. */
  readonly closed: Promise<void>;
}

const PART_BYTES = 900;

export async function openTerminal(port: number, terminal: string, version: 2013 | 2019 = 2019): Promise<Terminal> {
  const socket = connect(port, "127.0.0.1");
  const cutter = createFrameCutter();
  const waiting = new Map<number, (packet: Packet) => void>();
  let serial = 0;
  socket.on("error", () => undefined);
  const closed = new Promise<void>((resolve) => socket.once("close", () => resolve()));
  socket.on("data", (chunk) => {
    for (const raw of cutter.push(chunk as Uint8Array)) {
      const packet = readPacket(raw!);
      if (!packet.ok) throw new Error(`the platform answers with a frame that is ${packet.fault}`);
      const to = (packet.value.body[0]! << 8) | packet.value.body[1]!;
      waiting.get(to)?.(packet.value);
      waiting.delete(to);
    }
  });
  await new Promise<void>((resolve) => socket.once("connect", () => resolve()));
  return {
    socket, closed,
    async ask(message, body = new Uint8Array()) {
      const count = Math.max(1, Math.ceil(body.length / PART_BYTES));
      let answer: Promise<Packet> | undefined;
      for (let index = 1; index <= count; index++) {
        const own = serial++ & 0xffff;
        answer = new Promise((resolve) => waiting.set(own, resolve));
        const part = count === 1 ? null : { count, index };
        socket.write(framed(writePacket({ message, version, terminal, serial: own, part, body: body.subarray((index - 1) * PART_BYTES, index * PART_BYTES) })));
      }
      return answer!;
    },
  };
}

/** Result byte of an answer, of either kind. */
export const resultOf = ({ message, body }: Packet): number => (message === ID.REGISTER_ANSWER ? body[2]! : body[4]!);
