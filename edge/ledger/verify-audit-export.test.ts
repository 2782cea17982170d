import assert from "node:assert/strict";
import { createPublicKey, generateKeyPairSync } from "node:crypto";
import { test } from "node:test";
import { canonicalJson } from "@tocsin/kernel/canonical.ts";
import fc from "fast-check";
import { auditHash, type AuditEntry, type StoredAudit } from "./audit.ts";
import { lineHash, signedLine, verifyCheckpoints } from "./checkpoint.ts";
import { exportAuditLines } from "./export-format.ts";
import { sealHash, type Seal } from "./seal-hash.ts";
import { verifyExport, type Verdict } from "./verify-export.ts";

const key = generateKeyPairSync("ed25519").privateKey;
const publicKey = createPublicKey(key);
const ROWS = 40;
const STRETCH = 4;

const row = (n: number): StoredAudit => {
  const said: AuditEntry = { at: 1_000 + n, actor: `u${n % 5}`, entry: { name: "intake.addNote", outcome: "ACCEPTED", role: "DISPATCHER", purpose: "INTAKE", reason: n % 3 === 0 ? "补充" : null, traceId: `t${n}`, objects: [{ kind: "incident", id: `I${n}` }] } };
  return { ...said, cursor: `${700 + n}-${n + 1}`, hash: auditHash(said) };
};

/** Seals over rows as the sealer would make them, also a forger who knows how. */
function sealsOf(rows: readonly StoredAudit[]): Seal[] {
  const seals: Seal[] = [];
  for (let at = 0; at < rows.length; at += STRETCH) {
    const part = rows.slice(at, at + STRETCH);
    const seal = { n: seals.length + 1, from: part[0]!.cursor, to: part.at(-1)!.cursor, count: part.length, prev: seals.at(-1)?.hash ?? "" };
    seals.push({ ...seal, hash: sealHash(seal, part.map(({ hash }) => hash)) });
  }
  return seals;
}

async function fileOf(rows: readonly StoredAudit[]): Promise<string[]> {
  const lines: string[] = [];
  for await (const line of exportAuditLines(rows, sealsOf(rows).values())) lines.push(line);
  return lines;
}

const sound = Array.from({ length: ROWS }, (_, n) => row(n));
/** A checkpoint after every second seal. */
const signed = sealsOf(sound).filter(({ n }) => n % 2 === 0).reduce<string[]>((lines, { n, to, hash }) => [...lines, signedLine({ at: n, event: null, audit: { n, to, hash }, prev: lines.length === 0 ? "" : lineHash(lines.at(-1)!) }, key)], []);

async function kept(): Promise<Map<number, string>> {
  const verdict = await verifyCheckpoints(signed, publicKey);
  assert.ok(verdict.ok);
  return verdict.audit;
}

const told = (verdict: Verdict): string => (verdict.ok ? "ok" : `${verdict.fault} row ${verdict.row}`);

test("SUP-08, R52: an untouched audit verifies; a removed, altered, reordered, inserted row and a cut tail are named with their row", async () => {
  const lines = await fileOf(sound);
  const trusted = await kept();
  const check = async (changed: readonly string[]): Promise<string> => told(await verifyExport(changed, { kept: trusted }));
  assert.equal(await check(lines), "ok");
  const third = lines.findIndex((line) => line.includes('"n":3,'));
  assert.equal(await check(lines.toSpliced(third, 1)), "removed row 3");
  assert.equal(await check(lines.with(third, lines[third]!.replace("DISPATCHER", "CALL_TAKER"))), "altered row 3");
  assert.equal(await check(lines.with(third, lines[third + 1]!).with(third + 1, lines[third]!)), "reordered row 3");
  assert.equal(await check(lines.toSpliced(third, 0, lines[third - 1]!)), "inserted row 3");
  assert.equal(await check(lines.slice(0, third)), "cut row 2");
  const shorter = await verifyExport(await fileOf(sound.slice(0, ROWS - STRETCH)), { kept: trusted });
  assert.equal(told(shorter), `cut row ${ROWS - STRETCH}`, "closed again as if nothing had followed");
});

/** All that a forger with the database in his hands can do: rows changed, and every hash and seal made anew. The signatures he cannot make. */
const forgeries = fc.record({ kind: fc.constantFrom("drop", "insert", "swap", "actor", "reason", "time", "object", "tail"), at: fc.nat(ROWS - 2), by: fc.nat(ROWS - 2) });

