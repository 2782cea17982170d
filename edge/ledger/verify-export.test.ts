import assert from "node:assert/strict";
import { test } from "node:test";
import { canonicalJson } from "@tocsin/kernel/canonical.ts";
import fc from "fast-check";
import { chainHash, leafText, sha256 } from "./event-hash.ts";
import { chainStart, exportLines, HEADER_LINE, nextChain, type EventLine } from "./export-format.ts";
import { sealHash, type Seal } from "./seal-hash.ts";
import type { StoredEvent } from "./types.ts";
import { verifyExport, type Verdict } from "./verify-export.ts";

/** A log of `count` events over three streams, sealed after every fifth. */
function sampleLog(count: number): { events: StoredEvent[]; seals: Seal[] } {
  const heads = new Map<string, { version: number; hash: string }>();
  const events: StoredEvent[] = [];
  const seals: Seal[] = [];
  for (let n = 0; n < count; n++) {
    const id = `I${n % 3}`;
    const head = heads.get(id) ?? { version: 0, hash: "" };
    const said = {
      kind: "incident", id, version: head.version + 1, type: "Happened", data: { n, text: `第${n}条` },
      at: 1_000 + n, actor: "U1", commandId: `C${n}`, name: "test/do",
    };
    const hash = chainHash(head.hash, sha256(leafText(said)));
    heads.set(id, { version: said.version, hash });
    events.push({ ...said, cursor: `${700 + n}-${n + 1}`, hash });
    if (n % 5 === 4) {
      const rows = events.slice(n - 4);
      const seal = { n: seals.length + 1, from: rows[0]!.cursor, to: rows[4]!.cursor, count: 5, prev: seals.at(-1)?.hash ?? "" };
      seals.push({ ...seal, hash: sealHash(seal, rows.map((row) => row.hash)) });
    }
  }
  return { events, seals };
}

async function linesOf(count: number): Promise<string[]> {
  const { events, seals } = sampleLog(count);
  const lines: string[] = [];
  for await (const line of exportLines(events, seals.values())) lines.push(line);
  return lines;
}

const fault = (verdict: Verdict): string => (verdict.ok ? "ok" : `${verdict.fault} ${verdict.line}`);
const check = async (lines: string[]): Promise<string> => fault(await verifyExport(lines));
const isEvent = (line: string): boolean => line.startsWith('{"chain"');

test("an export verifies, gives out its events, and names its head and last seal", async () => {
  const lines = await linesOf(12);
  const given: StoredEvent[] = [];
  const verdict = await verifyExport(lines, { onEvent: (event) => given.push(event) });
  const { events, seals } = sampleLog(12);
  assert.deepEqual(given, events);
  assert.deepEqual(verdict, {
    ok: true, kind: "log", rows: 12, seals: 2, vouched: 0, lastSeal: seals[1], head: (JSON.parse(lines.at(-1)!) as { manifest: { head: string } }).manifest.head,
  });
  assert.equal(await check(await linesOf(0)), "ok");
});

