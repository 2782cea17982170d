import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createConnection, type Discarded, type Enrolment } from "@tocsin/jt808/connection.ts";
import { createFrameCutter, framed } from "@tocsin/jt808/frame.ts";
import { readPacket, writePacket, type Packet } from "@tocsin/jt808/header.ts";
import type { Location } from "@tocsin/jt808/location.ts";
import { ID } from "@tocsin/jt808/message.ts";
import { codeBody, locationBody, locationsBody, registerBody } from "@tocsin/jt808/test-terminal.ts";
import { isLonLat } from "@tocsin/kernel/geo.ts";
import type { RandomStream } from "@tocsin/kernel/random.ts";
import { sharedData } from "../../shared-data.ts";
import type { Door } from "../door.ts";
import { spoilt } from "../spoil.ts";

const [TERMINAL, CODE] = ["13800000001", "terminal-code"];
const ENROLMENT: Enrolment = { codeSha256: createHash("sha256").update(CODE).digest("hex") };
const NOON = Date.UTC(2026, 2, 2, 4);
const FIX = { lon: 112.0041, lat: 30.0081, at: NOON, speedKmh: 36, heading: 90, items: [[1, Uint8Array.of(0, 0, 0, 9)], [0x30, Uint8Array.of(31)]] as const };

/** Captured frames of real terminals, escapes put back; none where the data is not here. */
function captured(): Uint8Array[] {
  const data = sharedData();
  const file = data === null ? "" : join(data, "vectors/jt808/frames_part1_hex.txt");
  if (!existsSync(file)) return [];
  return readFileSync(file, "utf8").split("\n").filter((line) => line !== "" && !line.startsWith("#")).map((line) => Uint8Array.from(Buffer.from(line.trim(), "hex")).subarray(1, -2));
}

type Body = readonly [message: number, body: (version: 2013 | 2019) => Uint8Array];
const BODIES: readonly Body[] = [
  [ID.HEARTBEAT, () => new Uint8Array()],
  [ID.REGISTER, (version) => registerBody("A1B2C3", version)],
  [ID.AUTHENTICATE, (version) => codeBody(CODE, version)],
  [ID.AUTHENTICATE, (version) => codeBody("another", version)],
  [ID.LOCATION, () => locationBody(FIX)],
  [ID.LOCATIONS, () => locationsBody([FIX, { ...FIX, at: NOON + 10_000 }, { ...FIX, fixed: false }])],
  [0x0900, () => Uint8Array.of(1, 2, 3)],
];

/** A packet as a terminal sends it, or with something in its header that no terminal writes. */
function packet(dice: RandomStream, version: 2013 | 2019, serial: number): Packet {
  const [message, body] = dice.pick(BODIES);
  const part = dice.next() < 0.2 ? { count: dice.pick([0, 1, 2, 3, 64, 65, 65_535]), index: dice.pick([0, 1, 2, 3, 64, 65_535]) } : null;
  return { message: dice.next() < 0.05 ? dice.integer(0, 65_535) : message, version, terminal: dice.next() < 0.97 ? TERMINAL : String(dice.integer(0, 999_999_999)), serial, part, body: dice.next() < 0.6 ? body(version) : spoilt([body(version)], dice).subarray(0, 1_023) };
}

/** Its content spoilt under a right checksum, or its frame spoilt whole. */
function frameOf(dice: RandomStream, version: 2013 | 2019, serial: number, real: readonly Uint8Array[]): Uint8Array {
  const content = real.length > 0 && dice.next() < 0.2 ? dice.pick(real) : writePacket(packet(dice, version, serial));
  const how = dice.next();
  if (how < 0.4) return framed(content);
  return how < 0.7 ? framed(spoilt([content], dice)) : spoilt([framed(content)], dice);
}

function checkAnswers(answers: readonly Uint8Array[]): void {
  for (const answer of answers) {
    const [raw] = createFrameCutter().push(answer);
    if (raw === undefined || raw === null || !readPacket(raw).ok) throw new Error(`an answer that no terminal can read: ${Buffer.from(answer).toString("hex")}`);
  }
}

function checkTaken(locations: readonly Location[], mayTake: boolean): void {
  if (!mayTake) throw new Error("a location was taken before the terminal had signed in");
  for (const { lon, lat, at } of locations) if (!isLonLat([lon, lat]) || (at !== null && !Number.isSafeInteger(at))) throw new Error(`no place or no time: ${lon} ${lat} ${at}`);
}

export const JT808: Door = {
  name: "jt808",
  what: ["部标终端的字节流:长度、转义、校验、分包、切断与粘连", "streams of vehicle terminals: lengths, escapes, checksums, parts, cut and run together"],
  share: 300_000,
  open: () => {
    const real = captured();
    return {
      async once(dice) {
        const reasons: Discarded[] = [];
        let taken = 0;
        const connection = createConnection({
          enrolled: (terminal) => (terminal === TERMINAL ? ENROLMENT : null),
          take: async (_, locations) => {
            checkTaken(locations, connection.terminal === TERMINAL);
            taken += locations.length;
          },
          discarded: (reason) => void reasons.push(reason),
          now: () => NOON,
        });
        const version = dice.pick([2013, 2019] as const);
        const signIn = dice.next() < 0.7 ? framed(writePacket({ message: ID.AUTHENTICATE, version, terminal: TERMINAL, serial: 0, part: null, body: codeBody(CODE, version) })) : new Uint8Array();
        const stream = Buffer.concat([signIn, ...Array.from({ length: dice.integer(1, 5) }, (_, n) => frameOf(dice, version, n + 1, real))]);
        for (let at = 0; at < stream.length; ) {
          const upTo = Math.min(stream.length, at + dice.pick([1, 7, 64, 1_000, 100_000]));
          const { answers, end } = await connection.receive(stream.subarray(at, upTo));
          checkAnswers(answers);
          if (end) break;
          at = upTo;
        }
        return taken > 0 ? "taken" : (reasons[0] ?? "answered");
      },
    };
  },
};
