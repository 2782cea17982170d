import { gzipSync } from "node:zlib";
import { newUlid } from "@tocsin/client/new-ulid.ts";
import { COMMANDS, COMMAND_NAMES } from "@tocsin/contract/commands.ts";
import { commandPath } from "@tocsin/contract/routes.ts";
import { createFrameCutter, framed, unescaped } from "@tocsin/jt808/frame.ts";
import { bcdTime } from "@tocsin/jt808/location.ts";
import type { RandomStream } from "@tocsin/kernel/random.ts";
import { readReport } from "@tocsin/server/features/commands/report-body.ts";
import { rightValue } from "../../conformance/attacks.ts";
import type { Stage } from "../parts/stage.ts";
import { ask, calmAnswer, type Asked } from "../parts/plain-request.ts";
import type { OpenRow, Row } from "../row.ts";

const BODIES_PER_TRY = 8;
const IN_PROCESS_PER_TRY = 400;
const INTERESTING = [0x00, 0x22, 0x5c, 0x7b, 0x7d, 0x5b, 0x2c, 0x7e, 0x7d, 0xff, 0xc0, 0xed, 0xf4, 0x2d, 0x65];

/** Bytes with some changed, cut out, doubled or put in: what broken lines and attackers make of a right message. */
export function spoilt(bytes: Uint8Array, dice: RandomStream): Uint8Array<ArrayBuffer> {
  let out: Uint8Array<ArrayBuffer> = Uint8Array.from(bytes);
  for (let times = dice.integer(1, 4); times > 0; times--) {
    const at = dice.integer(0, Math.max(0, out.length - 1));
    const upTo = Math.min(out.length, at + dice.integer(1, 12));
    const what = dice.integer(0, 3);
    if (what === 0 && out.length > 0) out[at] = dice.next() < 0.5 ? dice.pick(INTERESTING) : dice.integer(0, 255);
    else if (what === 1) out = Uint8Array.from([...out.subarray(0, at), ...out.subarray(upTo)]);
    else if (what === 2) out = Uint8Array.from([...out.subarray(0, upTo), ...out.subarray(at, upTo), ...out.subarray(upTo)]);
    else out = Uint8Array.from([...out.subarray(0, at), dice.pick(INTERESTING), ...out.subarray(at)]);
  }
  return out;
}

const encoded = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value));
const REPORT = () => ({ incidentId: newUlid(), channel: "CALL_110", callback: "13800000000", text: "灾情 fire", placeUnknown: "UNKNOWN", facts: { injured: 2 } });

/** The parsers of other doors, by themselves: they must answer something for whatever bytes. */
function parsersHold(dice: RandomStream): void {
  const frame = framed(Uint8Array.from({ length: 40 }, () => dice.integer(0, 255)));
  for (let n = 0; n < IN_PROCESS_PER_TRY; n++) {
    const bytes = spoilt(frame, dice);
    for (const cut of createFrameCutter().push(bytes)) if (cut !== null) bcdTime(unescaped(cut) ?? new Uint8Array(6));
    const body = Buffer.from(spoilt(encoded(REPORT()), dice));
    try {
      const { payload } = readReport(body, "application/json", 1);
      if (typeof payload !== "object") throw new Error(`a report became ${typeof payload}`);
    } catch (error) {
      if ((error as Error).name !== "RefusedRequest") throw error;
    }
  }
}

async function openR27(stage: Stage): Promise<OpenRow> {
  const city = await stage.city();
  const seat = await stage.seat("world");
  const stored = async (answer: Asked): Promise<void> => {
    const incidents = answer.body["incidents"] as { id: string }[] | undefined;
    if (answer.status !== 200 || incidents?.[0] === undefined) return;
    await seat.incident(incidents[0].id);
  };
  return {
    async once({ dice }) {
      parsersHold(dice);
      for (let n = 0; n < BODIES_PER_TRY; n++) {
        const bytes = spoilt(encoded(REPORT()), dice);
        const answer = calmAnswer(await ask(city, seat, commandPath("intake.receive"), bytes), Buffer.from(bytes).toString("latin1"));
        // Whatever says anything is either an incident, or refused with the field that is wrong.
        await stored(answer);
        const name = dice.pick(COMMAND_NAMES);
        const other = spoilt(encoded(rightValue(COMMANDS[name])), dice);
        calmAnswer(await ask(city, seat, commandPath(name), other), `${name} ${Buffer.from(other).toString("latin1")}`);
      }
    },
  };
}

