/**
 * `npm test`: everything, with its own set-up. `npm test -- unit lint` runs the named stages only.
 * All chosen stages run even when one fails; the summary and the exit code say which.
 */
if (Number(process.versions.node.split(".")[0]) < 20) {
  process.stderr.write(`需要 Node.js 20 或更新版本（当前 ${process.version}） / Node.js 20 or newer is needed (this is ${process.version})\n`);
  process.exit(1);
}

const { ensureDependencies } = await import("./dependencies.mjs");
const { ensureFrontends } = await import("./frontends.mjs");
const { ensureBrowser } = await import("./browser.mjs");
const { ensureHsm, ensureRelay, ensureTelephone } = await import("./gateways.mjs");
const { run } = await import("./child.mjs");
const { startRunClusters } = await import("./run-clusters.mjs");
const { NODE, ROOT } = await import("./root.mjs");
const { say, secondsSince } = await import("./say.mjs");
const { runTestFiles } = await import("./test-files.mjs");
const { STAGES, stageFiles, typeProjects } = await import("./stages.mjs");

const MODULES = `${ROOT}/node_modules`;
/** What one process has compiled, the next need not. */
const COMPILED = `${MODULES}/.cache/compiled`;

/** Sums of the test runner's closing lines over all stages. */
const totals = { tests: 0, pass: 0, fail: 0, cancelled: 0, skipped: 0, todo: 0 };

function addClosingLines(output) {
  for (const [, name, count] of output.matchAll(/^ℹ (tests|pass|fail|cancelled|skipped|todo) (\d+)$/gm)) totals[name] += Number(count);
}

async function runTypes() {
  const codes = await Promise.all(typeProjects().map((project) => run(NODE, [`${MODULES}/typescript-native/bin/tsc`, "-p", project])));
  return codes.every((code) => code === 0);
}

const runLint = async () => (await run(NODE, [`${MODULES}/oxlint/bin/oxlint`, "."])) === 0;

async function runFiles(stage, env) {
  const files = stageFiles(stage.name);
  if (files.length === 0) {
    say(`${stage.chinese}：没有测试文件，按失败处理。`, `${stage.name}: no test files, which counts as a failure.`);
    return false;
  }
  let output = "";
  const print = (piece) => {
    process.stdout.write(piece);
    output += piece;
  };
  const passed = await runTestFiles(files, { processes: stage.concurrency, env: { NODE_COMPILE_CACHE: COMPILED, ...clusters.env, ...env }, print });
  addClosingLines(output);
  return passed;
}

/** @returns "passed", "failed" or "skipped" */
async function runStage(stage) {
  if (stage.name === "browser") {
    const browser = await ensureBrowser();
    if (!browser) return "skipped";
    await ensureRelay();
    await ensureFrontends();
    return (await runFiles(stage, { CHROME_PATH: browser })) ? "passed" : "failed";
  }
  if (stage.name === "unit") await ensureTelephone();
  if (stage.name === "integration") await ensureHsm();
  const passed = stage.files ? await runFiles(stage, {}) : await (stage.name === "types" ? runTypes() : runLint());
  return passed ? "passed" : "failed";
}

function chosenStages(names) {
  const unknown = names.filter((name) => !STAGES.some((stage) => stage.name === name));
  if (unknown.length > 0) {
    process.stderr.write(`未知的阶段 / unknown stage: ${unknown.join(", ")} (${STAGES.map((stage) => stage.name).join(" ")})\n`);
    process.exit(2);
  }
  return names.length > 0 ? STAGES.filter((stage) => names.includes(stage.name)) : STAGES;
}

function printSummary(results, started) {
  const WORDS = { passed: "通过 passed ", failed: "失败 FAILED ", skipped: "跳过 SKIPPED" };
  process.stdout.write("\n──── 结果 · summary ────\n");
  for (const { stage, outcome, seconds } of results) {
    process.stdout.write(`${WORDS[outcome]}  ${seconds.padStart(6)} s  ${stage.name} ${stage.chinese}\n`);
  }
  for (const [name, count] of Object.entries(totals)) process.stdout.write(`ℹ ${name} ${count}\n`);
  process.stdout.write(`ℹ duration_s ${secondsSince(started)}\n`);
}

const stages = chosenStages(process.argv.slice(2));
const started = performance.now();
await ensureDependencies();
const clusters = await startRunClusters(Math.max(0, ...stages.filter(({ database }) => database).map(({ concurrency }) => concurrency)), { NODE_COMPILE_CACHE: COMPILED });
const results = [];
for (const stage of stages) {
  const stageStarted = performance.now();
  process.stdout.write(`\n──── ${stage.chinese} · ${stage.name} ────\n`);
  const outcome = await runStage(stage);
  results.push({ stage, outcome, seconds: secondsSince(stageStarted) });
}
clusters.end();
printSummary(results, started);
process.exitCode = results.some(({ outcome }) => outcome === "failed") ? 1 : 0;
