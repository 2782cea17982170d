import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { serveCity, startCity, type Seated, type TestCity } from "../harness.ts";
import { MALL, accepted, report } from "../scene.ts";
import { openScreen } from "../screen.ts";

let city: TestCity;
before(async () => {
  city = await startCity();
});
after(() => city.close());

const end = async (seat: Seated, incidentId: string) => accepted(await seat.command("intake.cancel", { incidentId, reason: "误报" }));

test("CMD-11: the eighth open P1 of a district is a surge: the server raises it on every screen, once, over a restart too, and ends it by itself", async (t) => {
  const [desk, other] = [await city.signIn("commander"), await serveCity(city.databaseUrl, city.clock)];
  const screen = await openScreen(t, desk);
  const inSurge = (): string[] => [...screen.state().incidents.values()].filter(({ flags }) => flags.includes("SURGE")).map(({ id }) => id).sort();
  const ids: string[] = [];
  try {
    await report(desk, { place: MALL });
    for (let n = 0; n < 7; n++) ids.push((await report(desk)).id);
    await report(desk, { drill: true });
    await screen.until("all seven and the drill", ({ incidents }) => ids.every((id) => incidents.has(id)));
    assert.deepEqual(inSurge(), []);
    ids.push((await report(desk)).id);
    await screen.until("the surge", () => inSurge().length === 8);
    assert.deepEqual(inSurge(), ids.toSorted());
    await city.restart();
    const back = await city.signIn("commander");
    assert.deepEqual((await back.board()).incidents.filter(({ flags }) => flags.includes("SURGE")).map(({ id }) => id).sort(), ids.toSorted());
    for (const id of ids.slice(0, 5)) await end(back, id);
    const left = await openScreen(t, back);
    await left.until("its end", ({ incidents }) => ids.slice(5).every((id) => incidents.get(id)?.flags.includes("SURGE") === false));
    const log = (await back.timeline(ids[7]!)).entries.filter(({ type }) => type.startsWith("Surge"));
    assert.deepEqual(log.map(({ type, data }) => [type, data]), [["SurgeRaised", { orgPath: "CITY.D1", count: 8 }], ["SurgeEnded", { orgPath: "CITY.D1" }]]);
    assert.equal((await back.incident(ids[0]!)).flags.includes("SURGE"), true, "what it was in stays on record");
  } finally {
    await other.close();
  }
});
