import assert from "node:assert/strict";
import { test } from "node:test";
import type { Incident } from "@tocsin/contract/intake/incident.ts";
import { openRequests } from "./support-rows.ts";

const incident = (id: string, status: Incident["status"], support: readonly object[]): Incident => ({ id, status, support }) as unknown as Incident;

test("SCN-01: the desk sees open requests of open incidents alone, those due soonest first; old ones without a clock come last", () => {
  const rows = openRequests([
    incident("A", "ON_SCENE", [{ id: "1", at: 1, dueAt: 90, answer: null }, { id: "2", at: 2, dueAt: 50, answer: { text: "x" } }, { id: "3", at: 3, answer: null }]),
    incident("B", "CLOSED", [{ id: "4", at: 0, dueAt: 1, answer: null }]),
    incident("C", "HANDLING", [{ id: "5", at: 5, dueAt: 60, answer: null }]),
  ]);
  assert.deepEqual(rows.map(({ request }) => request.id), ["5", "1", "3"]);
});
