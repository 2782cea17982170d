import { createServer, request } from "node:http";
import { newUlid } from "@tocsin/client/new-ulid.ts";
import { COMMANDS, COMMAND_NAMES } from "@tocsin/contract/commands.ts";
import { ROUTES, commandPath } from "@tocsin/contract/routes.ts";
import { openSignInGate } from "@tocsin/identity/sign-in-gate.ts";
import { rightValue } from "../../conformance/attacks.ts";
import { PASSWORD, signInAt, startCity, type TestCity } from "../../harness.ts";
import { ask } from "../parts/plain-request.ts";
import type { Stage } from "../parts/stage.ts";
import type { OpenRow, Row, Try } from "../row.ts";

/** What a browser sends of a page of another site, and what a forger leaves out. */
const FOREIGN: readonly Record<string, string>[] = [
  { "sec-fetch-site": "cross-site", origin: "https://evil.example" }, { "sec-fetch-site": "same-site" }, { origin: "https://evil.example" }, { origin: "null" }, {}, { origin: "http://127.0.0.1" }, { origin: "file://" }, { referer: "https://evil.example/x" },
];

async function cookieAt(city: TestCity, account: string): Promise<string> {
  const response = await fetch(`${city.url}${ROUTES.signIn}`, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ account, password: PASSWORD }) });
  return (response.headers.get("set-cookie") ?? "").split(";")[0] ?? "";
}

/** Whether a stream opens for this page; a refused one ends before anything is said. */
function streams(city: TestCity, headers: Record<string, string>): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const asked = request(`${city.url}${ROUTES.stream}`, { headers: { connection: "upgrade", upgrade: "websocket", "sec-websocket-version": "13", "sec-websocket-key": "dGhlIHNhbXBsZSBub25jZQ==", ...headers } });
    asked.on("upgrade", (_, socket) => {
      socket.destroy();
      resolve(true);
    }).on("response", (response) => {
      response.resume();
      resolve(false);
    }).on("error", reject).end();
  });
}

async function openR48(stage: Stage): Promise<OpenRow> {
  const city = await stage.city();
  const cookie = await cookieAt(city, "commander");
  if (!(await streams(city, { cookie, origin: city.url }))) throw new Error("a page of its own does not open the stream");
  return {
    async once(one) {
      const headers = { cookie, ...one.turn(FOREIGN) };
      for (const name of one.dice.shuffle(COMMAND_NAMES).slice(0, 6)) {
        const { status } = await ask(city, null, commandPath(name), JSON.stringify(rightValue(COMMANDS[name])), headers);
        if (status !== 401) throw new Error(`a page of another site sent ${name} and was answered ${status}: ${JSON.stringify(headers)}`);
      }
      for (const path of [ROUTES.lock, ROUTES.signOut, ROUTES.endSessions.replace(":id", "commander")]) {
        const { status } = await ask(city, null, path, "{}", headers);
        if (status !== 401) throw new Error(`a page of another site asked ${path} and was answered ${status}`);
      }
      const asked = await fetch(`${city.url}${commandPath("intake.cancel")}`, { method: "OPTIONS", headers: { origin: "https://evil.example", "access-control-request-method": "POST", "access-control-request-headers": "content-type,idempotency-key" } });
      if ([...asked.headers.keys()].some((name) => name.startsWith("access-control-"))) throw new Error("another site is told that it may");
      const page = await fetch(`${city.url}/`, { headers: { accept: "text/html", cookie } });
      if (!/frame-ancestors 'none'/.test(page.headers.get("content-security-policy") ?? "")) throw new Error("another site may frame the console");
      if (await streams(city, headers)) throw new Error(`a page of another site opened the stream: ${JSON.stringify(headers)}`);
      if ((await ask(city, null, ROUTES.me, null, { cookie })).status !== 200) throw new Error("the seat was signed out from outside");
    },
  };
}

export const R48: Row = {
  id: "R48",
  fault: ["别的网站的页面借用登录发命令、读数据、开推送、套框", "a page of another site sends commands with the seat's cookie, reads, opens the stream, frames"],
  promise: ["一律 401,无跨域许可,不能套框,席位不受影响", "401 to all of it, no permission across origins, no frame, the seat untouched"],
  quick: 20,
  long: 200,
  open: openR48,
};

const GUESSES_PER_TRY = 5_000;
const DAY = 86_400_000;

