import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import pg from "pg";
import { newUlid } from "@tocsin/client/new-ulid.ts";
import { isRostered } from "@tocsin/domain/organisation/roster.ts";
import { civil, DAY, dayStamp, HOUR, MINUTE, startOfDay } from "@tocsin/kernel/instant.ts";
import { freePort } from "@tocsin/ledger/free-port.ts";
import { openTestLedger } from "@tocsin/ledger/testing.ts";
import { commandPath, ROUTES } from "@tocsin/contract/routes.ts";
import { loadServedCity } from "@tocsin/server/load-served-city.ts";
import { PAPER_FILE } from "@tocsin/server/features/paper/keep-paper.ts";
import { settableClock, STANDARD, TEST_CITY } from "../../harness.ts";
import { accepted } from "../../scene.ts";
import { until } from "../../until.ts";
import { ask } from "../parts/plain-request.ts";
import { startPlant } from "../parts/plant.ts";
import type { Stage } from "../parts/stage.ts";
import type { OpenRow, Row, Try } from "../row.ts";

const call = <More extends object>(text: string, more: More = {} as More) => ({ incidentId: newUlid(), channel: "CALL_110" as const, callback: "13800000000", text, typeCode: "PO-02", placeUnknown: "UNKNOWN" as const, ...more });

const VIEWERS = 6;
/** Of the first tries, which fill what is filled once. */
const WARM_UP = 8;
const MOST_GROWTH_MB = 12;

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc") as () => void;

/** Viewers come and go and calls begin and end: what the process holds afterwards is what it held before. */
async function openR12(stage: Stage): Promise<OpenRow> {
  const city = await stage.city();
  const seat = await stage.seat("world");
  const { server } = city.server.app;
  const held = (): number => process.getActiveResourcesInfo().filter((name) => name !== "Timeout" && name !== "TCPSocketWrap").length + server.listenerCount("upgrade") + process.listenerCount("exit");
  const heap = (): number => {
    collect();
    return process.memoryUsage().heapUsed / 1_048_576;
  };
  let tries = 0;
  let [handles, memory] = [0, 0];
  return {
    async once() {
      const sockets = await Promise.all(Array.from({ length: VIEWERS }, () => new Promise<WebSocket>((resolve, reject) => {
        const socket = new WebSocket(`${city.url.replace("http", "ws")}${ROUTES.stream}`, ["tocsin", `bearer.${seat.caller.token}`]);
        Object.assign(socket, { onopen: () => resolve(socket), onerror: () => reject(new Error("a stream was refused")) });
      })));
      for (let n = 0; n < 3; n++) {
        const body = call("泄漏");
        accepted(await seat.command("intake.receive", body));
        accepted(await seat.command("intake.cancel", { incidentId: body.incidentId, reason: "演练" }));
      }
      const ended = sockets.map((socket) => new Promise((resolve) => (socket.onclose = resolve)));
      for (const socket of sockets) socket.close();
      await Promise.all(ended);
      await until(async () => (await new Promise<number>((resolve, reject) => server.getConnections((error, count) => (error === null ? resolve(count) : reject(error))))) < VIEWERS);
      tries += 1;
      if (tries === WARM_UP) [handles, memory] = [held(), heap()];
      if (tries > WARM_UP && held() > handles + 2) throw new Error(`${held()} handles and listeners after ${tries} rounds, ${handles} after ${WARM_UP}`);
    },
    finish() {
      const grown = heap() - memory;
      return tries > WARM_UP && grown > MOST_GROWTH_MB ? Promise.reject(new Error(`memory grew by ${grown.toFixed(1)} MB in ${tries - WARM_UP} rounds`)) : Promise.resolve();
    },
  };
}

export const R12: Row = {
  id: "R12",
  fault: ["推送连上又断、警情立了又结,周而复始", "streams come and go, calls begin and end, over and over"],
  promise: ["句柄、监听与内存回到原处(长时间由 npm run soak 测量)", "handles, listeners and memory return to where they were (over hours: npm run soak)"],
  quick: 24,
  long: 2_000,
  open: openR12,
};

const YEARS_PER_TRY = 2_000;

