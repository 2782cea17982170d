import { connect, type Socket } from "node:net";
import { newUlid } from "@tocsin/client/new-ulid.ts";
import { COMMANDS, COMMAND_NAMES } from "@tocsin/contract/commands.ts";
import { ROUTES, commandPath } from "@tocsin/contract/routes.ts";
import { SAMPLE_PLAN } from "@tocsin/engine/plans/sample-plan.ts";
import type { RandomStream } from "@tocsin/kernel/random.ts";
import { ask, calmAnswer } from "../../chaos/parts/plain-request.ts";
import { rightValue } from "../../conformance/attacks.ts";
import type { Seated, TestCity } from "../../harness.ts";
import type { Door } from "../door.ts";
import { sampleBytes, spoilt } from "../spoil.ts";

const BODIES = COMMAND_NAMES.map((name) => [commandPath(name), JSON.stringify(rightValue(COMMANDS[name]))] as const);
const OTHERS: readonly (readonly [path: string, body: string])[] = [
  [ROUTES.positions, JSON.stringify({ positions: [{ unitId: "U1", lon: 112, lat: 30, at: 1 }] })], [ROUTES.duplicates, JSON.stringify({ text: "火" })], [ROUTES.plannerWhatIf, "{}"], [ROUTES.planCheck, JSON.stringify({ plan: SAMPLE_PLAN })], [ROUTES.emergency, "{}"],
];
const QUESTIONS = [
  `${ROUTES.incidents}?limit=5&open=true&before=01ARZ3NDEKTSV4RRFFQ69G5FAV`, `${ROUTES.places}?q=建设路1号&limit=5&lon=112&lat=30`, `${ROUTES.reverse}?lon=112&lat=30`, `${ROUTES.route}?unit=U1&incident=01ARZ3NDEKTSV4RRFFQ69G5FAV`,
  `${ROUTES.speed}?week=2026-02-16&org=D1`, `${ROUTES.style}?theme=dark`, "/api/v1/map/tiles/3/1/1.pbf", "/api/v1/incidents/01ARZ3NDEKTSV4RRFFQ69G5FAV/timeline", "/api/v1/units/U1", "/api/v1/board", "/",
];
/** Of headers as a request has them, what may be spoilt without the request going elsewhere. */
const HEADERS = ["accept-language", "content-type", "content-encoding", "idempotency-key", "authorization", "cookie", "x-forwarded-for", "x-forwarded-proto", "origin", "sec-fetch-site", "signature", "signature-input", "content-digest", "range", "if-none-match"];
const VALUES = ["", "x", "gzip", "application/json; charset=gb18030", "Bearer x", "tocsin_session=x", "null", "a".repeat(3_000), "sig1=(\"@method\");created=1", "bytes=0-99999999999", "zh;q=9,en;q=-1", "identity", "multipart/form-data", "\u00ff\u0080"];

/** A path that Node's own client sends: control characters and what is no letter are written as they must be. */
const asPath = (bytes: Uint8Array): string => Buffer.from(bytes).toString("latin1").replaceAll(/[^\x21-\x7e]/g, (sign) => `%${sign.charCodeAt(0).toString(16).padStart(2, "0")}`).replaceAll("#", "%23").slice(0, 6_000);

async function request(city: TestCity, seat: Seated, dice: RandomStream): Promise<string> {
  const headers = dice.next() < 0.2 ? { [dice.pick(HEADERS)]: dice.pick(VALUES) } : {};
  const isQuestion = dice.next() < 0.3;
  const [path, body] = isQuestion ? [asPath(spoilt(sampleBytes(dice.pick(QUESTIONS)), dice)), null] : dice.pick(dice.next() < 0.8 ? BODIES : OTHERS);
  const sent = body === null ? null : spoilt(sampleBytes(body), dice);
  // An address that is another server's is none of ours.
  const answer = calmAnswer(await ask(city, dice.next() < 0.9 ? seat : null, path.startsWith("/") && !path.startsWith("//") ? path : `/${path.replace(/^\/+/, "")}`, sent, headers), `${path} ${JSON.stringify(headers)} ${sent === null ? "" : Buffer.from(sent).toString("latin1")}`);
  return answer.status < 300 ? "taken" : String(answer.body["code"] ?? answer.status);
}

