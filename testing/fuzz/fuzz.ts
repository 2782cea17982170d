import { parseArgs } from "node:util";
import { OSM, PHOTOS, VOICES } from "./doors/binary-doors.ts";
import { CITY } from "./doors/city-door.ts";
import { CSV, GEOJSON, YAML } from "./doors/file-doors.ts";
import { JT808 } from "./doors/jt808-door.ts";
import { BODIES, MQTT, REPORTS } from "./doors/json-doors.ts";
import { ANSWERS_311, CAP, FORMS_311 } from "./doors/partner-doors.ts";
import { httpDoor, slowDoor, streamDoor } from "./doors/server-doors.ts";
import { startCity } from "../harness.ts";
import type { Door, DoorReport } from "./door.ts";
import { runDoor } from "./run-door.ts";

/**
 * `npm run fuzz [-- DOOR… --inputs N --seed N --at N]`: spoilt inputs at every door, shared out among them; a table of what each door
 * said, the longest that one input held the thread, and how memory went. Ends with 1 when a door broke its word.
 */
const PARSERS: readonly Door[] = [JT808, MQTT, REPORTS, BODIES, CSV, GEOJSON, YAML, CITY, OSM, PHOTOS, VOICES, CAP, FORMS_311, ANSWERS_311];
const AT_A_SERVER = ["http", "stream", "slow"];
const NAMES = [...PARSERS.map(({ name }) => name), ...AT_A_SERVER];
const ALL = 1_000_000;
const MB = 1_048_576;

const { values, positionals } = parseArgs({ args: process.argv.slice(2), allowPositionals: true, options: { inputs: { type: "string", default: String(ALL) }, seed: { type: "string" }, at: { type: "string" } } });
const seed = Number(values.seed ?? Math.floor(Date.now() / 1_000) % 1_000_000);
const inputs = Number(values.inputs);
const unknown = positionals.filter((name) => !NAMES.includes(name));
if (unknown.length > 0 || !(inputs > 0) || !Number.isSafeInteger(seed)) {
  console.error(`没有这扇门或数目有误 / no such door, or no number: ${[...unknown, values.inputs, values.seed].join(" ")} (${NAMES.join(" ")})`);
  process.exit(2);
}

const collect = (globalThis as { gc?: () => void }).gc ?? (() => undefined);
const wanted = (name: string): boolean => positionals.length === 0 || positionals.includes(name);
const city = AT_A_SERVER.some(wanted) ? await startCity({ server: { logLevel: "silent" } }) : null;
const seat = await city?.signIn("world");
const chosen = [...PARSERS, ...(city === null || seat === undefined ? [] : [httpDoor(city, seat), streamDoor(city, seat), slowDoor(city)])].filter(({ name }) => wanted(name));
const shares = chosen.reduce((sum, { share }) => sum + share, 0);

function line({ door, inputs: given, answers, longest, grownMost, grownLast, seconds, broken }: DoorReport): string {
  const taken = answers.get("taken") ?? 0;
  const faults = [...answers].filter(([answer]) => answer !== "taken").sort(([, a], [, b]) => b - a).slice(0, 4).map(([answer, count]) => `${answer} ${count}`).join(", ");
  return `${broken.length === 0 ? "✔" : "✖"} ${door.padEnd(9)} ${String(given).padStart(8)} ${String(taken).padStart(8)} ${String(broken.length).padStart(6)} ${longest.ms.toFixed(1).padStart(8)} ${(`@${longest.at}`).padStart(9)} ${(grownMost / MB).toFixed(0).padStart(6)} ${(grownLast / MB).toFixed(0).padStart(6)} ${seconds.toFixed(0).padStart(5)}  ${faults}`;
}

console.log(`种子 seed ${seed}\n  门 door       输入 in  收下 taken 失守 broken 最长 ms (CPU)  第几个 at  内存 MB 最多 most 最后 last 秒 s  拒绝 refused as`);
const reports: DoorReport[] = [];
for (const door of chosen) {
  const report = values.at === undefined ? await runDoor(door, seed, Math.max(1, Math.round((inputs * door.share) / shares)), 0, collect) : await runDoor(door, seed, 1, Number(values.at), collect);
  reports.push(report);
  console.log(line(report));
  for (const { at, message } of report.broken) console.log(`    npm run fuzz -- ${door.name} --seed ${seed} --at ${at}\n      ${message.split("\n").slice(0, 6).join("\n      ")}`);
}
await city?.close();
const given = reports.reduce((sum, report) => sum + report.inputs, 0);
const broken = reports.reduce((sum, report) => sum + report.broken.length, 0);
console.log(`${given} 个输入 inputs, ${broken} 次失守 broken; 单个输入最久 longest ${Math.max(...reports.map(({ longest }) => longest.ms)).toFixed(1)} ms`);
process.exitCode = broken === 0 ? 0 : 1;
