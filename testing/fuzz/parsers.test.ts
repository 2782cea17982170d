import assert from "node:assert/strict";
import { test } from "node:test";
import { OSM, PHOTOS, VOICES } from "./doors/binary-doors.ts";
import { CITY } from "./doors/city-door.ts";
import { CSV, GEOJSON, YAML } from "./doors/file-doors.ts";
import { JT808 } from "./doors/jt808-door.ts";
import { BODIES, MQTT, REPORTS } from "./doors/json-doors.ts";
import { ANSWERS_311, CAP, FORMS_311 } from "./doors/partner-doors.ts";
import type { Door } from "./door.ts";
import { runDoor } from "./run-door.ts";

/** The quick form, always with the same dice; `npm run fuzz` throws new ones, and gives each door thousands of times as many. */
const SEED = 7;
const QUICK: readonly (readonly [Door, number])[] = [[JT808, 600], [MQTT, 400], [REPORTS, 400], [BODIES, 400], [CSV, 400], [GEOJSON, 300], [YAML, 200], [CITY, 20], [OSM, 150], [PHOTOS, 150], [VOICES, 300], [CAP, 400], [FORMS_311, 400], [ANSWERS_311, 400]];

for (const [door, inputs] of QUICK) {
  test(`R27, R29, R30: ${door.name}: ${inputs} spoilt inputs, each taken or refused with a name`, async () => {
    const { broken, answers } = await runDoor(door, SEED, inputs);
    assert.deepEqual(broken.map(({ at, message }) => `npm run fuzz -- ${door.name} --seed ${SEED} --at ${at}: ${message}`), []);
    // What is always refused, or never, tries only half of a reader.
    assert.ok(answers.has("taken") && answers.size > 1, `only ${[...answers.keys()].join(", ")}`);
  });
}
