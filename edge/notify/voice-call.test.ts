import assert from "node:assert/strict";
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { createSocket } from "node:dgram";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { readWave, writeWave } from "@tocsin/kernel/wave.ts";
import { readNetstrings } from "./control-line.ts";
import { announcementOf, openVoice } from "./voice-call.ts";

const RATE = 8_000;
const announcement = writeWave({ rate: RATE, samples: new Uint8Array(RATE) });
const absent = ["baresip", "sipp"].filter((program) => spawnSync("sh", ["-c", 'command -v "$0"', program]).status !== 0);
const skip = absent.length > 0 && `no ${absent.join(", ")} (Debian: baresip-core, sip-tester)`;

const answer = (status: string, more = "Content-Length: 0\r\n\r\n"): string =>
  `<send><![CDATA[\nSIP/2.0 ${status}\n[last_Via:]\n[last_From:]\n[last_To:];tag=[call_number]t\n[last_Call-ID:]\n[last_CSeq:]\nContact: <sip:[local_ip]:[local_port]>\n${more}\n]]></send>`;
const SDP = "Content-Type: application/sdp\nContent-Length: [len]\n\nv=0\no=u 1 1 IN IP4 [local_ip]\ns=-\nc=IN IP4 [media_ip]\nt=0 0\nm=audio [media_port] RTP/AVP 8\na=rtpmap:8 PCMA/8000\n";
const INVITE = '<recv request="INVITE"><action><ereg regexp=".*" search_in="hdr" header="From:" assign_to="caller"/><ereg regexp="sip:[^&gt;]*" search_in="hdr" header="Contact:" assign_to="target"/></action></recv>';
/** One that answers and presses a key, as soon as it has been called; one that is busy. */
const presses = (key: string): string =>
  `${INVITE}${answer("180 Ringing")}${answer("200 OK", SDP)}<recv request="ACK"></recv><send><![CDATA[\nINFO [$target] SIP/2.0\nVia: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch]\nFrom: <sip:u@[local_ip]>;tag=[call_number]t\nTo: [$caller]\n[last_Call-ID:]\nCSeq: 2 INFO\nMax-Forwards: 70\nContent-Type: application/dtmf-relay\nContent-Length: [len]\n\nSignal=${key}\nDuration=160\n]]></send><recv response="200"></recv><recv request="BYE"></recv>${answer("200 OK")}`;
const BUSY = `<recv request="INVITE"></recv>${answer("486 Busy Here")}<recv request="ACK"></recv>`;

/** A telephone at the end of the trunk: SIPp, an independent speaker of SIP. Its exit code says whether the call went as it should. */
async function telephone(scenario: string, folder: string): Promise<{ readonly port: number; readonly sipp: ChildProcess }> {
  const socket = createSocket("udp4").bind(0, "127.0.0.1");
  await once(socket, "listening");
  const { port } = socket.address() as AddressInfo;
  await new Promise<void>((resolve) => socket.close(() => resolve()));
  const file = join(folder, `${port}.xml`);
  writeFileSync(file, `<?xml version="1.0" encoding="ISO-8859-1"?>\n<scenario name="telephone">${scenario}</scenario>\n`);
  return { port, sipp: spawn("sipp", ["-sf", file, "-i", "127.0.0.1", "-p", String(port), "-m", "1", "-nostdin", "-timeout", "60s"], { stdio: "ignore" }) };
}

test("CMD-03: a call over the city's trunk plays the announcement; the key 1 is the receipt, a busy line none, and nothing but a number is dialled", { skip }, async () => {
  const folder = mkdtempSync(join(tmpdir(), "tocsin-telephone-"));
  const [answering, busy] = [await telephone(presses("1"), folder), await telephone(BUSY, folder)];
  const receipts = new Map<string, (told: string) => void>();
  const told = (reference: string): Promise<string> => new Promise((resolve) => receipts.set(reference, resolve));
  const states: boolean[] = [];
  const voiceAt = (port: number) =>
    openVoice({ program: "baresip", modules: process.env["TOCSIN_BARESIP_MODULES"] ?? "/usr/lib/baresip/modules", host: "127.0.0.1", port, transport: "udp", user: "city", password: "", announcement }, {
      onReceipt: (reference, delivered, detail) => receipts.get(reference)?.(`${delivered} ${detail}`), connected: (up) => void states.push(up), onFailure: (error) => assert.fail(String(error)),
    });
  const [one, other] = [voiceAt(answering.port), voiceAt(busy.port)];
  const [first, second] = [told("R1"), told("R2")];
  const exits = [answering, busy].map(({ sipp }) => once(sipp, "exit"));
  assert.deepEqual([one.call("13800000001", "R1"), one.call("13800000001", "R9"), one.call("110;transport=tcp", "R9"), other.call("13800000002", "R2")], [null, "BUSY", "NO_NUMBER", null]);
  assert.equal(await first, "true ");
  assert.match(await second, /^false .*486/);
  assert.deepEqual((await Promise.all(exits)).map(([code]) => code as unknown), [0, 0], "the other side saw a call as it should be, hung up by us");
  assert.deepEqual(states, [true, true]);
  await Promise.all([one.close(), other.close()]);
  rmSync(folder, { recursive: true });
});

test("CMD-03, X-08: without the program a call fails at once and is said to", async () => {
  const states: boolean[] = [];
  const failed = await new Promise<string>((resolve) => {
    const voice = openVoice({ program: "/no/such/program", modules: "", host: "127.0.0.1", port: 9, transport: "udp", user: "city", password: "", announcement }, {
      onReceipt: (reference, delivered, detail) => resolve(`${reference} ${delivered} ${detail}`), connected: (up) => void states.push(up), onFailure: () => undefined,
    });
    assert.equal(voice.call("13800000001", "R1"), null);
  });
  assert.deepEqual([failed, states], ["R1 false NOT_CONNECTED", [false]]);
});

test("CMD-03: an announcement is heard three times with a pause after each; what the program tells is read whole, however it is cut", () => {
  assert.equal(readWave(announcementOf(announcement))?.samples.length, 3 * (RATE + 4 * RATE * 2));
  assert.throws(() => announcementOf(writeWave({ rate: 44_100, samples: new Uint8Array(8) })), RangeError);
  const whole = Buffer.from(`${Buffer.byteLength('{"type":"呼"}')}:{"type":"呼"},2:{},`);
  for (let cut = 0; cut <= whole.length; cut++) {
    const took: string[] = [];
    const rest = readNetstrings(whole.subarray(0, cut), (payload) => void took.push(payload));
    readNetstrings(Buffer.concat([rest, whole.subarray(cut)]), (payload) => void took.push(payload));
    assert.deepEqual(took, ['{"type":"呼"}', "{}"]);
  }
  assert.throws(() => readNetstrings(Buffer.from("GET / HTTP/1.1\r\n\r\n"), () => undefined), RangeError);
});
