import assert from "node:assert/strict";
import { test } from "node:test";
import { base32, codeOf, keyUri, stepOf, stepOfCode } from "./totp.ts";

const secret = Buffer.from("12345678901234567890");

test("codes are those of RFC 6238, appendix B (SHA-1), and RFC 4226, appendix D", () => {
  const vectors: readonly (readonly [seconds: number, code: string])[] = [[59, "94287082"], [1111111109, "07081804"], [1111111111, "14050471"], [1234567890, "89005924"], [2000000000, "69279037"], [20000000000, "65353130"]];
  for (const [seconds, code] of vectors) assert.equal(codeOf(secret, stepOf(seconds * 1_000), 8), code);
  assert.deepEqual([0, 1, 2, 9].map((counter) => codeOf(secret, counter)), ["755224", "287082", "359152", "520489"]);
});

test("a code is taken within its thirty seconds; an older or younger one and what is no code are not", () => {
  const at = 1_000_000_020_000;
  const step = stepOf(at);
  for (const late of [0, 29_999]) assert.equal(stepOfCode(secret, codeOf(secret, step), at + late), step);
  for (const shift of [-2, -1, 1, 2]) assert.equal(stepOfCode(secret, codeOf(secret, step + shift), at), null);
  for (const odd of ["", "12345", "1234567", "abcdef", "１２３４５６"]) assert.equal(stepOfCode(secret, odd, at), null);
});

test("a secret is written in base 32 by RFC 4648, and as the address that authenticator apps read", () => {
  for (const [text, written] of [["f", "MY"], ["fo", "MZXQ"], ["foo", "MZXW6"], ["foobar", "MZXW6YTBOI"]] as const) assert.equal(base32(Buffer.from(text)), written);
  assert.equal(keyUri(secret, "wang.wei", "警钟 江城"), `otpauth://totp/${encodeURIComponent("警钟 江城")}:wang.wei?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=${encodeURIComponent("警钟 江城")}&algorithm=SHA1&digits=6&period=30`);
});