export const R27: Row = {
  id: "R27",
  fault: ["损坏的 JSON、UTF-8、部标帧", "spoilt JSON, UTF-8 and terminal frames at every command"],
  promise: ["不崩溃、不 5xx、不沉默:要么立案,要么指出哪个字段", "no crash, no 5xx, no silence: an incident, or the field that is wrong"],
  quick: 20,
  long: 500,
  open: openR27,
};

const MB = 1_048_576;

/** What goes over the limits before anything is read from it. */
const OVERSIZED: readonly ((dice: RandomStream) => { readonly what: string; readonly body: Uint8Array; readonly headers?: Record<string, string> })[] = [
  (dice) => ({ what: "a gzip bomb", body: gzipSync(Buffer.alloc(dice.integer(16, 64) * MB)), headers: { "content-encoding": "gzip" } }),
  (dice) => ({ what: "a huge body", body: Buffer.from(`{"text":"${"x".repeat(dice.integer(1, 6) * MB)}"}`) }),
  (dice) => ({ what: "a deep body", body: Buffer.from("[".repeat(dice.integer(6_000, 200_000))) }),
  (dice) => ({ what: "many keys", body: Buffer.from(`{${Array.from({ length: dice.integer(5_000, 9_000) }, (_, n) => `"k${n}":1`).join(",")}}`) }),
  () => ({ what: "a bomb that calls itself brotli", body: Buffer.alloc(400, 0x5b), headers: { "content-encoding": "br" } }),
  (dice) => ({ what: "many headers", body: Buffer.from("{}"), headers: Object.fromEntries(Array.from({ length: dice.integer(100, 1_900) }, (_, n) => [`x-h${n}`, "1"])) }),
];
const GROWTH_LIMIT = 150 * MB;

async function openR29(stage: Stage): Promise<OpenRow> {
  const city = await stage.city();
  const seat = await stage.seat("world");
  const paths = [commandPath("intake.receive"), commandPath("intake.addNote"), "/api/v1/positions", "/api/v1/duplicates"];
  const before = process.memoryUsage.rss();
  return {
    async once(one) {
      const { what, body, headers } = one.turn(OVERSIZED)(one.dice);
      const path = one.dice.pick(paths);
      const answer = await ask(city, seat, path, body, headers).catch((error: unknown) => {
        // The door may shut while the body is still coming.
        if ((error as { cause?: { code?: string } }).cause !== undefined) return null;
        throw error;
      });
      if (answer !== null) calmAnswer(answer, what);
      // A report is kept as the bytes that it is, unopened; a body that is no JSON becomes its text.
      const kept = path === paths[0] && what !== "a huge body";
      if (answer?.status === 200 && !kept) throw new Error(`${what} was taken by ${path}`);
    },
    finish() {
      const grown = process.memoryUsage.rss() - before;
      if (grown > GROWTH_LIMIT) return Promise.reject(new Error(`memory grew by ${Math.round(grown / MB)} MB`));
      return Promise.resolve();
    },
  };
}

export const R29: Row = {
  id: "R29",
  fault: ["压缩炸弹、巨大或过深的请求体、上千个头", "compression bombs, huge and deep bodies, a thousand headers"],
  promise: ["解析之前就拒绝,内存不涨,不 5xx", "refused before they are parsed, memory flat, no 5xx"],
  quick: 24,
  long: 300,
  open: openR29,
};
