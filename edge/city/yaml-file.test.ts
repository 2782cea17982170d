import assert from "node:assert/strict";
import { test } from "node:test";
import { FileFaults, type Fault } from "./fault.ts";
import { readYaml } from "./yaml-file.ts";

function read(text: string) {
  const faults: Fault[] = [];
  const file = readYaml(text, new FileFaults("policies.yaml", faults));
  return { value: file?.value, faults: faults.map(({ line, field, code, messageEn }) => `${line} ${field} ${code} ${messageEn}`) };
}

test("R27: references that grow, nesting without end and doubled keys are faults of the file, and nothing is thrown", () => {
  const bomb = `a: &a [${"x,".repeat(9)}]\n${["b", "c", "d", "e", "f", "g"].map((key, i) => `${key}: &${key} [${`*${"abcdef"[i]},`.repeat(9)}]`).join("\n")}\n`;
  assert.deepEqual(read(bomb), { value: undefined, faults: ["1  FILE_SYNTAX is not readable as YAML: its references grow without end"] });
  assert.match(read("[".repeat(5_000) + "]".repeat(5_000)).faults[0]!, /^1 {2}FILE_SYNTAX is not readable as YAML/);
  assert.deepEqual(read("a: 1\nb: {c: 1, c: 2}\na: 3\n").faults, ["2 c FILE_SYNTAX stands twice in one place", "3 a FILE_SYNTAX stands twice in one place"]);
  assert.deepEqual(read("a: 1\n? 1\n: x\n'1': y\n").faults, ["4 1 FILE_SYNTAX stands twice in one place"]);
  assert.deepEqual(read("a: &x {b: 1}\nc: *x\n").value, { a: { b: 1 }, c: { b: 1 } });
});

test("X-10: a prohibited key is found wherever it stands, behind a reference too", () => {
  assert.deepEqual(read("a: &x\n  faceTemplate: 1\nb: *x\n").faults.map((fault) => fault.split(" ").slice(0, 3).join(" ")), ["2 faceTemplate PROHIBITED_FIELD"]);
});
