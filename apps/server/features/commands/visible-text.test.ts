import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { isStorable } from "@tocsin/kernel/storable.ts";
import { readReport } from "./report-body.ts";
import { mendJsonText, visibleControls, visibleUtf8 } from "./visible-text.ts";

const CONTROLS = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F]/;

test("INC-01: well-formed UTF-8 passes unchanged, whatever it says (property)", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), (text) => {
      assert.deepEqual(visibleUtf8(Buffer.from(text), "\\"), { text, changed: false });
    }),
  );
});

test("INC-01: any bytes become text that the database keeps, and every broken byte stays visible (property)", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
      const { text, changed } = visibleUtf8(bytes, "\\");
      const broken = Buffer.from(bytes).toString("utf8").includes("\uFFFD") && !Buffer.from(Buffer.from(bytes).toString("utf8")).equals(Buffer.from(bytes));
      assert.equal(changed, broken);
      assert.ok(isStorable(visibleControls(text)) && !CONTROLS.test(visibleControls(text)));
    }),
    { numRuns: 1_000 },
  );
});

test("INC-01: overlong forms, surrogates and cut sequences are not taken for characters", () => {
  for (const [bytes, text] of [
    [[0xc0, 0x80], "\\xC0\\x80"],
    [[0xed, 0xa0, 0x80], "\\xED\\xA0\\x80"],
    [[0xe7, 0x81], "\\xE7\\x81"],
    [[0xf4, 0x90, 0x80, 0x80], "\\xF4\\x90\\x80\\x80"],
    [[0xf0, 0x9f, 0x94, 0xa5], "🔥"],
  ] as const) assert.equal(visibleUtf8(Uint8Array.from(bytes), "\\").text, text);
});

test("INC-01: JSON with raw control characters in its texts is mended, other JSON is left as it is", () => {
  assert.deepEqual(mendJsonText('{"a":"x\ny\u0001","b":[1,\n2]}'), { text: '{"a":"x\\ny\\\\u0001","b":[1,\n2]}', changed: true });
  fc.assert(
    fc.property(fc.json(), (text) => {
      assert.deepEqual(mendJsonText(text), { text, changed: false });
    }),
  );
});

test("INC-01: every body that says anything becomes a payload, and a sound one is passed on as it is (property)", () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 1, maxLength: 80 }), (bytes) => {
      let read;
      try {
        read = readReport(Buffer.from(bytes), undefined, 1);
      } catch (error) {
        assert.equal((error as Error).name, "RefusedRequest");
        return;
      }
      assert.equal(typeof read.payload, "object");
    }),
    { numRuns: 1_000 },
  );
  const sound = { incidentId: "01", text: "火灾\n二楼", place: { addressText: "甲路1号" } };
  assert.deepEqual(readReport(Buffer.from(JSON.stringify(sound)), "application/json", 1), { payload: sound, raw: false });
  assert.deepEqual(readReport(Buffer.from("   "), undefined, 1), { payload: {}, raw: false });
  assert.throws(() => readReport(Buffer.from(`{"a":${"[".repeat(60)}${"]".repeat(60)}}`), undefined, 1), { name: "RefusedRequest" });
});

test("INC-01: an escape that makes a text too long cuts the text, never the report", () => {
  const { payload, raw } = readReport(Buffer.concat([Buffer.from('{"text":"'), Buffer.alloc(2_000, 0xff), Buffer.from('"}')]), "application/json", 1);
  assert.deepEqual([raw, (payload as { text: string }).text.length], [true, 4_000]);
  const fires = readReport(Buffer.from(`x${"🔥".repeat(3_000)}`), "text/plain", 1).payload as { text: string };
  assert.ok(fires.text.length === 3_999 && isStorable(fires.text));
});
