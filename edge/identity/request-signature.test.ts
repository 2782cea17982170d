import assert from "node:assert/strict";
import { createHash, generateKeyPairSync, sign } from "node:crypto";
import { test } from "node:test";
import { openRequestRate } from "./request-rate.ts";
import { claimFault, digestMatches, isSignedBy, readSignature, signatureBase, type SignatureClaim, type SignedRequest } from "./request-signature.ts";
import { keyMatches, keyPrefix, newMachineKey } from "./machine-key.ts";

test("RFC 9421, B.2.6: the example signed with Ed25519 is right, and wrong with one sign changed", () => {
  const request: SignedRequest = {
    method: "POST", target: "/foo?param=Value&Pet=dog",
    headers: {
      host: "example.com", date: "Tue, 20 Apr 2021 02:07:55 GMT", "content-type": "application/json", "content-length": "18",
      "signature-input": 'sig-b26=("date" "@method" "@path" "@authority" "content-type" "content-length");created=1618884473;keyid="test-key-ed25519"',
      signature: "sig-b26=:wqcAqbmYJ2ji2glfAMaRy4gruYYnx2nEFN2HN6jrnDnQCK1u02Gb04v9EDgwUPiu4A0w6vuQv5lIp5WPpBKRCw==:",
    },
  };
  const claim = readSignature(request) as SignatureClaim;
  assert.equal(signatureBase(request, claim), [
    '"date": Tue, 20 Apr 2021 02:07:55 GMT', '"@method": POST', '"@path": /foo', '"@authority": example.com', '"content-type": application/json', '"content-length": 18',
    '"@signature-params": ("date" "@method" "@path" "@authority" "content-type" "content-length");created=1618884473;keyid="test-key-ed25519"',
  ].join("\n"));
  const keys = [{ id: "test-key-ed25519", key: "JrQLj5P/89iXES9+vFgrIy29clF9CC/oPPsw3c5D0bs=" }];
  assert.equal(isSignedBy(signatureBase(request, claim)!, keys[0]!.key, claim.signature), true);
  assert.equal(isSignedBy(signatureBase(request, claim)!.replace("/foo", "/fop"), keys[0]!.key, claim.signature), false);
  const complete: SignatureClaim = { ...claim, nonce: "0123456789abcdef" };
  assert.equal(claimFault(request, complete, keys, false, claim.created), "NOT_COVERED", "the query is not signed");
  // The rule for what must be covered stands before the signature: with the needed names in the list, the signature itself is judged.
  assert.equal(claimFault(request, { ...complete, covered: [...claim.covered, "@query"] }, keys, false, claim.created), "WRONG");
});

const { publicKey, privateKey } = generateKeyPairSync("ed25519");
const RAW = publicKey.export({ format: "der", type: "spki" }).subarray(12).toString("base64");
const KEYS = [{ id: "k1", key: RAW }];
const NOW = 1_770_000_000_000;
const COVERED = '("@method" "@path" "@query" "content-digest")';

