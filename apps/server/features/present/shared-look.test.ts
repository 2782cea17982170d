import assert from "node:assert/strict";
import { test } from "node:test";
import { sharedLook } from "./shared-look.ts";

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

test("R24: whoever asks during a look shares the next one, is never given one that began before, and a failed look is its askers' alone", async () => {
  const gates: { open: (seen: number) => void; fail: (error: Error) => void }[] = [];
  const look = sharedLook(() => new Promise<number>((open, fail) => gates.push({ open, fail })));
  const first = look();
  const during = [look(), look(), look()];
  await turn();
  assert.equal(gates.length, 1, "one at a time");
  gates[0]!.open(1);
  assert.equal(await first, 1);
  await turn();
  assert.equal(gates.length, 2, "one for the three");
  const later = look();
  gates[1]!.fail(new Error("away"));
  for (const one of during) await assert.rejects(one, /away/);
  await turn();
  gates[2]!.open(3);
  assert.equal(await later, 3);
  const alone = look();
  await turn();
  gates[3]!.open(4);
  assert.equal(await alone, 4);
});