/** Requests with a spoilt body, address or header, at a running server. */
export const httpDoor = (city: TestCity, seat: Seated): Door => ({
  name: "http", what: ["运行中的服务:正文、网址、报头", "a running server: bodies, addresses, headers"], share: 15_000,
  open: () => ({ once: (dice) => request(city, seat, dice) }),
});

const upgrade = (token: string, more: readonly string[], path: string): string =>
  ["GET " + path + " HTTP/1.1", "Host: x", "Connection: Upgrade", "Upgrade: websocket", "Sec-WebSocket-Version: 13", "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==", `Sec-WebSocket-Protocol: tocsin, bearer.${token}`, ...more, "", ""].join("\r\n");

/** A frame as a client sends it, masked with zeros; what it says of itself may be wrong. */
function frame(payload: Uint8Array, dice: RandomStream): Buffer {
  const first = dice.next() < 0.6 ? 0x81 : dice.pick([0x01, 0x00, 0x80, 0x82, 0x83, 0x88, 0x89, 0x8a, 0xf1, 0xc1, 0x8b]);
  const said = dice.next() < 0.85 ? payload.length : dice.pick([0, 1, 125, 126, 127, 65_535]);
  const mask = dice.next() < 0.95 ? 0x80 : 0;
  const length = said < 126 ? [mask | said] : said < 65_536 ? [mask | 126, said >> 8, said & 255] : [mask | 127, 0, 0, 0, 0, (said >>> 24) & 255, (said >>> 16) & 255, (said >>> 8) & 255, said & 255];
  if (dice.next() < 0.02) return Buffer.from([first, mask | 127, 0x7f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0, 0, 0, 0]);
  return Buffer.concat([Buffer.from([first, ...length, ...(mask === 0 ? [] : [0, 0, 0, 0])]), payload]);
}

const UPLOAD = JSON.stringify({ t: "positions", positions: [{ unitId: "U1", lon: 112.004, lat: 30.004, at: 1 }] });
const CURSORS = ["1-0", "0-0", "", "x", "-1--1", "99999999999999999999-1", "1-0&cursor=2-0", "%00", "%ff", "1e3-1", "9".repeat(500)];

/** Opens a stream, sends what no client sends, and waits for the server to answer or to end it. */
async function converse(city: TestCity, seat: Seated, dice: RandomStream): Promise<string> {
  const { port, hostname } = new URL(city.url);
  const socket: Socket = connect(Number(port), hostname);
  const path = dice.next() < 0.5 ? ROUTES.stream : `${ROUTES.stream}?cursor=${dice.pick(CURSORS)}`;
  const head = upgrade(dice.next() < 0.9 ? seat.caller.token! : "x", dice.next() < 0.9 ? [] : [dice.pick(["Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits=99", "Sec-WebSocket-Version: 99", "Origin: https://evil.example", "Sec-WebSocket-Protocol: zzz"])], path);
  const answer = await new Promise<string>((resolve, reject) => {
    let heard = "";
    const done = (): void => resolve(heard);
    socket.on("error", done);
    socket.on("close", done);
    socket.on("data", (chunk) => {
      const before = heard;
      heard += chunk.toString("latin1");
      if (before !== "" || !heard.startsWith("HTTP/1.1 101")) return heard.includes("\r\n\r\n") ? void socket.end() : undefined;
      if (socket.writableEnded) return;
      for (let n = dice.integer(1, 4); n > 0; n--) socket.write(frame(spoilt(sampleBytes(UPLOAD, "{}", '{"t":"positions"}'), dice), dice));
      // Whatever it makes of those, a closing frame of ours ends it.
      socket.end(Buffer.from([0x88, 0x80, 0, 0, 0, 0]));
    });
    socket.setTimeout(20_000, () => reject(new Error("the server neither answers nor ends it")));
    // Half a head has its own door below; here the line ends with it.
    if (dice.next() < 0.9) socket.write(head);
    else socket.end(Buffer.from(spoilt(sampleBytes(head), dice)));
  }).finally(() => socket.destroy());
  const status = /^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1] ?? "cut";
  if (status.startsWith("5")) throw new Error(`${status} for ${head.slice(0, 200)}: ${answer.slice(0, 300)}`);
  return status === "101" ? "taken" : status;
}

