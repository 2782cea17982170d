import assert from "node:assert/strict";
import { connect } from "node:net";
import { after, before, test } from "node:test";
import type { StreamMessage } from "@tocsin/contract/views.ts";
import { serveCity, signInAt, startCity, type TestCity } from "../harness.ts";
import { MALL, SCHOOL, accepted, onDuty, report } from "../scene.ts";
import { openScreen } from "../screen.ts";

let city: TestCity;
before(async () => {
  city = await startCity();
});
after(() => city.close());

test("stream: a console that is cut off again and again while others write ends with the same picture, without a gap", async (t) => {
  const [taker, dispatcher] = [await city.signIn("taker"), await city.signIn("dispatcher")];
  const screen = await openScreen(t, dispatcher);
  const writers = Array.from({ length: 4 }, async (_, writer) => {
    for (let n = 0; n < 15; n++) {
      const incident = await report(taker, { text: `第${writer}线第${n}起`, typeCode: "PO-04" });
      accepted(await taker.command("intake.addNote", { incidentId: incident.id, text: "补充" }));
      if (writer === 0) screen.cut();
    }
  });
  await Promise.all(writers);
  const whole = await dispatcher.board();
  await screen.until("all sixty with their notes", ({ incidents }) => whole.incidents.every(({ id }) => incidents.get(id)?.notes.length === 1));
  assert.deepEqual(new Map(screen.state().incidents), new Map(whole.incidents.map((incident) => [incident.id, incident])));
  assert.ok(screen.connections > 3, `connected ${screen.connections} times`);
  assert.ok(!screen.messages.some(({ t }) => t === "reset"));
  screen.close();
});

test("stream: two servers on one database show the same, whichever took the command", async (t) => {
  const other = await serveCity(city.databaseUrl, city.clock);
  try {
    const here = await openScreen(t, await city.signIn("dispatcher"));
    const there = await openScreen(t, await signInAt(other.url, "dispatcher2"));
    const [mine, theirs] = [await report(await city.signIn("taker")), await report(await signInAt(other.url, "taker"))];
    for (const screen of [here, there]) await screen.until("both incidents", ({ incidents }) => incidents.has(mine.id) && incidents.has(theirs.id));
    here.close();
    there.close();
  } finally {
    await other.close();
  }
});

test("CMD-02, X-05: a district's stream carries its own area only; a call-taker's carries no police notes", async (t) => {
  const dispatcher = await city.signIn("dispatcher");
  const [west, east, desk] = [await openScreen(t, await city.signIn("d1")), await openScreen(t, await city.signIn("d2")), await openScreen(t, await city.signIn("taker"))];
  const inWest = await report(dispatcher, { place: SCHOOL });
  accepted(await dispatcher.command("intake.addNote", { incidentId: inWest.id, text: "内部", visibility: "POLICE" }));
  const inEast = await report(dispatcher, { place: MALL });
  await east.until("the east", ({ incidents }) => incidents.has(inEast.id));
  await west.until("the west with its note", ({ incidents }) => incidents.get(inWest.id)?.notes.length === 1);
  await desk.until("both", ({ incidents }) => incidents.has(inEast.id));
  assert.equal(east.state().incidents.has(inWest.id), false);
  assert.ok(!JSON.stringify(east.messages).includes(inWest.id));
  assert.deepEqual(desk.state().incidents.get(inWest.id)?.notes, []);
  for (const screen of [west, east, desk]) screen.close();
});

test("CMD-02: positions reach those who may see the unit, and a unit off shift has none", async (t) => {
  const seats = await onDuty(city, "U1");
  const [west, east] = [await openScreen(t, await city.signIn("d1")), await openScreen(t, await city.signIn("d2"))];
  const u1 = seats.get("U1")!;
  const here = (lon: number) => [{ unitId: "U1", lon, lat: 30.004, at: city.clock.now() }];
  assert.equal((await u1.sendPositions(here(112.005))).accepted, 1);
  await west.until("the position", ({ positions }) => positions.get("U1")?.lon === 112.005);
  assert.ok((await (await city.signIn("d1")).board()).positions.some(({ unitId }) => unitId === "U1"));
  accepted(await u1.command("dispatch.setUnitStatus", { unitId: "U1", status: "OFF_DUTY" }));
  await west.until("the unit off shift", ({ units }) => units.get("U1")?.status === "OFF_DUTY");
  const board = await (await city.signIn("d1")).board();
  assert.deepEqual([board.units.some(({ id }) => id === "U1"), board.positions.some(({ unitId }) => unitId === "U1")], [false, false]);
  assert.ok(!JSON.stringify(east.messages).includes('"U1"'));
  west.close();
  east.close();
});

