import assert from "node:assert/strict";
import { test } from "node:test";
import type { PremiseRow } from "@tocsin/contract/organisation/city.ts";
import { siteFeatures, sitesOf } from "./site-features.ts";

const premise = (id: string): PremiseRow => ({ id, kind: "FACTORY", nameZh: `${id}厂`, nameEn: `${id} works`, address: "一路 1 号", mru: null, lon: 112, lat: 30 });
const places = {
  premises: [premise("P1"), premise("P2"), premise("P3")],
  hazards: [
    { premise: "P1", verifiedAt: "2026-02-01", reviewBy: "2026-08-01" }, { premise: "P1", verifiedAt: "2026-01-01", reviewBy: "2026-03-01" },
    { premise: "P2", verifiedAt: "2026-02-01", reviewBy: "2026-08-01" },
  ],
  rapidPoints: [{ id: "R1", nameZh: "校门口", nameEn: "School gate", org: "A", premise: null, weekdays: "12345", hours: ["07:00-09:00"], units: ["U1"], equipment: [], lon: 112.1, lat: 30.1 }],
  standbyPosts: [{ id: "S1", nameZh: "桥头", nameEn: "Bridge", org: "A", agency: "POLICE", room: null, lon: 112.2, lat: 30.2 }],
};

test("CMD-02, SCN-02: points, posts and premises are on the map where they are; a danger says since when it is verified, and that it no longer is from the day after its review by the city's days", () => {
  const at = (moment: string) => sitesOf(places, Date.parse(moment), 480).map(({ id, hazard }) => [id, hazard]);
  const others = [["RAPID:R1", null], ["STANDBY:S1", null]];
  const rest = [["PREMISE:P2", { verifiedAt: "2026-02-01", unverified: false }], ["PREMISE:P3", null]];
  assert.deepEqual(at("2026-03-01T15:59:59Z"), [...others, ["PREMISE:P1", { verifiedAt: "2026-01-01", unverified: false }], ...rest]);
  assert.deepEqual(at("2026-03-01T16:00:00Z"), [...others, ["PREMISE:P1", { verifiedAt: "2026-01-01", unverified: true }], ...rest]);
  const drawn = siteFeatures(sitesOf(places, Date.parse("2026-03-02T00:00:00Z"), 480), "zh").features.map(({ geometry, properties }) => [geometry.coordinates, properties?.["icon"], properties?.["name"], properties?.["near"]]);
  assert.deepEqual(drawn, [
    [[112.1, 30.1], "s/RAPID/plain/zh", "校门口", false], [[112.2, 30.2], "s/STANDBY/plain/zh", "桥头", false], [[112, 30], "s/PREMISE/unverified/zh", "P1厂", false], [[112, 30], "s/PREMISE/hazard/zh", "P2厂", false], [[112, 30], "s/PREMISE/plain/zh", "P3厂", true],
  ]);
});