/** WebSockets of the live stream, spoken to as no client speaks. */
export const streamDoor = (city: TestCity, seat: Seated): Door => ({
  name: "stream", what: ["实时流的 WebSocket:坏帧、碎片、谎报的长度、错误的游标与子协议", "WebSockets of the live stream: bad frames, fragments, lying lengths, wrong cursors and subprotocols"], share: 5_000,
  open: () => ({
    once: (dice) => converse(city, seat, dice),
    // Whoever came after all that is served as before.
    async close() {
      if (!(await fetch(`${city.url}${ROUTES.health}`)).ok) throw new Error("the server is not well");
      await seat.command("intake.receive", { incidentId: newUlid(), channel: "CALL_110", callback: "110", text: "火", placeUnknown: "UNKNOWN" });
    },
  }),
});

const SLOW_AT_ONCE = 200;
/** A request's time, and the server's next look at who is over it, with some room. */
const ENDED_WITHIN_MS = 60_000;

/** Where a caller may stop for good: in the head, before or in the body, or in a stream that is refused. */
const HALVES: readonly ((path: string) => string)[] = [
  () => "POST /api/v1/sign-in HTTP/1.1\r\nHost: x\r\nX-A: ",
  (path) => `POST ${path} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 900\r\n\r\n{"a":`,
  (path) => `POST ${path} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{"a":\r\n`,
  (path) => `POST ${path} HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nContent-Length: 900\r\n\r\n`,
  () => upgrade("x", [], ROUTES.stream),
  () => "",
];

/** Callers that send half and then one byte now and then; all of them are ended in time, and others are served meanwhile. */
async function hoard(city: TestCity, dice: RandomStream): Promise<string> {
  const { port, hostname } = new URL(city.url);
  const sockets = Array.from({ length: SLOW_AT_ONCE }, () => {
    const socket = connect(Number(port), hostname).on("error", () => undefined).resume();
    socket.write(dice.pick(HALVES)(dice.pick([ROUTES.signIn, commandPath("intake.receive")])));
    return socket;
  });
  const drip = setInterval(() => sockets.forEach((socket) => socket.writable && socket.write("x")), 1_000);
  const ended = Promise.all(sockets.map((socket) => new Promise<void>((resolve) => (socket.closed ? resolve() : socket.on("close", () => resolve())))));
  const late = new Promise<never>((_, reject) => setTimeout(() => reject(new Error(`${sockets.filter(({ closed }) => !closed).length} of ${SLOW_AT_ONCE} are still open`)), ENDED_WITHIN_MS).unref());
  try {
    if (!(await fetch(`${city.url}${ROUTES.health}`)).ok) throw new Error("the server is not well");
    await Promise.race([ended, late]);
    return "ended";
  } finally {
    clearInterval(drip);
    for (const socket of sockets) socket.destroy();
  }
}

/** Connections that are held: two hundred at once, once in a long form. */
export const slowDoor = (city: TestCity): Door => ({
  name: "slow", what: ["慢连接:半个请求头、半个正文、被拒的升级", "slow callers: half a head, half a body, refused upgrades"], share: 1,
  open: () => ({ once: (dice) => hoard(city, dice) }),
});
