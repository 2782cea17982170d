import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import { ROOT, allPaths, isTest } from "./repository-files.ts";

const script = (name: string): string => pathToFileURL(join(ROOT, "scripts", name)).href;
const stages = (await import(script("stages.mjs"))) as { STAGES: { name: string; files?: boolean }[]; stageOf: (path: string) => string; testFiles: () => string[]; LONGEST: string[]; stageFiles: (name: string) => string[] };
const dependencies = (await import(script("dependencies.mjs"))) as { missingPackages: (lockfile: string, installed: string) => string[] };

test("house: npm test runs every test file in exactly one stage", () => {
  const onDisk = allPaths().filter(isTest);
  assert.ok(onDisk.length > 10);
  assert.deepEqual(stages.testFiles(), onDisk);
  const names = new Set(stages.STAGES.filter(({ files }) => files).map(({ name }) => name));
  assert.deepEqual(onDisk.filter((path) => !names.has(stages.stageOf(path))), []);
  assert.deepEqual(stages.STAGES.filter(({ files }) => files).flatMap(({ name }) => stages.stageFiles(name)).sort(), [...onDisk].sort());
  assert.deepEqual(stages.LONGEST.filter((path) => !onDisk.includes(path)), []);
});

test("house: what the lockfile asks for and is not installed is found; parts for other machines are not missed", () => {
  const folder = mkdtempSync(join(tmpdir(), "tocsin-lock-"));
  try {
    const lock = join(folder, "lock.json");
    const installed = join(folder, "installed.json");
    const wanted = { "": {}, "core/kernel": { version: "0.1.0" }, "node_modules/a": { version: "1.0.0" }, "node_modules/b": { version: "2.0.0" }, "node_modules/mac": { version: "1.0.0", optional: true } };
    writeFileSync(lock, JSON.stringify({ packages: wanted }));
    assert.deepEqual(dependencies.missingPackages(lock, installed), ["node_modules/a", "node_modules/b"]);
    writeFileSync(installed, JSON.stringify({ packages: { "node_modules/a": { version: "1.0.0" }, "node_modules/b": { version: "1.9.0" } } }));
    assert.deepEqual(dependencies.missingPackages(lock, installed), ["node_modules/b"]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test("house: packages with install scripts are reviewed and listed in allowScripts", () => {
  const { packages } = JSON.parse(readFileSync(join(ROOT, "package-lock.json"), "utf8")) as { packages: Record<string, { hasInstallScript?: boolean }> };
  const { allowScripts } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as { allowScripts: Record<string, boolean> };
  const scripted = Object.entries(packages).filter(([, entry]) => entry.hasInstallScript).map(([path]) => path.replace(/^.*node_modules\//, ""));
  const reviewed = new Set([...Object.keys(allowScripts), "fsevents"]);
  assert.ok(scripted.includes("node"));
  assert.deepEqual(scripted.filter((name) => !reviewed.has(name)), []);
});

/** Starts a script that puts a given program in its place, and waits until that program says it is up. */
async function startStandIn(program: string, throughNpm = false) {
  const code = `const { become } = await import(${JSON.stringify(script("child.mjs"))}); become(process.execPath, ["-e", ${JSON.stringify(program)}]);`;
  const node = [process.execPath, "--input-type=module", "-e", code];
  const [command, ...args] = throughNpm ? ["sh", "-c", `"$@"; exit $?`, "sh", ...node] : node;
  const env = { ...process.env, npm_lifecycle_event: throughNpm ? "start" : "" };
  const standIn = spawn(command ?? "", args, { env, stdio: ["ignore", "pipe", "inherit"] });
  await once(standIn.stdout, "data");
  return standIn;
}

test("house: when npm and its shell are ended, the demo ends too and leaves no server behind", async () => {
  const says = `process.on("SIGTERM", () => { console.log("stopped in order"); process.exit(0); }); setInterval(() => {}, 1000); console.log("up")`;
  const shell = await startStandIn(says, true);
  shell.kill("SIGKILL");
  const [last] = (await once(shell.stdout, "data")) as [Buffer];
  assert.match(last.toString(), /stopped in order/);
});

test("house: npm start hands signals on and leaves with the exit code of the demo", async () => {
  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    const standIn = await startStandIn(`process.on("${signal}", () => process.exit(7)); setInterval(() => {}, 1000); console.log("up")`);
    standIn.kill(signal);
    assert.deepEqual(await once(standIn, "close"), [7, null]);
  }
});

test("house: a demo that is ended by a signal ends npm start as a shell would report it", async () => {
  const standIn = await startStandIn(`console.log("up"); setTimeout(() => process.kill(process.pid, "SIGKILL"), 1)`);
  assert.deepEqual(await once(standIn, "close"), [137, null]);
});

test("house: a signal that reaches a demo twice, from its group and from its starter, is one wish: it closes in order", async () => {
  const program = `const { untilStopped } = await import(${JSON.stringify(pathToFileURL(join(ROOT, "apps/cli/until-stopped.ts")).href)});
    const again = () => new Promise((resolve) => { process.once("SIGTERM", resolve); console.log("closing"); });
    untilStopped(again).then(() => process.exit(0)); setInterval(() => {}, 1000); console.log("up")`;
  const demo = spawn(process.execPath, ["--input-type=module", "-e", program], { stdio: ["ignore", "pipe", "inherit"] });
  for (const said of ["up", "closing"]) {
    assert.match(String((await once(demo.stdout, "data"))[0]), new RegExp(said));
    demo.kill("SIGTERM");
  }
  assert.deepEqual(await once(demo, "close"), [0, null]);
});

test("house: continuous integration runs the one command of the README", () => {
  assert.match(readFileSync(join(ROOT, ".ci/run"), "utf8"), /^exec npm test$/m);
});
