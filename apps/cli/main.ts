import { Complaint } from "./complaint.ts";

interface Verb {
  readonly usage: string;
  readonly what: string;
  readonly run: (args: readonly string[]) => Promise<void>;
}

/** Every verb of the command line; each loads only what it needs. */
const VERBS: Readonly<Record<string, Verb>> = {
  demo: {
    usage: "demo [--port 8080] [--calls 4] [--speed 1] [--fresh] [--neighbour]",
    what: "启动活的演示城市;可连同一座毗邻小城 / start the living demo city, with a small neighbour if wanted",
    run: async (args) => (await import("./demo.ts")).demo(args),
  },
  serve: {
    usage: "serve --city DIR [--port 8080] [--host 127.0.0.1] [--data DIR] [--passwords FILE] [--paper DIR] [--demo]",
    what: "为一座城市启动服务 / serve a city",
    run: async (args) => (await import("./serve.ts")).serve(args),
  },
  simulate: {
    usage: "simulate --server URL --city DIR --account ID --password TEXT [--calls 4]",
    what: "驱动一台运行中的服务 / drive a running server as its simulated world",
    run: async (args) => (await import("./simulate.ts")).simulate(args),
  },
  check: {
    usage: "check DIR | --city DIR [--data DIR | --backup DIR]",
    what: "检查城市数据;或检查数据库、备份是否完好 / check a city's files, or whether a database or a backup is sound",
    run: async (args) => (args.some((arg) => arg.startsWith("--")) ? (await import("./backup/check-data.ts")).checkData(args) : (await import("./check-city.ts")).checkCity(args)),
  },
  backup: {
    usage: "backup DIR --city DIR [--data DIR]",
    what: "备份,服务可照常运行;再次运行只增补新内容 / back up while servers work; run again, it adds what is new",
    run: async (args) => (await import("./backup/backup.ts")).backup(args),
  },
  restore: {
    usage: "restore DIR --city DIR [--data DIR] [--until CURSOR|TIME]",
    what: "恢复到空库,可恢复到某一时刻 / restore into an empty database, also as of a moment",
    run: async (args) => (await import("./backup/restore.ts")).restore(args),
  },
  secret: {
    usage: "secret show|put|renew|retire FILE",
    what: "密钥文件:显示、从标准输入写入、加新密钥、去掉最旧的;指明密钥保管库时均为密封 / a file of secrets: show it, write it from standard input, put a new key first, take the oldest out; sealed where a vault is named",
    run: async (args) => (await import("./secret.ts")).secret(args),
  },
  generate: {
    usage: "generate DIR [--seed TEXT]",
    what: "生成演示城市的数据 / write the files of the demo city",
    run: async (args) => (await import("./generate.ts")).generate(args),
  },
  import: {
    usage: "import osm FILE.osm.pbf DIR [--name TEXT]",
    what: "从 OpenStreetMap 生成一座城市 / make a city from OpenStreetMap",
    run: async (args) => (await import("./import-osm.ts")).importCity(args),
  },
  plan: {
    usage: "plan --city DIR|sf [--calls FILE | --data DIR] [--model mclp] [--limit 180] [--posts N] [--exact 60] [--out DIR] [--cost]",
    what: "驻点规划:快反点位该设在哪里,1-3-5 分钟各要多少点位 / where posts should stand, and what 1-3-5 minutes would cost",
    run: async (args) => (await import("./plan/plan.ts")).plan(args),
  },
  "plan test": {
    usage: "plan test [PLAN …] [--city DIR] [--today YYYY-MM-DD]",
    what: "应急预案:检查并运行其用例(与驻点规划无关)/ response plans, not posts: lint them and run their test cases",
    run: async (args) => (await import("./response-plans/test-plans.ts")).testPlans(args),
  },
  "plan rehearse": {
    usage: "plan rehearse [PLAN …] [--city DIR] [--count 1000] [--seed TEXT]",
    what: "应急预案推演:合成警情,任务在时限内得到力量的比例 / response plans on synthetic incidents: how often tasks find their units in time",
    run: async (args) => (await import("./response-plans/rehearse-plans.ts")).rehearsePlans(args),
  },
  "replay-sf": {
    usage: "replay-sf [--days 7] [--calls N] [--csv FILE]",
    what: "经运行中的服务重放旧金山真实警情 / replay real calls of San Francisco through a running server",
    run: async (args) => (await import("./replay-sf/replay-sf.ts")).replaySf(args),
  },
  calibrate: {
    usage: "calibrate sf | --city DIR --drives FILE [--train 4] [--out FILE]",
    what: "从实际到场记录校准车速,并公布检验日误差 / speeds from recorded arrivals, with the error on later days",
    run: async (args) => (await import("./calibrate/calibrate.ts")).calibrate(args),
  },
  demand: {
    usage: "demand [sf|demo] [--weeks 8] [--held 7] [--cells 400] [--csv FILE]",
    what: "按地点和时间预测报警量,并公布回测误差 / expected calls by place and time, with the error of the back-test",
    run: async (args) => (await import("./demand/demand.ts")).demand(args),
  },
  compare: {
    usage: "compare [--sf] [--city DIR] [--days 365] [--calls 12] [--policies closest,standard,relocate] [--out DIR]",
    what: "在同一批警情上比较策略 / compare policies on the same calls, with intervals and a report",
    run: async (args) => (await import("./policies/compare.ts")).compare(args),
  },
  branch: {
    usage: "branch --at 14:05 --policy relocate [--base closest] [--day 0] [--sf] [--city DIR] [--out FILE.html]",
    what: "从某一时刻换一种策略 / what if another policy had held from a moment on",
    run: async (args) => (await import("./policies/branch.ts")).branch(args),
  },
  export: {
    usage: "export FILE --data DIR",
    what: "导出事件日志,任何人可验 / export the log so that anyone can verify it",
    run: async (args) => (await import("./export-log.ts")).exportTo(args),
  },
  audit: {
    usage: "audit [check | export DIR] --data DIR [--checkpoints DIR]",
    what: "核验审计记录,或连同签名检查点导出供外部核验 / check the audit, or export it with its signed checkpoints for outsiders",
    run: async (args) => (await import("./audit.ts")).audit(args),
  },
  explain: {
    usage: "explain RECOMMENDATION [UNIT] --data DIR",
    what: "为何派这个、不派那个,并按存储的输入重算 / why this unit and not that, and whether it comes out again to the byte",
    run: async (args) => (await import("./explain.ts")).explainRecommendation(args),
  },
  verify: {
    usage: "verify FILE|DIR [--key FILE] [--checkpoints FILE]",
    what: "核验导出的日志或审计并重放,不需数据库 / verify an exported log or audit and replay it, without a database",
    run: async (args) => (await import("./verify.ts")).verify(args),
  },
};

/** Errors whose message says all that the reader needs. */
const TOLD: ReadonlySet<string> = new Set(["FaultyCity", "FolderInUse", "BrokenBackup", "NotRestorable", "UnreadableSecret"]);

function help(): void {
  console.log("tocsin <verb>\n");
  for (const verb of Object.values(VERBS)) console.log(`  ${verb.usage}\n      ${verb.what}`);
}

const [name = "help", ...rest] = process.argv.slice(2);
const pair = VERBS[`${name} ${rest[0] ?? ""}`];
const verb = pair ?? VERBS[name];
const args = pair === undefined ? rest : rest.slice(1);
if (verb === undefined) {
  help();
  if (name !== "help") process.exitCode = 2;
} else {
  try {
    await verb.run(args);
  } catch (error) {
    const known = error instanceof Complaint || (error instanceof Error && TOLD.has(error.name));
    console.error(known ? error.message : error);
    process.exitCode = 1;
  }
}