function signed(change: { covered?: string; created?: number; keyid?: string; nonce?: string; target?: string; body?: string } = {}): SignedRequest {
  const { covered = COVERED, created = NOW / 1_000, keyid = "k1", nonce = "nonce-of-sixteen-signs", target = "/api/v1/intake/receive", body = "{}" } = change;
  const digest = `sha-256=:${createHash("sha256").update(body).digest("base64")}:`;
  const params = `${covered};created=${created};keyid="${keyid}";nonce="${nonce}"`;
  const base = signatureBase({ method: "POST", target, headers: { "content-digest": digest } }, { covered: [...covered.matchAll(/"([^"]+)"/g)].map(([, name]) => name!), params })!;
  return { method: "POST", target, headers: { "content-digest": digest, "signature-input": `sig=${params}`, signature: `sig=:${sign(null, Buffer.from(base), privateKey).toString("base64")}:` } };
}
const faultOf = (request: SignedRequest): string | null => {
  const claim = readSignature(request);
  return typeof claim === "string" ? claim : claimFault(request, claim, KEYS, true, NOW);
};

test("a signed request is taken as it was signed, and in no other form", () => {
  const right = signed();
  assert.equal(faultOf(right), null);
  assert.equal(faultOf(signed({ target: "/api/v1/board?x=1" })), null);
  const changed: readonly (readonly [string, SignedRequest, string])[] = [
    ["method", { ...right, method: "GET" }, "WRONG"], ["path", { ...right, target: "/api/v1/intake/close" }, "WRONG"], ["query", { ...right, target: `${right.target}?a=1` }, "WRONG"],
    ["digest", { ...right, headers: { ...right.headers, "content-digest": "sha-256=:x:" } }, "WRONG"], ["no digest", { ...right, headers: { ...right.headers, "content-digest": undefined } }, "NOT_COVERED"],
    ["parameters", { ...right, headers: { ...right.headers, "signature-input": right.headers["signature-input"]!.replace("nonce-of", "nonce-on") } }, "WRONG"],
    ["two signatures", { ...right, headers: { ...right.headers, "signature-input": `${right.headers["signature-input"]}, b=()` } }, "MALFORMED"],
    ["another label", { ...right, headers: { ...right.headers, signature: right.headers["signature"]!.replace("sig=", "sik=") } }, "MALFORMED"],
    ["created twice", { ...right, headers: { ...right.headers, "signature-input": `${right.headers["signature-input"]};created=1` } }, "MALFORMED"],
    ["another algorithm", { ...right, headers: { ...right.headers, "signature-input": `${right.headers["signature-input"]};alg="hmac-sha256"` } }, "MALFORMED"],
    ["no signature", { ...right, headers: {} }, "MISSING"],
  ];
  for (const [what, request, fault] of changed) assert.equal(faultOf(request), fault, what);
  assert.equal(faultOf(signed({ created: NOW / 1_000 - 61 })), "TIME");
  assert.equal(faultOf(signed({ created: NOW / 1_000 + 61 })), "TIME");
  assert.equal(faultOf(signed({ keyid: "k2" })), "KEY");
  for (const nonce of ["", "short"]) assert.equal(faultOf(signed({ nonce })), "NOT_COVERED");
  assert.equal(faultOf(signed({ covered: '("@method" "@path")' })), "NOT_COVERED");
});

test("a body is the one of its digest, by SHA-256 alone", () => {
  const digest = `sha-256=:${createHash("sha256").update("{}").digest("base64")}:`;
  assert.equal(digestMatches(digest, Buffer.from("{}")), true);
  for (const [header, body] of [[digest, "{ }"], [undefined, "{}"], [`${digest}, sha-512=:x:`, "{}"], ["md5=:x:", "{}"]] as const) assert.equal(digestMatches(header, Buffer.from(body)), false);
});

test("a machine's key is found by its prefix, known by its hash, and never taken for a person's token", () => {
  const { key, prefix, keyHash } = newMachineKey();
  assert.deepEqual([keyPrefix(key), keyMatches(key, keyHash), keyMatches(`${key.slice(0, -1)}_`, keyHash), keyHash.includes(prefix)], [prefix, true, key.endsWith("_"), false]);
  for (const odd of ["", "tk_", key.slice(3), `${key}x`, "x".repeat(43)]) assert.equal(keyPrefix(odd), null, odd);
});

test("a rate gives its minute's worth evenly, a quarter of it at once, and tells how long to wait", () => {
  const rate = openRequestRate();
  const taken = (n: number, at: number): number => Array.from({ length: n }, () => rate.take("a", 60, at)).filter((wait) => wait === 0).length;
  assert.equal(taken(100, 0), 15);
  assert.equal(rate.take("a", 60, 0), 1);
  assert.equal(rate.take("b", 60, 0), 0, "another's");
  assert.equal(taken(100, 10_000), 10);
  assert.equal(rate.take("none", 0, 0), 60);
});