/** A day of guesses from one address, from many, or with one password over many accounts, while the owner signs in as always. */
function guessing(one: Try): void {
  const gate = openSignInGate();
  const plan = one.turn([{ addresses: 1, accounts: 1, most: 130 }, { addresses: 500, accounts: 1, most: 150 }, { addresses: 1, accounts: 500, most: 250 }]);
  let through = 0;
  for (let n = 0; n < GUESSES_PER_TRY; n++) {
    const now = Math.floor((n * DAY) / GUESSES_PER_TRY);
    const wait = gate.begin(`account${one.dice.integer(1, plan.accounts)}`, { address: `10.0.0.${one.dice.integer(1, plan.addresses)}`, device: null }, now);
    if (wait === 0) through += 1;
    if (n % 50 !== 0) continue;
    const owner = { address: "192.0.2.1", device: "known" };
    if (gate.begin("account1", owner, now) > 0) throw new Error("strangers' guesses locked the owner out of a known console");
    gate.succeeded("account1", owner);
  }
  if (through > plan.most) throw new Error(`${through} of ${GUESSES_PER_TRY} guesses in a day were let through: ${JSON.stringify(plan)}`);
}

async function openR49(stage: Stage): Promise<OpenRow> {
  // Guesses are counted by each server: those of strangers must not use up the sign-ins of other rows.
  const city = await stage.other();
  const guess = async (account: string): Promise<string> => {
    const { status, body } = await ask(city, null, ROUTES.signIn, JSON.stringify({ account, password: `guess of ${newUlid()}` }));
    if (status !== 401 && status !== 429) throw new Error(`a guess was answered ${status}`);
    return status === 429 ? "slowed" : String(body["code"]);
  };
  return {
    async once(one) {
      guessing(one);
      const [there, nowhere] = [await guess(`mt${1 + (one.seed % 3)}`), await guess(`nobody${one.seed}`)];
      if (there !== "slowed" && nowhere !== "slowed" && there !== nowhere) throw new Error(`an account that is there answers ${there}, one that is not ${nowhere}`);
    },
  };
}

export const R49: Row = {
  id: "R49",
  fault: ["每次一天 5,000 次口令猜测:单点、多地、一口令试多户;打探账号", "5,000 guesses over a day each time: from one place, from many, one password on many accounts; asking who is there"],
  promise: ["放行极少,熟悉的席位不被锁,有无此人答复一样", "few are let through, a known console is never locked, who is not there is answered alike"],
  quick: 20,
  long: 200,
  open: openR49,
};

async function openR50(stage: Stage): Promise<OpenRow> {
  const city = await stage.city();
  const works = async (token: string): Promise<boolean> => (await ask(city, null, ROUTES.me, null, { authorization: `Bearer ${token}` })).status === 200;
  return {
    async once(one) {
      const seat = await signInAt(city.url, "ems");
      const { token } = seat;
      const socket = new WebSocket(`${city.url.replace("http", "ws")}${ROUTES.stream}`, ["tocsin", `bearer.${token}`]);
      await new Promise((resolve, reject) => Object.assign(socket, { onopen: resolve, onerror: reject }));
      const at = one.dice.integer(0, token.length - 1);
      const bent = one.turn([`${token.slice(0, at)}${token[at] === "A" ? "B" : "A"}${token.slice(at + 1)}`, token.slice(0, -1), `${token}A`, token.toUpperCase() === token ? token.toLowerCase() : token.toUpperCase(), "", "null", "eyJhbGciOiJub25lIn0.e30."]);
      if (await works(bent)) throw new Error(`a token that was never given out is taken: ${bent.slice(0, 6)}…`);
      /** Somebody brings a session of his own choice: the sign-in gives another one, and ends it. */
      const fixed = async (): Promise<void> => {
        const response = await fetch(`${city.url}${ROUTES.signIn}`, { method: "POST", headers: { "content-type": "application/json", cookie: `tocsin_session=${token}`, origin: city.url }, body: JSON.stringify({ account: "ems", password: PASSWORD }) });
        await response.arrayBuffer();
        if ((response.headers.get("set-cookie") ?? "").includes(token)) throw new Error("a sign-in keeps the session that it was brought");
      };
      const gone = one.turn([() => seat.signOut(), fixed, async () => void (await (await stage.seat("admin")).signOutEverywhere("ems", { password: PASSWORD }))]);
      await gone();
      if (await works(token)) throw new Error("an ended session still opens");
      // The open stream ends within seconds; one that is opened anew, at once.
      const again = new WebSocket(`${city.url.replace("http", "ws")}${ROUTES.stream}`, ["tocsin", `bearer.${token}`]);
      const opened = await new Promise<boolean>((resolve) => Object.assign(again, { onopen: () => resolve(true), onerror: () => resolve(false), onclose: () => resolve(false) }));
      for (const one of [socket, again]) one.close();
      if (opened) throw new Error("an ended session opens the stream");
    },
  };
}

export const R50: Row = {
  id: "R50",
  fault: ["令牌被改、重放、固定,已结束的登录再来", "tokens altered, replayed, brought along; a sign-in that has ended comes back"],
  promise: ["都不放行,新连接立即拒绝", "none is let in, a new stream is refused at once"],
  quick: 20,
  long: 200,
  open: openR50,
};

