import assert from "node:assert/strict";
import { createECDH, createPublicKey, verify } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { test } from "node:test";
import ece from "http_ece";
import { makePushKeys, sendPush, vapidHeader } from "./push.ts";

const base64url = (text: string): Buffer => Buffer.from(text, "base64url");
/** A browser's pair and secret. */
function browser() {
  const pair = createECDH("prime256v1");
  const p256dh = pair.generateKeys("base64url");
  return { pair, p256dh, auth: Buffer.alloc(16, 7).toString("base64url") };
}

test("CMD-03: what a push service is given only the browser opens, and it says who sends it (RFC 8291, RFC 8292)", async () => {
  const got: { headers: IncomingHttpHeaders; body: Buffer }[] = [];
  let status = 201;
  const service = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part)).on("end", () => {
      got.push({ headers: request.headers, body: Buffer.concat(parts) });
      response.writeHead(status).end();
    });
  }).listen(0, "127.0.0.1");
  await once(service, "listening");
  const { pair, p256dh, auth } = browser();
  const target = { endpoint: `http://127.0.0.1:${(service.address() as AddressInfo).port}/one`, p256dh, auth };
  const server = { keys: makePushKeys(), subject: "mailto:duty@city.example", now: 1_700_000_000_000 };
  try {
    assert.deepEqual(await sendPush(target, "有新指令", server), { t: "SENT" });
    const { headers, body } = got[0]!;
    assert.equal(body.includes("有新指令"), false);
    assert.equal(ece.decrypt(body, { version: "aes128gcm", privateKey: pair, authSecret: auth }).toString(), "有新指令");
    assert.deepEqual([headers["content-encoding"], headers.ttl, headers["urgency"]], ["aes128gcm", "120", "high"]);
    const [, token = "", key = ""] = /^vapid t=([\w.-]+), k=([\w-]+)$/.exec(headers.authorization ?? "") ?? [];
    const [head = "", claims = "", signature = ""] = token.split(".");
    const point = base64url(key);
    const jwk = { kty: "EC", crv: "P-256", x: point.subarray(1, 33).toString("base64url"), y: point.subarray(33).toString("base64url") };
    assert.ok(verify("sha256", Buffer.from(`${head}.${claims}`), { key: createPublicKey({ format: "jwk", key: jwk }), dsaEncoding: "ieee-p1363" }, base64url(signature)));
    assert.deepEqual(JSON.parse(base64url(claims).toString()), { aud: new URL(target.endpoint).origin, exp: 1_700_000_000 + 43_200, sub: server.subject });
    for (const [said, outcome] of [[410, { t: "GONE" }], [404, { t: "GONE" }], [500, { t: "FAILED", why: "HTTP 500" }], [302, { t: "FAILED", why: "HTTP 302" }]] as const) {
      status = said;
      assert.deepEqual(await sendPush(target, "x", server), outcome);
    }
  } finally {
    service.close();
  }
  assert.equal((await sendPush(target, "x", server)).t, "FAILED", "a push service that is away is a value, not a crash");
  assert.equal((await sendPush({ ...target, p256dh: "AAAA" }, "x", server)).t, "FAILED");
});

test("CMD-03: a message sealed as RFC 8291 shows it (appendix A) is opened", () => {
  const pair = createECDH("prime256v1");
  pair.setPrivateKey(base64url("q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94"));
  const sealed = base64url("DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN");
  assert.equal(ece.decrypt(sealed, { version: "aes128gcm", privateKey: pair, authSecret: "BTBZMqHH6r4Tts7J_aSIgg" }).toString(), "When I grow up, I want to be a watermelon");
  assert.match(vapidHeader(makePushKeys(), "https://push.example/a/b", "mailto:a@b.example", 0), /^vapid t=eyJ/);
});
