import assert from "node:assert/strict";
import { test } from "node:test";
import { PlanContent, PlanModule } from "@tocsin/contract/command/plan.ts";
import { SAMPLE_MODULE, SAMPLE_PLAN } from "@tocsin/engine/plans/sample-plan.ts";
import { type Content, movedRow, renamedRow, rowsAt, valueAt, withoutRow, withRow, withValue } from "./draft-edit.ts";
import { contentIn, textOf } from "./draft-text.ts";
import { blankOf, fieldsOf, type FormField, misfitOf } from "./field-shape.ts";
import { rangeText } from "../parameter-range.ts";
import { faultsOf, findingsAt, findingsOn, movedFindings } from "./findings-beside.ts";
import { placeWords } from "./place-words.ts";

const plan = SAMPLE_PLAN as unknown as Content;
const named = (fields: readonly FormField[], name: string): FormField => fields.find((field) => field.name === name)!;
const rowFields = (part: string): readonly FormField[] => {
  const { shape } = named(fieldsOf(PlanContent), part);
  assert.ok(shape.kind === "rows");
  return shape.fields;
};

test("CMD-06: the form is drawn from the contract: every field of a plan has a shape, and a new row has what it must have", () => {
  const kinds = Object.fromEntries(rowFields("tasks").map(({ name, shape }) => [name, shape.kind]));
  assert.deepEqual([kinds["dutyZh"], kinds["dueS"], kinds["critical"], kinds["from"], kinds["after"], kinds["needs"]], ["text", "number", "flag", "choice", "codes", "rows"]);
  const { shape } = named(rowFields("roles"), "holder");
  assert.deepEqual(shape.kind === "either" && shape.ways.map(({ by }) => by), ["seat", "agency"]);
  assert.deepEqual(named(fieldsOf(PlanContent), "lastExercise"), { name: "lastExercise", optional: false, nullable: true, shape: { kind: "text", max: 40, pattern: "^[0-9]{4}-[0-9]{2}-[0-9]{2}$" } });
  assert.deepEqual(blankOf(rowFields("tasks")), { id: "", nameZh: "", nameEn: "", dutyZh: "", dutyEn: "", role: "", startS: 1, dueS: 1, from: "IV" });
  const byKey = fieldsOf(PlanContent).flatMap(({ name, shape: of }) => (of.kind === "rows" ? of.fields.filter((field) => field.shape.kind === "byKey").map((field) => `${name}.${field.name}`) : []));
  assert.deepEqual(byKey, ["calls.args", "calls.roles"], "what the called module says the fields of");
  const { shape: area } = named(rowFields("areas"), "shape");
  assert.deepEqual(area.kind === "either" && area.ways.map(({ by, fields }) => [by, fields[0]!.shape.kind]), [["radiusM", "number"], ["ring", "points"]]);
  assert.ok(fieldsOf(PlanModule).length > 8);
});

test("CMD-06: what was written as text is shown by the form where its kinds are those of the contract, and the first other place is named", () => {
  const fields = fieldsOf(PlanContent);
  assert.equal(misfitOf(fields, plan), null);
  assert.equal(misfitOf(fields, { id: "NEW" }), null, "what is missing is the linter's");
  assert.equal(misfitOf(fields, []), "{}");
  assert.equal(misfitOf(fields, withValue(plan, ["tasks", 2, "dueS"], "soon")), "tasks.2.dueS");
  assert.equal(misfitOf(fields, withValue(plan, ["roles"], {})), "roles");
  assert.equal(misfitOf(fields, withValue(plan, ["calls", 0, "args"], ["HOT"])), "calls.0.args");
});

test("CMD-06: an edit changes one place and leaves the rest as it is; a field that is emptied is gone", () => {
  const later = withValue(plan, ["tasks", 1, "dueS"], 1_200);
  assert.equal(valueAt(later, ["tasks", 1, "dueS"]), 1_200);
  assert.deepEqual(withValue(later, ["tasks", 1, "dueS"], SAMPLE_PLAN.tasks[1]!.dueS), plan);
  assert.equal(Object.hasOwn(withValue(plan, ["trigger"], undefined), "trigger"), false);
  const more = withRow(plan, ["roles"], { id: "MEDIC" });
  assert.deepEqual(withoutRow(more, ["roles"], 2), plan);
  assert.deepEqual(rowsAt(movedRow(plan, ["tasks"], 0, 1), ["tasks"]).map(({ id }) => id), ["MEASURE", "SHUT", "SWEEP", "LIFT"]);
  assert.equal(movedRow(plan, ["tasks"], 0, -1), plan);
});

