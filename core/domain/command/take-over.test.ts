import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { City } from "@tocsin/contract/organisation/city.ts";
import { SECOND } from "@tocsin/kernel/instant.ts";
import { tinyCity } from "@tocsin/testing/fixtures/tiny-city.ts";
import { actor, cityModel, openIncident, orderUnits } from "@tocsin/testing/model/city-model.ts";

const chief = (userId: string, orgPath: string) => actor({ userId, name: `值班长${userId}`, role: "DUTY_COMMANDER", orgPath });
const [cityOne, cityTwo, district, otherDistrict, station] = [chief("c1", "CITY"), chief("c2", "CITY"), chief("d1", "CITY.D1"), chief("d2", "CITY.D2"), chief("s11", "CITY.D1.S11")];
const city: City = { ...tinyCity, deadlines: { ...tinyCity.deadlines, commanderAway: 300 } };
const codeOf = (result: { readonly ok: boolean; readonly error?: { readonly code: string } }): string => (result.ok ? "accepted" : result.error!.code);

function commanded(by = district, of: City = city) {
  const model = cityModel(of);
  const incidentId = openIncident(model, "FR-02");
  assert.ok(model.send("command.take", { incidentId }, by).ok);
  const take = (who: ReturnType<typeof actor>, fromUserId = by.userId): string => codeOf(model.send("command.takeOver", { incidentId, fromUserId, reason: "席位无人" }, who) as Parameters<typeof codeOf>[0]);
  return { model, incidentId, take };
}

test("CMD-04: a higher level takes command over at any time; the incident says from whom, by whom, by what right and why, and the one before orders nothing more", () => {
  const { model, incidentId, take } = commanded();
  assert.ok(model.send("command.offerHandover", { incidentId, toUserId: "x" }, district).ok);
  assert.equal(take(cityOne), "accepted");
  const { commander, takenOver, handover } = model.incident(incidentId);
  assert.deepEqual([commander, handover], [{ userId: "c1", name: "值班长c1", orgPath: "CITY", since: model.now() }, null]);
  assert.deepEqual(takenOver, { fromUserId: "d1", fromName: "值班长d1", by: "c1", byName: "值班长c1", ground: "HIGHER", reason: "席位无人", at: model.now() });
  assert.deepEqual(model.log.slice(-1).map(({ type }) => type), ["CommandTakenOver"], "no hand-over, and recorded as none");
  assert.equal(codeOf(model.send("dispatch.issueOrder", { incidentId, orderId: model.newId(), unitIds: ["U1"] }, district) as Parameters<typeof codeOf>[0]), "NOT_IN_COMMAND");
  orderUnits(model, incidentId, ["U1"], {}, cityOne);
});

test("CMD-04: the same level takes over once the seat has been gone for the city's time, to the second; a lower level, another area and whoever looks at an old screen do not", () => {
  const { model, take } = commanded(cityOne);
  assert.equal(take(cityTwo), "COMMANDER_PRESENT");
  model.leaveSeat("c1", 300 * SECOND - 1);
  assert.equal(take(cityTwo), "COMMANDER_PRESENT");
  assert.equal(take(district), "TAKEOVER_LEVEL", "also from an empty seat");
  assert.equal(take(otherDistrict), "TAKEOVER_AREA");
  assert.equal(take(cityOne), "COMMANDER_CHANGED", "nobody takes over from oneself");
  assert.equal(take(cityTwo, "d1"), "COMMANDER_CHANGED", "who is named must command");
  model.leaveSeat("c1", 300 * SECOND);
  assert.equal(take(cityTwo), "accepted");
  assert.equal(take(cityTwo, "c1"), "COMMANDER_CHANGED");
});

test("CMD-04: a city that says nothing waits three minutes; nobody's command is taken, not taken over", () => {
  const { model, take } = commanded(cityOne, tinyCity);
  model.leaveSeat("c1", 180 * SECOND - 1);
  assert.equal(take(cityTwo), "COMMANDER_PRESENT");
  model.leaveSeat("c1", Infinity);
  assert.equal(take(cityTwo), "accepted");
  const free = openIncident(model, "PO-05");
  assert.equal(codeOf(model.send("command.takeOver", { incidentId: free, fromUserId: "c1", reason: "x" }, cityTwo) as Parameters<typeof codeOf>[0]), "COMMAND_FREE");
});

test("CMD-04, CMD-05: whatever is taken, offered, accepted and taken over, in whatever order and from however old a screen, incident and post have one and the same commander, and only who had the right became it", () => {
  const people = [cityOne, cityTwo, district, otherDistrict, station];
  const act = fc.record({ what: fc.constantFrom("takeOver", "takeOverShift", "offer", "accept", "take", "leave", "return"), who: fc.nat({ max: 4 }), from: fc.nat({ max: 4 }), seen: fc.boolean() });
  fc.assert(
    fc.property(fc.array(act, { maxLength: 40 }), (acts) => {
      const { model, incidentId } = commanded(station);
      const commandPostId = model.newId();
      assert.ok(model.send("command.openPost", { commandPostId, incidentId, name: "指挥部", level: "II", holders: [{ role: "DEPUTY", orgId: "D1" }], forces: [{ id: "F1", name: "专班", leaderUnitId: "U1", unitIds: ["U1"], objectiveId: null }] }, station).ok);
      const away = new Set<string>();
      for (const { what, who, from, seen } of acts) {
        const [by, other] = [people[who]!, people[from]!];
        const before = model.incident(incidentId).commander!;
        // A screen of before names whoever commanded then.
        const fromUserId = seen ? before.userId : other.userId;
        if (what === "leave" || what === "return") {
          model.leaveSeat(by.userId, what === "leave" ? Infinity : 0);
          if (what === "leave") away.add(by.userId);
          else away.delete(by.userId);
          continue;
        }
        const result =
          what === "takeOver" ? model.send("command.takeOver", { incidentId, fromUserId, reason: "x" }, by)
          : what === "takeOverShift" ? model.send("command.takeOverShift", { commandPostId, fromUserId, reason: "x" }, by)
          : what === "offer" ? model.send("command.offerHandover", { incidentId, toUserId: other.userId }, by)
          : what === "accept" ? model.send("command.acceptHandover", { incidentId }, by)
          : model.send("command.take", { incidentId }, by);
        const after = model.incident(incidentId).commander!;
        assert.deepEqual(model.commandPosts.get(commandPostId)!.commander, after);
        if (!result.ok || what === "offer" || what === "take") assert.equal(after.userId, before.userId);
        if (!result.ok || !what.startsWith("takeOver")) continue;
        assert.deepEqual([after.userId, fromUserId], [by.userId, before.userId]);
        assert.ok(`${before.orgPath}.`.startsWith(`${by.orgPath}.`), "of the same or a higher level, over the area");
        assert.ok(by.orgPath !== before.orgPath || away.has(before.userId), "at the same level from an empty seat alone");
      }
    }),
    { numRuns: 150 },
  );
});