test("R57: a stream that is refused is ended by the server, and a wish for one elsewhere is passed over", async () => {
  const { port, hostname } = new URL(city.url);
  const answerTo = (request: string): Promise<string> =>
    new Promise((resolve) => {
      let heard = "";
      // Nothing is ended from this side.
      const socket = connect({ port: Number(port), host: hostname, allowHalfOpen: true });
      socket.on("data", (chunk) => (heard += chunk.toString("latin1"))).on("end", () => (socket.destroy(), resolve(heard)));
      socket.write(request);
    });
  const wish = "Host: x\r\nConnection: Upgrade, close\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";
  assert.match(await answerTo(`GET /api/v1/stream HTTP/1.1\r\n${wish}Sec-WebSocket-Protocol: tocsin\r\n\r\n`), /^HTTP\/1\.1 401 /);
  assert.match(await answerTo(`GET /api/v1/health HTTP/1.1\r\n${wish}\r\n`), /^HTTP\/1\.1 200 /);
  assert.match(await answerTo(`POST /api/v1/sign-in HTTP/1.1\r\n${wish}Content-Type: application/json\r\nContent-Length: 2\r\n\r\n{}`), /^HTTP\/1\.1 422 /);
});

test("X-05: a stream without a session is refused, and one with a cursor of another log is told to begin anew", async () => {
  const url = `${city.url.replace("http", "ws")}/api/v1/stream`;
  const outcome = (protocols: string[], query = ""): Promise<string> =>
    new Promise((resolve) => {
      const socket = new WebSocket(`${url}${query}`, protocols);
      const heard: string[] = [];
      socket.onmessage = ({ data }) => {
        heard.push((JSON.parse(String(data)) as StreamMessage).t);
        if (heard.includes("reset") || heard.length > 1) socket.close();
      };
      socket.onclose = () => resolve(heard.join(" ") || "refused");
      socket.onerror = () => undefined;
    });
  const { token } = await city.signIn("dispatcher");
  assert.equal(await outcome(["tocsin"]), "refused");
  assert.equal(await outcome(["tocsin", "bearer.wrong"]), "refused");
  assert.equal(await outcome(["tocsin"], `?token=${token}`), "refused");
  assert.equal(await outcome(["tocsin", `bearer.${token}`], "?cursor=99999999-1"), "hello reset");
  assert.equal(await outcome(["tocsin", `bearer.${token}`], "?cursor=nonsense"), "hello reset");
});

test("INC-07: a board without room for all that is open takes the most pressing, older P1 before newer others, and counts the rest by priority", async () => {
  const small = await serveCity(city.databaseUrl, city.clock, { server: { boardLimit: 3 } });
  try {
    const taker = await signInAt(small.url, "taker");
    await report(taker, { text: "有人持刀", typeCode: "CR-01" });
    for (const text of ["噪音", "违停", "问路"]) await report(taker, { text, typeCode: "PO-06" });
    const whole = await (await city.signIn("dispatcher")).board();
    const board = await (await signInAt(small.url, "dispatcher")).board();
    const pressing = whole.incidents.slice(0, 3).map(({ id }) => id);
    assert.deepEqual(board.incidents.map(({ id }) => id), pressing);
    assert.deepEqual(board.incidents.map(({ priority }) => priority), ["P1", "P1", "P1"]);
    const left = whole.incidents.slice(3);
    const counts = Object.fromEntries(board.beyond.map(({ priority, count }) => [priority, count]));
    for (const priority of new Set(left.map((incident) => incident.priority))) assert.equal(counts[String(priority)], left.filter((incident) => incident.priority === priority).length);
    assert.deepEqual(whole.beyond, []);
  } finally {
    await small.close();
  }
});