/** Rows that the table of records gives out, as PostgreSQL counts them, the one in which history lies; every connection of the server is made to hand its count in. */
async function rowsRead(admin: pg.Client, query: (sql: string) => Promise<unknown>): Promise<number> {
  await Promise.all(Array.from({ length: 10 }, () => query("select pg_stat_force_next_flush(), pg_sleep(0.01)")));
  const { rows } = await admin.query<{ n: string }>("select (seq_tup_read + idx_tup_fetch)::text as n from pg_stat_user_tables where schemaname = 'tocsin' and relname = 'stream_state'");
  return Number(rows[0]!.n);
}

/** History grows while an old reader keeps the database from clearing up; what a desk does must not read it. */
async function openR13(stage: Stage): Promise<OpenRow> {
  const database = await openTestLedger();
  const plant = await startPlant(database.url, settableClock(Date.now()), { cityDir: stage.plainCity(), server: { logLevel: "silent", answers: "trust" } });
  const seat = await plant.signIn("world");
  const [admin, reader] = [new pg.Client({ connectionString: database.adminUrl }), new pg.Client({ connectionString: database.adminUrl })];
  await Promise.all([admin.connect(), reader.connect()]);
  await reader.query("begin isolation level repeatable read; select count(*) from tocsin.stream_state");
  const first = call("历史");
  accepted(await seat.command("intake.receive", first));
  accepted(await seat.command("intake.cancel", { incidentId: first.incidentId, reason: "演练" }));
  const query = (sql: string): Promise<unknown> => plant.server.ledger.db.query(sql);
  const work = async (): Promise<number> => {
    const before = await rowsRead(admin, query);
    const body = call("今天");
    accepted(await seat.command("intake.receive", body));
    await seat.board();
    await seat.incidents({ open: true, limit: 50 });
    await seat.timeline(body.incidentId);
    accepted(await seat.command("intake.cancel", { incidentId: body.incidentId, reason: "演练" }));
    return (await rowsRead(admin, query)) - before;
  };
  await work();
  const usual = await work();
  let [made, tries] = [0, 0];
  return {
    async once() {
      // Closed matters of other days, as this one was closed.
      await admin.query(
        `insert into tocsin.stream_state (kind, id, version, scope, reach, state, open, updated_at, txid, seq, hash)
         select kind, 'H' || lpad((n + $2)::text, 25, '0'), version, scope, reach, jsonb_set(state, '{id}', to_jsonb('H' || lpad((n + $2)::text, 25, '0'))), open, updated_at - n, txid, seq, hash
         from tocsin.stream_state, generate_series(1, ${YEARS_PER_TRY}) n where kind = 'incident' and id = $1`, [first.incidentId, made],
      );
      made += YEARS_PER_TRY;
      if (++tries % 5 === 0) await admin.query("analyze tocsin.stream_state");
      const now = await work();
      if (now > 2 * usual + 100) throw new Error(`a call reads ${now} rows beside ${made} old ones, ${usual} without them`);
    },
    watched: () => null,
    async close() {
      await Promise.all([admin.end(), reader.end()]);
      await plant.close();
      await database.close();
    },
  };
}

export const R13: Row = {
  id: "R13",
  fault: ["历史每次添两千起,旧快照压着不让清理", "two thousand old matters more each time, and an old snapshot that keeps them from being cleared up"],
  promise: ["一次接警所读的行数不随历史增长", "how many rows a call reads does not grow with history"],
  quick: 20,
  long: 1_000,
  open: openR13,
};

/** Zones of machines and phones, most with daylight saving, some odd ones. */
const ZONES = ["UTC", "Asia/Shanghai", "Asia/Urumqi", "America/New_York", "America/Sao_Paulo", "America/St_Johns", "Europe/London", "Europe/Lisbon", "Africa/Casablanca", "Asia/Tehran", "Asia/Kathmandu", "Australia/Lord_Howe", "Australia/Adelaide", "Pacific/Apia", "Pacific/Chatham", "Pacific/Kiritimati", "Pacific/Niue", "Asia/Kolkata", "America/Caracas", "Antarctica/Troll"];
/** Around which clocks are put on or back somewhere. */
const TURNS = [Date.UTC(2026, 2, 8, 7), Date.UTC(2026, 2, 29, 1), Date.UTC(2026, 9, 25, 1), Date.UTC(2026, 10, 1, 6), Date.UTC(2026, 3, 4, 16), Date.UTC(2026, 9, 3, 16), Date.UTC(2024, 1, 28, 20), Date.UTC(2026, 11, 31, 16)];
const MOMENTS = 200;