test("each way of tampering is named, with its line", async () => {
  const lines = await linesOf(12);
  // Lines: 1 header, 2-6 events, 7 seal, 8-12 events, 13 seal, 14-15 events, 16 manifest.
  assert.equal(await check(lines.with(3, lines[3]!.replace("第2条", "第9条"))), "altered 4");
  assert.equal(await check(lines.with(3, lines[3]!.replace('"at":1002', '"at":1003'))), "altered 4");
  assert.equal(await check(lines.toSpliced(3, 1)), "removed 4");
  assert.equal(await check(lines.toSpliced(3, 0, lines[2]!)), "inserted 4");
  assert.equal(await check(lines.with(2, lines[3]!).with(3, lines[2]!)), "reordered 3");
  assert.equal(await check(lines.slice(0, -1)), "cut 16");
  assert.equal(await check(lines.slice(0, 5)), "cut 6");
  assert.equal(await check([]), "cut 1");
  assert.equal(await check(lines.slice(0, -2).concat(lines.at(-1)!)), "removed 15");
  assert.equal(await check([...lines, lines[4]!]), "inserted 17");
  assert.equal(await check(lines.toSpliced(6, 1)), "removed 12", "a seal is missing");
  assert.equal(await check(lines.with(12, lines[12]!.replace(/"hash":"./, '"hash":"x'))), "altered 13", "the last seal is another");
  assert.equal(await check(lines.with(0, lines[0]!.replace("1", "2"))), "header 1");
  assert.equal(await check(lines.with(3, "not json")), "unreadable 4");
  assert.equal(await check(lines.with(3, lines[3]!.replace(":", ": "))), "unreadable 4", "another spelling is another file");
  assert.equal(await check(lines.with(3, '{"event":{},"n":3,"chain":"x"}')), "unreadable 4");
});

/** What a forger does who knows the format: numbers, file chain and manifest computed anew. */
function rechain(lines: string[]): string[] {
  let n = 0;
  let chain = chainStart(HEADER_LINE);
  return lines.map((line) => {
    if (isEvent(line)) {
      const { event } = JSON.parse(line) as EventLine;
      chain = nextChain(chain, event);
      return canonicalJson({ n: ++n, event, chain });
    }
    const manifest = (JSON.parse(line) as { manifest?: { seals: number } }).manifest;
    return manifest ? canonicalJson({ manifest: { count: n, head: chain, seals: manifest.seals } }) : line;
  });
}

test("a forger who computes the file's chain anew still fails at the streams' chains and the seals", async () => {
  const lines = await linesOf(12);
  assert.equal(await check(rechain(lines)), "ok");
  assert.equal(await check(rechain(lines.with(3, lines[3]!.replace("第2条", "第9条")))), "altered 4");
  assert.equal(await check(rechain(lines.toSpliced(3, 1))), "removed 6", "the stream's next event shows the gap");
  assert.equal(await check(rechain(lines.with(2, lines[3]!).with(3, lines[2]!))), "reordered 4");
});

test("a file rewritten as a whole is found out by a seal kept elsewhere", async () => {
  const { seals } = sampleLog(12);
  const kept = new Map([[2, seals[1]!.hash]]);
  const whole = await verifyExport(await linesOf(12), { kept });
  assert.deepEqual(whole.ok && [whole.rows, whole.vouched], [12, seals[0]!.count + seals[1]!.count], "what is not sealed yet has no signature");
  const first = await verifyExport(await linesOf(12), { kept: new Map([[1, seals[0]!.hash]]) });
  assert.deepEqual(first.ok && [first.rows, first.vouched], [12, seals[0]!.count], "checkpoints that were cut vouch for less, and the verdict says so");
  assert.equal(fault(await verifyExport(await linesOf(9), { kept })), "cut 13", "the tail was cut and closed again");
  assert.equal(fault(await verifyExport(await linesOf(12), { kept: new Map([[2, seals[0]!.hash]]) })), "rewritten 13");
});

test("property: no single change of any line goes unnoticed", async () => {
  const lines = await linesOf(11);
  await fc.assert(fc.asyncProperty(
    fc.constantFrom("drop", "double", "swap", "character", "cut"), fc.nat(), fc.nat(), fc.constantFrom(..."0a9f\"x}"),
    async (kind, a, b, character) => {
      const at = a % lines.length;
      const line = lines[at]!;
      const other = b % lines.length;
      const changed = {
        drop: () => lines.toSpliced(at, 1),
        double: () => lines.toSpliced(at, 0, line),
        swap: () => lines.with(at, lines[other]!).with(other, line),
        character: () => lines.with(at, line.slice(0, b % line.length) + character + line.slice((b % line.length) + 1)),
        cut: () => lines.slice(0, at),
      }[kind]();
      if (changed.join("\n") === lines.join("\n")) return;
      assert.equal((await verifyExport(changed)).ok, false);
    },
  ), { numRuns: 400 });
});
