import assert from "node:assert/strict";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { test } from "node:test";
import smpp, { type Pdu, type Session } from "smpp";
import { openSms, readReceipt } from "./sms.ts";

test("CMD-03: a short message goes over SMPP to the operator, whose receipt comes back under its reference; without the operator it is said at once", async () => {
  const taken: { to: string; text: string }[] = [];
  const sessions: Session[] = [];
  const operator = smpp.createServer((session) => {
    sessions.push(session);
    session.on("error", () => undefined);
    session.on("bind_transceiver", (pdu: Pdu) => session.send(pdu.response({ command_status: pdu.password === "secret" ? 0 : 0x0d })));
    session.on("submit_sm", (pdu: Pdu) => {
      taken.push({ to: pdu.destination_addr!, text: String(pdu.short_message?.message) });
      const id = `M${taken.length}`;
      session.send(pdu.response({ message_id: id }));
      const receipt = { source_addr: "1", destination_addr: "2", esm_class: 4, short_message: `id:${id} sub:001 dlvrd:001 stat:${pdu.destination_addr === "100" ? "EXPIRED" : "DELIVRD"} err:000 text:` };
      for (let twice = 0; twice < 2; twice++) session.deliver_sm(receipt);
    });
  });
  operator.listen(0, "127.0.0.1");
  await once(operator, "listening");
  const { port } = operator.address() as AddressInfo;
  const receipts: string[] = [];
  const waiting: (() => void)[] = [];
  const states: boolean[] = [];
  let connected = (): void => undefined;
  const up = new Promise<void>((resolve) => (connected = resolve));
  const sms = openSms({ host: "127.0.0.1", port, systemId: "city", password: "secret", from: "110" }, {
    onReceipt: (reference, delivered) => void (receipts.push(`${reference} ${delivered}`), waiting.shift()?.()),
    connected: (is) => void (states.push(is), is && connected()),
    onFailure: () => undefined,
  });
  assert.equal(await sms.send("13800000000", "早了", "R0"), "NOT_CONNECTED");
  await up;
  const four = Promise.all(Array.from({ length: 4 }, () => new Promise<void>((resolve) => waiting.push(resolve))));
  assert.deepEqual([await sms.send("13800000000", "【警钟】学府 01 有新指令，请签收。", "R1"), await sms.send("100", "x", "R2")], [null, null]);
  await four;
  assert.deepEqual(receipts, ["R1 true", "R1 true", "R2 false", "R2 false"]);
  assert.deepEqual(taken[0], { to: "13800000000", text: "【警钟】学府 01 有新指令，请签收。" });
  await sms.close();
  assert.deepEqual([states.at(-1), await sms.send("1", "x", "R3")], [false, "NOT_CONNECTED"]);
  for (const session of sessions) session.destroy();
  operator.close();
});

test("CMD-03: receipts are read by their fields or their text, and an answer of a person is none", () => {
  const short = (message: string | Buffer) => ({ short_message: { message } });
  assert.deepEqual(readReceipt({ esm_class: 4, receipted_message_id: "A", message_state: 2 }), { messageId: "A", delivered: true, state: "2" });
  assert.deepEqual(readReceipt({ esm_class: 4, ...short(Buffer.from("id:B sub:1 stat:UNDELIV")) }), { messageId: "B", delivered: false, state: "UNDELIV" });
  assert.deepEqual([readReceipt({ esm_class: 0, ...short("id:B stat:DELIVRD") }), readReceipt({ esm_class: 4, ...short("?") })], [null, null]);
});
