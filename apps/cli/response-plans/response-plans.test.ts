import assert from "node:assert/strict";
import { after, before, test, type TestContext } from "node:test";
import { demoPlans } from "@tocsin/cities/demo/plan-files.ts";
import { copyCity, type CityCopy } from "@tocsin/testing/city-copy.ts";
import { rehearsePlans } from "./rehearse-plans.ts";
import { testPlans } from "./test-plans.ts";

let city: CityCopy;
before(() => {
  city = copyCity();
  for (const [path, text] of demoPlans()) city.put(path, text);
});
after(() => city.remove());

/** What a command prints, with its complaint, when it has one, as the last line. */
async function printed(t: TestContext, run: () => Promise<void>): Promise<string[]> {
  const log = t.mock.method(console, "log", () => undefined);
  try {
    await run();
    return log.mock.calls.map(({ arguments: [line] }) => String(line));
  } catch (error) {
    return [...log.mock.calls.map(({ arguments: [line] }) => String(line)), (error as Error).message];
  } finally {
    log.mock.restore();
  }
}

const tested = (t: TestContext, ...words: string[]): Promise<string[]> => printed(t, () => testPlans([...words, "--city", city.dir, "--today", "2026-12-01"]));

test("CMD-06: `plan test` lints every plan of a folder and runs its cases; what does not come true is named by file, line and case, and the command fails", async (t) => {
  const lines = await tested(t);
  assert.equal(lines.filter((line) => line.startsWith("✔")).length, 12, lines.join("\n"));
  assert.match(lines.at(-1)!, /^12 个预案 plans, \d+ 个用例 tests, 0 处不符 faults$/);
  city.change("plans/fire.test.yaml", "trigger: YES", "trigger: NO");
  const [first, ...others] = await tested(t, "FIRE");
  assert.match(first!, /^✖ FIRE /);
  assert.match(first!, /plans\/fire\.test\.yaml:\d+ .+ · 启动 trigger: NO ≠ YES/);
  assert.match(others.at(-1)!, /预案未通过/);
  assert.match((await tested(t, "NOWHERE")).at(-1)!, /没有预案 \/ there is no plan: NOWHERE/);
});

test("CMD-06, CMD-09: `plan rehearse` plays so many incidents of a plan in the city and tells which share of its tasks found their units in time; a seed gives the same again", async (t) => {
  const rehearsed = (seed: string): Promise<string[]> => printed(t, () => rehearsePlans(["GAS-LEAK", "--city", city.dir, "--count", "60", "--seed", seed]));
  const [told, settings] = await rehearsed("one");
  assert.match(told!, /^GAS-LEAK .+ · 60 起 incidents \(I \d+, II \d+, III \d+, IV \d+\)\n +\d+\.\d % 的任务在开始时限内等到力量到场/);
  assert.match(settings!, /种子 seed “one” · \d+ 个单元 units/);
  assert.deepEqual(await rehearsed("one"), [told, settings]);
  assert.notEqual((await rehearsed("other"))[0], told);
});
