import assert from "node:assert/strict";
import { test } from "node:test";
import { recordingFault } from "./recording-draft.ts";

test("SCN-03: a recording is linked by its number in the archive, and only if it was announced; without one nothing is asked", () => {
  for (const [reference, announced, fault] of [
    ["", false, null], ["  ", true, null], ["BWC-2026-0302/0017", true, null], [" BWC-2026-0302/0017 ", true, null], ["BWC-2026-0302/0017", false, "ANNOUNCED"], ["张三的录像", true, "NUMBER"], ["https://x.example/a", true, "NUMBER"], ["A1", true, "NUMBER"],
  ] as const) assert.equal(recordingFault({ reference, announced }), fault, reference);
});
