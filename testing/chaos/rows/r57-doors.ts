import { connect, type Socket } from "node:net";
import { runInNewContext } from "node:vm";
import { newUlid } from "@tocsin/client/new-ulid.ts";
import { openTestLedger } from "@tocsin/ledger/testing.ts";
import { serveCity, settableClock } from "../../harness.ts";
import { typeScriptFiles, isTest } from "../../house/repository-files.ts";
import { accepted } from "../../scene.ts";
import { ask } from "../parts/plain-request.ts";
import type { Stage } from "../parts/stage.ts";
import type { OpenRow, Row, Try } from "../row.ts";

const SLOW_SOCKETS = 40;
/** What a hoarder sends of a request, and then nothing more. */
const HALF: readonly string[] = ["", "POST /api/v1/intake/receive HTTP/1.1\r\nHost: x\r\n", "GET /api/v1/board HTTP/1.1\r\nHost: x\r\nX-a: b", "POST /api/v1/intake/receive HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 9999\r\n\r\n{", "POST /api/v1/sign-in HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{\"a\"", "GET /api/v1/stream HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\n"];

/** Every regular expression that the server or the core holds, as it stands in the sources. */
function expressionsOfSources(): RegExp[] {
  const found = new Map<string, RegExp>();
  for (const { path, text } of typeScriptFiles()) {
    if (!/^(core|edge|apps\/server)\//.test(path) || isTest(path)) continue;
    const literals = [...text.matchAll(/(?<=[(=,:[!&|?{};]\s*|return\s+)\/((?![*/])(?:[^\\/[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+)\/([dgimsuvy]*)/g)].map(([, source, flags]) => [source!, flags!] as const);
    const patterns = [...text.matchAll(/pattern: "((?:[^"\\]|\\.)*)"/g)].map(([, source]) => [JSON.parse(`"${source!}"`) as string, "u"] as const);
    for (const [source, flags] of [...literals, ...patterns]) {
      try {
        found.set(`/${source}/${flags}`, new RegExp(source, flags.replace(/[gy]/g, "")));
      } catch {
        // A division that looked like one.
      }
    }
  }
  return [...found.values()];
}

const PUMP_LENGTH = 5_000;
/** Whoever of all is not done by then never is: together they need a hundredth of it. */
const STALL_MS = 20_000;

/** Texts that make a doubtful expression try every way there is: one character again and again, and an end that fits nothing. */
function pumped({ dice }: Try): string {
  const piece = dice.pick(["a", "0", " ", "\t", "-", "<", "aA", "0a", "a ", "1.", "((", "\\", "啊", "=", "\"", ":", "/", "a,", "\u0000"]);
  return `${dice.pick(["", "x", "\"", "http://", "("])}${piece.repeat(Math.floor(PUMP_LENGTH / piece.length))}${dice.pick(["!", "\u0001", "\n", "]"])}`;
}

async function openR57(stage: Stage): Promise<OpenRow> {
  const city = await stage.city();
  const seat = await stage.seat("world");
  const expressions = expressionsOfSources();
  if (expressions.length < 100) throw new Error(`only ${expressions.length} expressions were found in the sources`);
  const { port, hostname } = new URL(city.url);
  return {
    async once(one) {
      const { server } = city.server.app;
      // What is not set bounds nothing.
      if (!(server.headersTimeout > 0 && server.requestTimeout > 0 && server.headersTimeout <= 20_000 && server.requestTimeout <= 60_000 && server.maxConnections <= 20_000)) throw new Error("the door sets no bounds to slow or many callers");
      const sockets: Socket[] = Array.from({ length: SLOW_SOCKETS }, (_, n) => {
        const socket = connect(Number(port), hostname).on("error", () => undefined);
        socket.write(HALF[n % HALF.length]!);
        return socket;
      });
      try {
        await Promise.all(sockets.map((socket) => new Promise((resolve) => (socket.connecting ? socket.once("connect", resolve) : resolve(null)))));
        const incidentId = newUlid();
        accepted(await seat.command("intake.receive", { incidentId, channel: "CALL_110", callback: "13800000000", text: "慢连接", typeCode: "PO-02", placeUnknown: "UNKNOWN" }));
        await seat.board();
        accepted(await seat.command("intake.cancel", { incidentId, reason: "演练" }));
      } finally {
        for (const socket of sockets) socket.destroy();
      }
      const asked = { expressions, text: pumped(one), at: 0 };
      try {
        runInNewContext("for (; at < expressions.length; at++) expressions[at].test(text)", asked, { timeout: STALL_MS });
      } catch (error) {
        if ((error as { code?: string }).code !== "ERR_SCRIPT_EXECUTION_TIMEOUT") throw error;
        throw new Error(`${String(expressions[asked.at])} does not come to an end on ${JSON.stringify(asked.text.slice(0, 20))}…`, { cause: error });
      }
    },
  };
}

export const R57: Row = {
  id: "R57",
  fault: ["四十个半开的慢连接占着门;五千字符喂给服务的每个正则", "forty half-sent requests hold the door; 5,000 characters for every regular expression of the server"],
  promise: ["接警照常,没有一个正则停不下来", "intake goes on, and every expression comes to an end"],
  quick: 20,
  long: 500,
  open: openR57,
};

/** What a scanner asks for: private files, other servers' back doors, and ways out of the folder that is served. */
const WORDS: readonly string[] = [
  ".env", ".git/config", ".data/postgres.json", "postgres.json", "keys/personal-data.key", "keys/audit-key.pem", "personal-data.key", "deletions.jsonl", "backup", "backup/part-000001/manifest.json", "package.json", "server.ts", "apps/server/main.ts", "accounts.yaml", "city/accounts.yaml", "passwords.txt", "checkpoints/checkpoints.jsonl",
  "debug", "debug/pprof/", "metrics", "actuator/env", "server-status", "phpinfo.php", "sql/run_migrations.php", "admin", "console/../../server/main.ts", "..%2f..%2fserver%2fmain.ts", "%2e%2e/%2e%2e/server/main.ts", "assets/..%2f..%2f..%2f..%2fetc%2fpasswd", "field/..%5c..%5cmain.ts", "....//....//etc/passwd", "%00", "assets/%00.js", "index.html.map", "assets/index.js.map", "wp-login.php", "graphql", "swagger.json", "api/v1/../../etc/passwd", "api/v1/demo",
];
const PRIVATE = /BEGIN (?:[A-Z]+ )?PRIVATE KEY|demoPassword|"appPassword"|root:x:0|passwordHash|from "@tocsin/;

async function openR58(stage: Stage): Promise<OpenRow> {
  const database = await openTestLedger();
  // The database was a demo's before: its passwords stand in it.
  await (await serveCity(database.url, settableClock(Date.now()), { cityDir: stage.plainCity(), server: { logLevel: "silent" } })).close();
  // As a city starts it: no demo, first passwords to be changed.
  const real = await serveCity(database.url, settableClock(Date.now()), { cityDir: stage.plainCity(), server: { logLevel: "silent", demo: false, keepFirstPasswords: false } });
  return {
    async once(one) {
      for (const word of [one.turn(WORDS), one.dice.pick(WORDS)]) {
        for (const headers of [{}, { accept: "text/html" }] as Record<string, string>[]) {
          const { status, text } = await ask(real, null, `/${word}`, null, headers);
          if (status >= 500) throw new Error(`${word} is answered ${status}`);
          if (PRIVATE.test(text)) throw new Error(`${word} shows what is private: ${text.slice(0, 80)}`);
          if (status === 200 && !text.startsWith("<!doctype html>") && !text.startsWith("<!DOCTYPE html>")) throw new Error(`${word} is answered: ${text.slice(0, 80)}`);
        }
      }
      const account = one.turn(["taker", "dispatcher", "commander", "admin", "auditor", "world", "u1", "d2", "chief11", "overseer"]);
      // The demo's password is known to everyone.
      const { status } = await ask(real, null, "/api/v1/sign-in", JSON.stringify({ account, password: "tiny-city-pass" }));
      if (status === 200) throw new Error(`${account} signs in with the demo's password outside a demo`);
    },
    async close() {
      await real.close();
      await database.close();
    },
  };
}

export const R58: Row = {
  id: "R58",
  fault: ["扫描私有文件与后门地址;用演示口令进入正式服务", "a scan for private files and back doors; the demo's passwords at a real server"],
  promise: ["只有构建好的界面可取,演示口令打不开任何东西", "only what was built is served, and a demo's password opens nothing"],
  quick: 40,
  long: 200,
  open: openR58,
};