test("CMD-06: what names a row goes with its new id, unless another row has the old one", () => {
  const renamed = renamedRow(plan, "tasks", 0, "CLOSE-VALVE");
  assert.deepEqual(valueAt(renamed, ["tasks", 1, "after"]), ["CLOSE-VALVE"]);
  assert.equal(valueAt(renamedRow(plan, "roles", 1, "UTILITY"), ["tasks", 0, "role"]), "UTILITY");
  const twice = withRow(plan, ["tasks"], { id: "SHUT" });
  assert.deepEqual(valueAt(renamedRow(twice, "tasks", 4, "SHUT-2"), ["tasks", 1, "after"]), ["SHUT"]);
});

test("CMD-06: a finding stands beside its field wherever the row has gone, and goes with the row", () => {
  const found = [{ path: "tasks.1.after", zh: "不", en: "no" }, { path: "levels.II", zh: "缺", en: "missing" }];
  assert.deepEqual(movedFindings(found, plan, movedRow(plan, ["tasks"], 0, 1)).map(({ path }) => path), ["tasks.0.after", "levels.II"]);
  assert.deepEqual(movedFindings(found, plan, withoutRow(plan, ["tasks"], 1)).map(({ path }) => path), ["levels.II"]);
  assert.equal(findingsAt(found, ["tasks"]).length, 1);
  assert.equal(findingsAt(found, ["tasks", 10]).length, 0, "row 1 is not row 10");
  assert.equal(findingsOn(found, ["levels", "II"]).length, 1);
  assert.deepEqual(faultsOf([{ path: "$.plan.tasks[3].dutyZh", message: "m" }, { path: "$.plan", message: "m" }, { path: "$.planVersionId", message: "m" }], "$.plan").map(({ path }) => path), ["tasks.3.dutyZh", ""]);
});

test("CMD-06: a place is told in words: the part, the row by its id, the field", () => {
  const word = (field: string): string => field.toUpperCase();
  assert.equal(placeWords("tasks.1.dueS", plan, word), "TASKS MEASURE · DUES");
  assert.equal(placeWords("calls.0.args.gates", plan, word), "CALLS EDGE · ARGS");
  assert.equal(placeWords("levels.II.when", plan, word), "LEVELS · II · WHEN");
  assert.equal(placeWords("tasks.9", plan, word), "TASKS 10", "a row without an id by its number");
  assert.equal(placeWords("", plan, word), "");
});

test("CMD-07: a parameter's bounds stand beside it with their unit", () => {
  const [area, gates] = SAMPLE_MODULE.parameters;
  assert.deepEqual([rangeText(area!), rangeText(gates!), rangeText({ type: "NUMBER", min: 2 }), rangeText({ type: "NUMBER", max: 2 }), rangeText({ type: "TEXT" })], ["20–2000", "1–12 处", "≥ 2", "≤ 2", ""]);
});

test("CMD-06: the text of a draft is YAML as in a city's folder, and says the same; what cannot be read is named by line", () => {
  const shuffled = { notices: plan["notices"], ...Object.fromEntries(Object.entries(plan).toReversed()), areas: [{ shape: { radiusM: 200 }, nameEn: "Hot zone", nameZh: "警戒区", kind: "CORDON", id: "HOT" }] };
  const text = textOf(shuffled, fieldsOf(PlanContent));
  assert.match(text, /^id: GAS-LEAK\nnameZh: 燃气泄漏\n[^]+areas:\n {2}- id: HOT\n {4}kind: CORDON\n[^]+tasks:\n {2}- id: SHUT\n {4}nameZh/);
  assert.deepEqual(contentIn(text), { content: plan });
  assert.deepEqual(contentIn(text.replace("id: GAS-LEAK", "id: [GAS-LEAK")), { line: 2 });
  assert.deepEqual(contentIn("id: X\nid: Y\n"), { line: 2 });
  assert.deepEqual(contentIn("a: &a [1]\nb: *a\n"), { line: 1 });
});