function openR17(): OpenRow {
  const { index: whole } = loadServedCity(TEST_CITY, STANDARD);
  // Of shifts that cover the whole day none would ever be another.
  const index = { ...whole, city: { ...whole.city, rosters: whole.city.rosters.map((row) => ({ ...row, from: "08:00", to: "20:00" })) } };
  const own = process.env["TZ"];
  const reference = new Intl.DateTimeFormat("en-GB", { timeZone: "Asia/Shanghai", year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" });
  const posts = [...index.org.values()].filter(({ level }) => level === "POST");
  const offsets = new Set<number>();
  const shifts = (at: number): string => posts.map((post) => Number(isRostered(index, post, at))).join("");
  const moment = (at: number): void => {
    offsets.add(new Date(at).getTimezoneOffset());
    const parts = Object.fromEntries(reference.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
    const { year, month, day, hour, minute, second } = civil(at, index.city.head.utcOffset * MINUTE);
    if (year !== parts["year"] || month !== parts["month"] || day !== parts["day"] || hour !== parts["hour"] || minute !== parts["minute"] || second !== parts["second"]) throw new Error(`${new Date(at).toISOString()} is ${year}-${month}-${day} ${hour}:${minute} in the city, by the zone's table ${JSON.stringify(parts)}`);
    const iso = `${year}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
    if (dayStamp(at) !== iso.replaceAll("-", "")) throw new Error(`${iso} has the number ${dayStamp(at)}`);
    const start = startOfDay(iso);
    if (start > at || at - start >= DAY) throw new Error(`${iso} does not begin at ${new Date(start).toISOString()}`);
  };
  return {
    once(one: Try) {
      const turn = one.dice.pick(TURNS);
      const moments = Array.from({ length: MOMENTS }, () => turn + one.dice.integer(-26 * HOUR, 26 * HOUR));
      const wanted = moments.map(shifts);
      process.env["TZ"] = one.turn(ZONES);
      try {
        moments.forEach(moment);
        // Who is on shift is the city's matter, whatever clock the machine goes by.
        const odd = moments.findIndex((at, n) => shifts(at) !== wanted[n]);
        if (odd >= 0) throw new Error(`in ${process.env["TZ"]} the shift at ${new Date(moments[odd]!).toISOString()} is another`);
      } finally {
        if (own === undefined) delete process.env["TZ"];
        else process.env["TZ"] = own;
      }
    },
    finish: () => (offsets.size > 5 ? Promise.resolve() : Promise.reject(new Error(`the machine's zone never changed: ${[...offsets].join(" ")}`))),
  };
}

export const R17: Row = {
  id: "R17",
  fault: ["机器处于二十个时区,夏令时来去之际", "the machine stands in twenty zones, around the hours at which clocks are changed"],
  promise: ["日期、编号、班次按城市的时钟,不随机器", "days, numbers and shifts go by the city's clock, not the machine's"],
  quick: 20,
  long: 2_000,
  open: openR17,
};

const FLOOD = 60;

async function openR25(stage: Stage): Promise<OpenRow> {
  const city = await stage.city();
  const [commander, desk, other] = [await stage.seat("commander"), await stage.seat("dispatcher"), await stage.seat("taker")];
  const { key } = await commander.makeKey("tight", 1);
  const { key: own } = await commander.makeKey("hospital", 1);
  const asMachine = (token: string, path: string, body: unknown) => ask(city, null, path, body === null ? null : JSON.stringify(body), { authorization: `Bearer ${token}` });
  return {
    async once(one) {
      const providerCallId = `flood-${one.seed}`;
      const ids = Array.from({ length: 3 }, newUlid);
      const flood = Promise.all([
        ...Array.from({ length: FLOOD }, () => asMachine(key, ROUTES.board, null)),
        ...Array.from({ length: FLOOD / 4 }, () => asMachine(own, commandPath("intake.receive"), call("同一来电", { channel: "WEB", providerCallId, place: { addressText: "学府路8号", point: { lon: 112.0041, lat: 30.0081 }, datum: "WGS84" }, placeUnknown: undefined }))),
      ]);
      const taken = await Promise.all(ids.map((incidentId) => other.command("intake.receive", { ...call("另一来源"), incidentId })));
      await desk.board();
      const answers = await flood;
      if (taken.some(({ ok }) => !ok)) throw new Error("another source was refused while one flooded");
      const asked = answers.slice(0, FLOOD);
      if (asked.some(({ status, body }) => status !== 429 || body["code"] !== "RATE_LIMITED")) throw new Error(`who floods is answered ${[...new Set(asked.map(({ status }) => status))].join(" ")}`);
      const made = new Set(answers.slice(FLOOD).map(({ status, body, text }) => {
        if (status !== 200) throw new Error(`a report of the flood was refused: ${status} ${text.slice(0, 120)}`);
        return (body["incidents"] as { id: string }[])[0]!.id;
      }));
      if (made.size !== 1) throw new Error(`one call of one source became ${made.size} incidents`);
      for (const incidentId of [...ids, ...made]) await desk.command("intake.cancel", { incidentId, reason: "演练" });
    },
  };
}

export const R25: Row = {
  id: "R25",
  fault: ["单一来源洪水:六十个询问、十五次同一来电同时到", "a flood from one source: sixty questions and one call fifteen times, at the same moment"],
  promise: ["询问被限速,来电并为一起,别的来源照收", "its questions are slowed, its call is one incident, other sources are served"],
  quick: 20,
  long: 300,
  open: openR25,
};

/** Everything is down: what the printer's folder holds, and the tickets that were written meanwhile. */
async function openR37(stage: Stage): Promise<OpenRow> {
  const database = await openTestLedger();
  const clock = settableClock(Date.now());
  const [paperDir, port] = [join(stage.folder, "paper"), await freePort()];
  const start = () => startPlant(database.url, clock, { cityDir: stage.plainCity(), server: { logLevel: "silent", answers: "trust", paperDir, port } });
  let plant = await start();
  // Sign-ins outlive the servers.
  const seat = await plant.signIn("world");
  return {
    async once(one) {
      const before = accepted(await seat.command("intake.receive", call(`停机前${one.seed}`))).incidents[0]!;
      plant.crash();
      await plant.close();
      plant = await start();
      // The one that comes back writes the board at once, from what was stored.
      await until(() => readFileSync(join(paperDir, PAPER_FILE), "utf8").includes(before.no));
      const html = readFileSync(join(paperDir, PAPER_FILE), "utf8");
      if (!html.trimEnd().endsWith("</html>")) throw new Error("half a board was printed");
      if (html.includes("13800000000")) throw new Error("a number stands on paper");
      clock.advance(30 * MINUTE);
      for (let n = 0; n < 3; n++) {
        const ticket = call(`纸单${one.seed}-${n}`, { providerCallId: `paper-${one.seed}-${n}`, occurredAt: clock.now() - one.dice.integer(1, 29) * MINUTE });
        const key = newUlid();
        const [first, second] = [accepted(await seat.command("intake.receive", ticket, { key })), accepted(await seat.command("intake.receive", ticket, { key }))];
        const again = accepted(await seat.command("intake.receive", { ...ticket, incidentId: newUlid() }));
        const ids = new Set([first, second, again].map(({ incidents }) => incidents[0]!.id));
        if (ids.size !== 1) throw new Error(`a ticket that was entered three times became ${ids.size} incidents`);
        if (first.incidents[0]!.occurredAt !== ticket.occurredAt) throw new Error("the time on the ticket was lost");
        await seat.command("intake.cancel", { incidentId: ticket.incidentId, reason: "演练" });
      }
      await seat.command("intake.cancel", { incidentId: before.id, reason: "演练" });
    },
    watched: () => null,
    async close() {
      await plant.close();
      await database.close();
    },
  };
}

export const R37: Row = {
  id: "R37",
  fault: ["全部停机半小时,期间写纸单", "everything is down for half an hour, and tickets are written on paper"],
  promise: ["纸板完整、无号码;纸单补录带原时间,录三次仍是一起", "the printed board is whole and without numbers; a ticket keeps its time, and entered three times is one incident"],
  quick: 20,
  long: 200,
  open: openR37,
};