function forge({ kind, at, by }: { kind: string; at: number; by: number }): StoredAudit[] {
  const altered = (change: (said: AuditEntry) => AuditEntry): StoredAudit[] => {
    const said = change({ at: sound[at]!.at, actor: sound[at]!.actor, entry: sound[at]!.entry });
    return sound.with(at, { ...said, cursor: sound[at]!.cursor, hash: auditHash(said) });
  };
  if (kind === "drop") return sound.toSpliced(at, 1);
  if (kind === "insert") return sound.toSpliced(at + 1, 0, { ...row(ROWS + by), cursor: `${700 + at}-${at + 2}` });
  if (kind === "swap") return sound.with(at, { ...sound[by]!, cursor: sound[at]!.cursor }).with(by, { ...sound[at]!, cursor: sound[by]!.cursor });
  if (kind === "actor") return altered((said) => ({ ...said, actor: `forged${by}` }));
  if (kind === "reason") return altered((said) => ({ ...said, entry: { ...said.entry, reason: `另${by}` } }));
  if (kind === "time") return altered((said) => ({ ...said, at: said.at + by + 1 }));
  if (kind === "object") return altered((said) => ({ ...said, entry: { ...said.entry, objects: [] } }));
  return sound.slice(0, at + 1);
}

test("R52: no forgery with all hashes and seals made anew passes the signed checkpoints, whichever row it touches", async () => {
  const trusted = await kept();
  const runs = Number(process.env["TOCSIN_TAMPERINGS"] ?? 300);
  await fc.assert(fc.asyncProperty(forgeries, async (forgery) => {
    const rows = forge(forgery);
    if (canonicalJson(rows) === canonicalJson(sound)) return;
    const lines = await fileOf(rows);
    assert.equal((await verifyExport(lines)).ok, true, "without a checkpoint such a file is sound in itself");
    const verdict = await verifyExport(lines, { kept: trusted });
    assert.ok(!verdict.ok && ["rewritten", "cut"].includes(verdict.fault), JSON.stringify(forgery));
  }), { numRuns: runs });
});

test("R52, twin: a verifier that makes the hashes of the file anew instead of checking them is caught by the same alterations", async () => {
  const trusting = async (lines: readonly string[]): Promise<Verdict> => verifyExport(await fileOf(lines.flatMap((line) => {
    const said = (JSON.parse(line) as { row?: StoredAudit }).row;
    return said === undefined ? [] : [{ ...said, hash: auditHash(said) }];
  })));
  const lines = await fileOf(sound);
  const altered = lines.map((line, at) => lines.with(at, line.replace("DISPATCHER", "CALL_TAKER"))).filter((changed) => changed.join() !== lines.join());
  assert.equal(altered.length, ROWS);
  for (const changed of altered) assert.deepEqual([(await verifyExport(changed)).ok, (await trusting(changed)).ok], [false, true]);
});

test("R52: no change of any character, line or order of lines in the file goes unnoticed", async () => {
  const lines = await fileOf(sound);
  const runs = Number(process.env["TOCSIN_TAMPERINGS"] ?? 1_000);
  await fc.assert(fc.asyncProperty(fc.constantFrom("drop", "double", "swap", "character", "cut"), fc.nat(), fc.nat(), fc.constantFrom(..."0a9f\"x}"), async (kind, a, b, character) => {
    const [at, other] = [a % lines.length, b % lines.length];
    const line = lines[at]!;
    const spot = b % line.length;
    const changed = {
      drop: () => lines.toSpliced(at, 1), double: () => lines.toSpliced(at, 0, line), swap: () => lines.with(at, lines[other]!).with(other, line),
      character: () => lines.with(at, line.slice(0, spot) + character + line.slice(spot + 1)), cut: () => lines.slice(0, at),
    }[kind]();
    if (changed.join("\n") !== lines.join("\n")) assert.equal((await verifyExport(changed)).ok, false);
  }), { numRuns: runs });
});

test("R52: a checkpoint that was altered, left out, put elsewhere or signed by another key is found", async () => {
  const fault = async (lines: readonly string[], by = publicKey): Promise<string> => {
    const verdict = await verifyCheckpoints(lines, by);
    return verdict.ok ? "ok" : `${verdict.fault} ${verdict.line}`;
  };
  assert.equal(await fault(signed), "ok");
  assert.equal(await fault(signed.with(1, signed[1]!.replace('"at":4', '"at":5'))), "signature 2");
  assert.equal(await fault(signed.toSpliced(1, 1)), "order 2");
  assert.equal(await fault(signed.with(1, signed[2]!)), "order 2");
  assert.equal(await fault(signed.with(0, "{}")), "unreadable 1");
  assert.equal(await fault(signed, createPublicKey(generateKeyPairSync("ed25519").privateKey)), "key 1");
  const again = signedLine({ at: 9, event: null, audit: { n: 2, to: "1-1", hash: "f".repeat(64) }, prev: lineHash(signed.at(-1)!) }, key);
  const verdict = await verifyCheckpoints([...signed, again], publicKey);
  assert.notEqual(verdict.ok && verdict.audit.get(2), "f".repeat(64), "the first word on a seal stands");
});
