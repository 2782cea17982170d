import assert from "node:assert/strict";
import { test } from "node:test";
import { hintFields, hintOf, type CheckedField } from "./field-hints.ts";

const FLAGS = ["valueMissing", "badInput", "tooShort", "tooLong", "rangeUnderflow", "rangeOverflow", "stepMismatch"] as const;
type Flag = (typeof FLAGS)[number];

/** A field that is its own page: valid exactly as a browser sees it, with a text of ours as one more fault. */
class Field extends EventTarget implements CheckedField {
  readonly type: string;
  wrong: Flag | null;
  said = "";
  readonly min = "2026-03-02T10:00";
  readonly max = "9";
  readonly step = "5";
  readonly minLength = 12;
  readonly maxLength = 40;
  constructor(wrong: Flag | null, type = "text") {
    super();
    this.wrong = wrong;
    this.type = type;
  }
  get validity(): CheckedField["validity"] {
    const flags = Object.fromEntries(FLAGS.map((flag) => [flag, flag === this.wrong])) as Record<Flag, boolean>;
    return { ...flags, valid: this.wrong === null && this.said === "" };
  }
  setCustomValidity(text: string): void {
    this.said = text;
  }
}

test("X-15: a field's fault is said in the app's language, with the bound that it breaks", () => {
  const said = (wrong: Flag, type?: string) => (["zh", "en"] as const).map((lang) => hintOf(new Field(wrong, type), lang));
  assert.deepEqual(said("valueMissing"), ["请填写此项。", "Fill this in."]);
  assert.deepEqual(said("valueMissing", "select-one"), ["请选择一项。", "Choose one."]);
  assert.deepEqual(said("tooShort"), ["至少 12 个字符。", "12 characters or more."]);
  assert.deepEqual(said("rangeUnderflow", "datetime-local"), ["不能早于 2026-03-02 10:00。", "Not before 2026-03-02 10:00."]);
  assert.deepEqual(said("rangeOverflow", "number"), ["不能大于 9。", "9 at most."]);
  for (const flag of FLAGS) for (const type of ["text", "number", "date", "checkbox"]) assert.equal(new Set(said(flag, type)).size, 2, `${flag} of ${type}`);
});

test("X-15: what was said is taken back before a field is checked again, so that a mended form is sent at once", () => {
  const field = new Field("valueMissing");
  hintFields(field, () => "zh");
  field.dispatchEvent(new Event("input"));
  assert.equal(field.said, "", "nobody is told while still typing for the first time");
  field.dispatchEvent(new Event("invalid"));
  assert.equal(field.said, "请填写此项。");
  field.wrong = "tooShort";
  field.dispatchEvent(new Event("input"));
  assert.equal(field.said, "至少 12 个字符。", "and goes on saying what is still wrong");
  field.wrong = null;
  field.dispatchEvent(new Event("input"));
  assert.equal(field.validity.valid, true);
  for (const press of [new Event("click"), Object.assign(new Event("keydown"), { key: "Enter" })]) {
    field.wrong = "valueMissing";
    field.dispatchEvent(new Event("invalid"));
    field.wrong = null; // filled by the page, not by typing
    assert.equal(field.validity.valid, false);
    field.dispatchEvent(press);
    assert.equal(field.validity.valid, true);
  }
});
