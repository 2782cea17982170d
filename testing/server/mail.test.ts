import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { openMail } from "@tocsin/notify/mail.ts";
// Loaded before the certificates' library, which needs what it brings.
import "@tocsin/server/compose.ts";
import { startMailServer } from "../mail-server.ts";
import { softAuthority, type Issued, type SoftAuthority } from "../soft-authority.ts";

let authority: SoftAuthority;
let pair: Issued;
const closing: (() => Promise<void>)[] = [];
before(async () => {
  authority = await softAuthority();
  pair = await authority.issue(["localhost"]);
});
after(() => Promise.all(closing.map((close) => close())));

async function serverOf(encrypts: boolean) {
  const server = await startMailServer(pair, encrypts);
  closing.push(server.close);
  return server;
}

function mailAt(port: number, password = "secret") {
  const states: boolean[] = [];
  const mail = openMail({ host: "localhost", port, tls: false, user: "city", password, from: "110@city.example", ca: authority.cert }, (up) => void states.push(up));
  closing.push(async () => mail.close());
  return { mail, states };
}

test("CMD-03: mail goes over STARTTLS to one duty mailbox, whose server's word is the receipt; nothing begins a header or a list of its own", async () => {
  const { port, taken } = await serverOf(true);
  const { mail, states } = mailAt(port);
  assert.deepEqual(await mail.send("duty@dept.example", "【警钟】城管 01 有新指令\r\nBcc: other@dept.example", "请登录平台签收。", "R1"), { accepted: true, detail: "250 queued as 42" });
  assert.deepEqual(await mail.send("unknown@dept.example", "x", "y", "R2"), { accepted: false, detail: "SMTP 550" });
  for (const to of ["a@dept.example, b@dept.example", "a@dept.example\r\nBcc: b@dept.example", "值班 <a@dept.example>"]) assert.equal((await mail.send(to, "x", "y", "R3")).detail, "NO_MAILBOX");
  assert.deepEqual(taken.map(({ secure, from, to }) => [secure, from, to]), [[true, "110@city.example", ["duty@dept.example"]]]);
  const headers = taken[0]?.text.split("\r\n\r\n")[0]?.split("\r\n").map((line) => line.split(":")[0]?.toLowerCase());
  assert.deepEqual([headers?.includes("bcc"), headers?.includes("message-id"), taken[0]?.text.includes("<R1@city.example>")], [false, true, true]);
  assert.deepEqual(states, [true, true], "a mailbox that is not there is no fault of the line");
});

test("CMD-03, X-08: without encryption, with a wrong password or without a server nothing is sent, and it is said", async () => {
  const [open, closed] = [await serverOf(false), await serverOf(true)];
  const details = await Promise.all([mailAt(open.port), mailAt(closed.port, "wrong"), mailAt(9)].map(async ({ mail, states }) => [(await mail.send("duty@dept.example", "x", "y", "R1")).detail, states]));
  assert.deepEqual(details, [["NO_TLS", [false]], ["SMTP 535", [false]], ["NOT_CONNECTED", [false]]]);
  assert.deepEqual([open.taken, closed.taken], [[], []]);
});
