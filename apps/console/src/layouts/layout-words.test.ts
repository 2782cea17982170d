import assert from "node:assert/strict";
import { after, test } from "node:test";
import { dayOf } from "../audit/period.ts";
import { timeOfDay } from "../incident/clock-state.ts";
import { paperTime } from "../intake/paper-time.ts";
import { momentOf, momentText } from "./layout-words.ts";

const zone = process.env["TZ"];
after(() => {
  if (zone === undefined) delete process.env["TZ"];
  else process.env["TZ"] = zone;
});

/** Either side of a change of summer time in each zone, and around 2038. */
const MOMENTS = ["2026-03-08T06:59:00Z", "2026-03-08T07:00:00Z", "2026-03-29T00:59:00Z", "2026-03-29T01:00:00Z", "2026-11-01T05:30:00Z", "2026-11-01T06:30:00Z", "2026-04-04T14:59:00Z", "2026-04-04T15:01:00Z", "2038-01-19T03:14:00Z"];

test("R17: what the screens say and take of times follows the city's clock, whatever zone the machine is set to, on both sides of its summer time", () => {
  for (const machine of ["UTC", "Asia/Shanghai", "America/New_York", "Europe/London", "Australia/Lord_Howe"]) {
    process.env["TZ"] = machine;
    for (const [city, zoneName] of [[480, "+08:00"], [-300, "-05:00"], [330, "+05:30"]] as const) {
      for (const moment of MOMENTS) {
        const at = Date.parse(moment);
        const local = new Date(at + city * 60_000).toISOString();
        assert.equal(momentText(at, city), `${local.slice(0, 10)} ${local.slice(11, 16)}`, `${machine} ${zoneName} ${moment}`);
        assert.equal(momentOf(local.slice(0, 16), city), at);
        assert.equal(timeOfDay(at, city), local.slice(11, 19));
        assert.equal(dayOf(at, city), local.slice(0, 10));
        assert.equal(paperTime(local.slice(11, 16), at, city), at);
      }
    }
  }
});