/** Ways to write one address of this machine; the port is that of a listener that must never hear anything. */
const WAYS: readonly ((port: number) => string)[] = [
  (port) => `http://127.0.0.1:${port}/`, (port) => `http://localhost:${port}/`, (port) => `http://localhost.:${port}/`, (port) => `http://2130706433:${port}/`, (port) => `http://0x7f000001:${port}/`, (port) => `http://017700000001:${port}/`, (port) => `http://127.1:${port}/`, (port) => `http://①②⑦.0.0.1:${port}/`,
  (port) => `http://[::ffff:127.0.0.1]:${port}/`, (port) => `http://[::1]:${port}/`, (port) => `http://0.0.0.0:${port}/`, (port) => `http://user@127.0.0.1:${port}/`, (port) => `//127.0.0.1:${port}/x.png`, (port) => `<img src=http://127.0.0.1:${port}/>`, (port) => `![x](http://127.0.0.1:${port}/)`, (port) => `gopher://127.0.0.1:${port}/_x`, (port) => `http://127.0.0.1.nip.io:${port}/`, (port) => `file:///etc/passwd#${port}`, (port) => `jdbc:postgresql://127.0.0.1:${port}/x`, (port) => `\${jndi:ldap://127.0.0.1:${port}/a}`,
];

/** The one address that a caller names and the server later asks is a device's push service: which those are, the city says. */
const PUSH_SERVICE = "https://push.example";
const DISGUISED: readonly ((port: number) => string)[] = [
  (port) => `${PUSH_SERVICE}@127.0.0.1:${port}/x`, (port) => `${PUSH_SERVICE}.127.0.0.1.nip.io:${port}/x`, (port) => `${PUSH_SERVICE}:${port}/x`, (port) => `http://127.0.0.1:${port}/${PUSH_SERVICE}`, (port) => `http://127.0.0.1:${port}#@push.example/`, (port) => `http://127.0.0.1:${port}\\@push.example/`, () => "http://push.example/x",
];
const DEVICE = { p256dh: "B".repeat(87), auth: "a".repeat(22) };

async function openR51(stage: Stage): Promise<OpenRow> {
  const city = await stage.city();
  const pushing = await startCity({ server: { logLevel: "silent", push: { subject: "mailto:duty@city.example", origins: [PUSH_SERVICE] } } });
  const crew = await pushing.signIn("u1");
  const seat = await stage.seat("world");
  let heard = 0;
  const listener = createServer((_, response) => {
    heard += 1;
    response.end();
  });
  await new Promise<void>((resolve) => listener.listen(0, "127.0.0.1", resolve));
  const { port } = listener.address() as { port: number };
  return {
    async once(one) {
      const url = one.turn(WAYS)(port);
      const incidentId = newUlid();
      await seat.command("intake.receive", { incidentId, channel: "WEB", providerCallId: url.slice(0, 80), noCallbackReason: "WITHHELD", text: url, typeCode: "PO-02", place: { addressText: url, point: null, datum: "WGS84" } });
      await seat.command("intake.addNote", { incidentId, text: url });
      for (const path of [`/api/v1/places?q=${encodeURIComponent(url)}`, `/api/v1/media/${encodeURIComponent(url)}`, `/api/v1/map/${encodeURIComponent(url)}`]) await ask(city, seat, path, null, { host: `127.0.0.1:${port}`, "x-forwarded-host": `127.0.0.1:${port}`, referer: url.replace(/[^\u0020-\u007e]/g, "") });
      for (const path of [ROUTES.duplicates, ROUTES.signIn, ROUTES.passkeySignIn]) await ask(city, seat, path, JSON.stringify({ text: url, addressText: url, account: url.slice(0, 60), password: url, proof: { id: url } }));
      await seat.command("intake.cancel", { incidentId, reason: url });
      for (const endpoint of [url, one.turn(DISGUISED)(port)]) {
        const { status } = await ask(pushing, crew, ROUTES.pushTarget, JSON.stringify({ endpoint, ...DEVICE }));
        if (status !== 422) throw new Error(`a device is woken at ${endpoint}: ${status}`);
      }
      if (heard > 0) throw new Error(`the server asked ${url}`);
    },
    async close() {
      await pushing.close();
      await new Promise<void>((resolve) => listener.close(() => resolve()));
    },
  };
}

export const R51: Row = {
  id: "R51",
  fault: ["把本机地址的各种写法放进每个文字与地址字段", "this machine's address, in every spelling, in every text, header and path"],
  promise: ["服务从不替人访问任何地址", "the server never asks an address that somebody wrote"],
  quick: 20,
  long: 500,
  open: openR51,
};
