import assert from "node:assert/strict";
import { test } from "node:test";
import { shareAnswer, writtenAnswer } from "./written-answers.ts";

test("R24: an answer that several share is written once, and any other each time as it is then", () => {
  const shared = shareAnswer({ ok: true, text: "商场着火了" });
  const bytes = writtenAnswer(shared);
  assert.equal(String(bytes), '{"ok":true,"text":"商场着火了"}');
  assert.equal(writtenAnswer(shared), bytes);
  const own = { n: 1 };
  assert.equal(writtenAnswer(own), '{"n":1}');
  own.n = 2;
  assert.equal(writtenAnswer(own), '{"n":2}');
  assert.equal(writtenAnswer(null), "null");
});
