import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { connect } from "node:net";
import { after, before, test } from "node:test";
import { createFrameCutter } from "@tocsin/jt808/frame.ts";
import { readPacket } from "@tocsin/jt808/header.ts";
import { ID } from "@tocsin/jt808/message.ts";
import { codeBody, locationBody, locationsBody, openTerminal, resultOf, type Terminal, type Told } from "@tocsin/jt808/test-terminal.ts";
import { copyCity, type CityCopy } from "../city-copy.ts";
import { until } from "../until.ts";
import { startCity, TEN_O_CLOCK, type Seated, type TestCity } from "../harness.ts";

const CODE = "1f9c-terminal-of-U1";
const GUIDE = readFileSync(new URL("../../docs/guides/integrator.md", import.meta.url), "utf8");
const sha256 = createHash("sha256").update(CODE).digest("hex");

let copy: CityCopy;
let city: TestCity;
let dispatcher: Seated;
let terminal: Terminal;
before(async () => {
  copy = copyCity();
  copy.put("terminals.csv", `terminal,unit,code_sha256,datum\n${/^13800000001,.*$/m.exec(GUIDE)![0]}\n13800000002,U2,${sha256},GCJ02\n`);
  city = await startCity({ cityDir: copy.dir, server: { terminals: { host: "127.0.0.1", port: 0 } } });
  dispatcher = await city.signIn("dispatcher");
  for (const unitId of ["U1", "U2"]) assert.ok((await dispatcher.command("dispatch.setUnitStatus", { unitId, status: "AVAILABLE" })).ok);
  terminal = await openTerminal(city.server.terminalPort!, "13800000001");
});
after(async () => {
  terminal.socket.destroy();
  await city.close();
  copy.remove();
});

const told = (more: Partial<Told> = {}): Told => ({ lon: 112.004, lat: 30.004, at: city.clock.now(), speedKmh: 36, heading: 90, ...more });
const position = async (unitId: string) => (await dispatcher.board()).positions.find((one) => one.unitId === unitId);
const counted = async () => (await dispatcher.positionSources()).sources.find(({ source }) => source === "JT808")!;

test("DSP-02: the terminal of the integrator's guide is answered as the guide says", async () => {
  const socket = connect(city.server.terminalPort!, "127.0.0.1");
  const answered: Buffer[] = [];
  socket.on("data", (chunk) => answered.push(chunk as Buffer));
  socket.write(Buffer.from(/echo (7e[0-9a-f]+7e) \|/.exec(GUIDE)![1]!, "hex"));
  await until(() => Buffer.concat(answered).length >= 40);
  socket.destroy();
  const frames = createFrameCutter().push(Buffer.concat(answered)).map((raw) => readPacket(raw!));
  assert.deepEqual(frames.map((frame) => frame.ok && [frame.value.message, resultOf(frame.value)]), [[ID.ANSWER, 0], [ID.ANSWER, 0]]);
  assert.deepEqual(await position("U1"), { unitId: "U1", lon: 112.004, lat: 30.004, at: TEN_O_CLOCK, speedKmh: 36, heading: 90 });
});

test("DSP-02: a vehicle terminal signs in and moves its unit; what it held back comes in order, and doubtful fixes are refused by the same rules", async () => {
  assert.equal(resultOf(await terminal.ask(ID.AUTHENTICATE, codeBody(CODE, 2019))), 0);
  city.clock.advance(1_000);
  assert.equal(resultOf(await terminal.ask(ID.LOCATION, locationBody(told()))), 0);
  const from = city.clock.now();
  city.clock.advance(60_000);
  const later = (second: number): Told => told({ lon: 112.004 + second / 1e5, at: from + second * 1_000 });
  assert.equal(resultOf(await terminal.ask(ID.LOCATIONS, locationsBody([later(30), later(10), later(20)]))), 0);
  assert.equal((await position("U1"))?.at, from + 30_000);
  await terminal.ask(ID.LOCATION, locationBody(told({ fixed: false })));
  await terminal.ask(ID.LOCATION, locationBody(later(5)));
  await terminal.ask(ID.LOCATION, locationBody(told({ lon: 113 })));
  assert.equal((await position("U1"))?.at, from + 30_000);
  const { accepted, refused, lastAt } = await counted();
  assert.deepEqual([accepted, refused, lastAt], [5, { NO_FIX: 1, OLDER: 1, IMPOSSIBLE: 1 }, from + 60_000]);
});

test("DSP-02: a terminal that reports in GCJ-02 is placed where it is", async () => {
  const other = await openTerminal(city.server.terminalPort!, "13800000002", 2013);
  assert.equal(resultOf(await other.ask(ID.AUTHENTICATE, codeBody(CODE, 2013))), 0);
  await other.ask(ID.LOCATION, locationBody(told()));
  const placed = await position("U2");
  assert.ok(placed !== undefined && placed.lon < 112 && placed.lat > 30.004, JSON.stringify(placed));
  other.socket.destroy();
});

test("CMD-02: a unit off shift is not tracked, whatever its terminal sends", async () => {
  assert.ok((await dispatcher.command("dispatch.setUnitStatus", { unitId: "U1", status: "OFF_DUTY" })).ok);
  await until(async () => (await position("U1")) === undefined);
  city.clock.advance(1_000);
  assert.equal(resultOf(await terminal.ask(ID.LOCATION, locationBody(told()))), 0, "it goes on sending, and is not to send again");
  assert.equal((await counted()).refused["OFF_DUTY"], 1);
  assert.equal(await position("U1"), undefined);
});
