import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { copyCity } from "../city-copy.ts";
import { startCity, type Seated, type TestCity } from "../harness.ts";
import { accepted, refusedWith, report, SCHOOL } from "../scene.ts";
import { openScreen } from "../screen.ts";

const copy = copyCity();
let city: TestCity;
before(async () => {
  copy.change("accounts.yaml", /^- id: d1$/m, "- id: chief-d1\n  name: 江西区值班长\n  grants: [{ role: DUTY_COMMANDER, org: D1 }]\n  demoPassword: tiny-city-pass\n- id: d1");
  copy.change("deadlines.yaml", "commanderAway: 180", "commanderAway: 240");
  city = await startCity({ cityDir: copy.dir });
});
after(async () => {
  await city.close();
  copy.remove();
});

/** As if nobody had touched the account's seats for so long; sessions go by the machine's clock. */
const goneFor = (account: string, seconds: number) => city.ledger.db.query("update tocsin.session set used_at = $2 where user_id = $1", [account, Date.now() - seconds * 1_000]);

test("CMD-04, X-05: the seat of who commands has gone: the incident is stuck for everybody until another of the level takes over, with a reason that all screens show at once", async (t) => {
  const [a, b, desk, chief, east] = await Promise.all(["commander", "commander2", "dispatcher", "chief11", "d2"].map((account) => city.signIn(account)));
  const [screen, lost] = [await openScreen(t, desk!), await openScreen(t, a!)];
  const { id: incidentId } = await report(a!, { place: SCHOOL });
  accepted(await a!.command("command.take", { incidentId }));
  const takeOver = (seat: Seated, fromUserId = "commander", reason = "值班长甲离席，无人处置") => seat.command("command.takeOver", { incidentId, fromUserId, reason });
  refusedWith(await takeOver(desk!), "FORBIDDEN");
  refusedWith(await takeOver(east!), "NOT_FOUND");
  assert.match(refusedWith(await takeOver(b!), "COMMANDER_PRESENT").message, /值班长甲.*240 秒/);
  assert.ok(!(await b!.command("command.takeOver", { incidentId, fromUserId: "commander", reason: "" })).ok, "a reason is asked for");
  await goneFor("commander", 241);
  refusedWith(await takeOver(chief!), "TAKEOVER_LEVEL");
  refusedWith(await b!.command("intake.cancel", { incidentId, reason: "x" }), "NOT_IN_COMMAND");
  accepted(await takeOver(b!));
  for (const seen of [screen, lost]) await seen.until("who took over and why", ({ incidents }) => incidents.get(incidentId)?.takenOver?.reason === "值班长甲离席，无人处置" && incidents.get(incidentId)?.commander?.userId === "commander2");
  const entry = (await desk!.timeline(incidentId)).entries.find(({ type }) => type === "CommandTakenOver");
  assert.deepEqual([entry?.by, entry?.data], ["commander2", { userId: "commander2", name: "值班长乙", orgPath: "CITY", fromUserId: "commander", fromName: "值班长甲", ground: "ABSENT", reason: "值班长甲离席，无人处置" }]);
  refusedWith(await a!.command("intake.cancel", { incidentId, reason: "x" }), "NOT_IN_COMMAND");
  accepted(await b!.command("intake.cancel", { incidentId, reason: "误报" }));
});

test("CMD-04: a seat that has just signed out or is locked counts from its last use", async () => {
  const [a, b] = [await city.signIn("commander"), await city.signIn("commander2")];
  const { id: incidentId } = await report(b, { place: SCHOOL });
  accepted(await a.command("command.take", { incidentId }));
  await a.signOut();
  const takeOver = () => b.command("command.takeOver", { incidentId, fromUserId: "commander", reason: "离席" });
  refusedWith(await takeOver(), "COMMANDER_PRESENT");
  await goneFor("commander", 240);
  accepted(await takeOver());
  accepted(await b.command("intake.cancel", { incidentId, reason: "误报" }));
});

test("CMD-04, X-02: however many take over in one instant, on the real database exactly one does each time, and each from the one who commanded then", async () => {
  const seats = await Promise.all(["commander", "commander2", "chief-d1"].map((account) => city.signIn(account)));
  const [one, two, district] = seats as [Seated, Seated, Seated];
  const { id: incidentId } = await report(district, { place: SCHOOL });
  accepted(await district.command("command.take", { incidentId }));
  const from = async (): Promise<string> => (await one.incident(incidentId)).commander!.userId;
  const who = new Map([["commander", one], ["commander2", two], ["chief-d1", district]]);
  for (let round = 0; round < 12; round++) {
    const fromUserId = await from();
    await who.get(fromUserId)!.command("command.offerHandover", { incidentId, toUserId: "chief-d1" });
    for (const account of who.keys()) await goneFor(account, 600);
    // Whoever commands asks for nothing meanwhile: that would be a seat that is there.
    const others = [one, two].filter((seat) => seat !== who.get(fromUserId));
    const answers = await Promise.all([...others, ...others, ...others].map((seat) => seat.command("command.takeOver", { incidentId, fromUserId, reason: `第 ${round} 轮` })));
    assert.equal(answers.filter(({ ok }) => ok).length, 1, JSON.stringify(answers));
    for (const answer of answers) if (!answer.ok) assert.equal(answer.code, "COMMANDER_CHANGED");
    assert.notEqual(await from(), fromUserId);
    // Every third time it goes back down by a hand-over, while the others try again from an old screen.
    if (round % 3 !== 2) continue;
    accepted(await who.get(await from())!.command("command.offerHandover", { incidentId, toUserId: "chief-d1" }));
    const [taken] = await Promise.all([district.command("command.acceptHandover", { incidentId }), ...[one, two].map((seat) => seat.command("command.takeOver", { incidentId, fromUserId, reason: "旧屏幕" }))]);
    accepted(taken!);
  }
  let commander: string | null = null;
  for (const { type, data } of await city.ledger.readStream({ kind: "incident", id: incidentId })) {
    if (type === "CommandTakenOver") assert.equal((data as { fromUserId: string }).fromUserId, commander);
    if (type === "CommandTaken") assert.equal(commander, null);
    if (type === "CommandTaken" || type === "CommandTakenOver" || type === "CommandAccepted") commander = (data as { userId: string }).userId;
  }
  assert.equal(commander, await from());
  accepted(await who.get(commander!)!.command("intake.cancel", { incidentId, reason: "误报" }));
});
