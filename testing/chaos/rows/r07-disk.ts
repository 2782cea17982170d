import { existsSync } from "node:fs";
import { join } from "node:path";
import { BALLAST_FILE } from "@tocsin/server/features/storage/ballast.ts";
import { signInAt } from "../../harness.ts";
import { until } from "../../until.ts";
import { openDiskCity, type DiskCity } from "../parts/disk-city.ts";
import { noDisk } from "../parts/small-disk.ts";
import type { Stage } from "../parts/stage.ts";
import type { OpenRow, Row, Try } from "../row.ts";

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
/** In one try of so many the server loses its power too. */
const WHOLE_SITE_EVERY = 7;
/** So many numbers are opened in the end, spread over all tries. */
const NUMBERS_OPENED = 60;

const watching = (city: DiskCity): NonNullable<OpenRow["watched"]> => () => ({ whole: city.seat(), ledger: city.server().ledger, acknowledged: city.acknowledged });

/** Breaks the disk somewhere in the load. */
async function underLoad(city: DiskCity, one: Try, strike: () => Promise<void>): Promise<void> {
  const load = city.load(one);
  load.catch(() => undefined);
  await pause(one.dice.integer(5, 120));
  await strike();
  await load;
}

/** Asked as nobody: while no sign-in can be looked up, health is still answered. */
async function missingParts(city: DiskCity): Promise<readonly string[]> {
  return ((await (await fetch(`${city.server().url}/api/v1/health`)).json()) as { missing: string[] }).missing;
}

const isMissing = async (city: DiskCity, part: string): Promise<boolean> => (await missingParts(city)).includes(part);
/** The alarms go by themselves. A database that recovers on a busy machine takes its time. */
async function untilWell(city: DiskCity): Promise<void> {
  for (let looks = 0; (await missingParts(city)).some((part) => part === "disk-full" || part === "database"); looks++) {
    if (looks > 400) throw new Error(`it does not recover: ${(await missingParts(city)).join(" ")} still missing`);
    await pause(100);
  }
}

async function openR7(stage: Stage): Promise<OpenRow> {
  const city = await stage.share("disk", () => openDiskCity(stage));
  return {
    async once(one) {
      if (one.seed % WHOLE_SITE_EVERY === 0) {
        const load = city.load(one);
        load.catch(() => undefined);
        await pause(one.dice.integer(5, 120));
        await city.disk.cut();
        await city.restart(() => city.disk.back());
        await load;
      } else {
        await underLoad(city, one, async () => {
          await city.disk.cut();
          await city.disk.back();
        });
        await untilWell(city);
      }
      await city.check();
    },
    watched: watching(city),
    /** Keys were made before the first cut: a server that starts anew must still open what was sealed with them. */
    async finish() {
      await city.restart(() => Promise.resolve());
      const taker = await signInAt(city.server().url, "taker");
      if (city.acknowledged().length === 0) throw new Error("nothing was acknowledged");
      for (const id of city.acknowledged().filter((_, n, all) => n % Math.ceil(all.length / NUMBERS_OPENED) === 0)) {
        const { reports } = await taker.incident(id);
        const { callback } = await taker.reveal(id, { reportId: reports[0]!.id, purpose: "CALL_BACK" });
        if (callback !== "13800000000") throw new Error(`the number of ${id} is lost`);
      }
    },
  };
}

export const R7: Row = {
  id: "R7",
  fault: ["断电:未落盘的一切都丢失", "power cut: whatever was not forced to the disk is gone"],
  promise: ["已确认的都在,号码仍能打开,自行恢复", "what was acknowledged is kept, numbers still open, it comes back by itself"],
  quick: 20,
  long: 200,
  skip: noDisk,
  open: openR7,
};

/** Full: first the ballast gives room, then nothing is acknowledged; with room again all goes on by itself. */
async function full(city: DiskCity, one: Try): Promise<void> {
  const ballast = join(city.data, BALLAST_FILE);
  await underLoad(city, one, async () => city.disk.fill());
  await until(() => !existsSync(ballast));
  await city.load(one);
  city.disk.fill();
  await until(() => isMissing(city, "disk-full"));
  await city.load(one);
  city.disk.makeRoom();
  await untilWell(city);
}

/** Every write fails, that of the log too: the database ends, and comes back when its disk does. */
async function failing(city: DiskCity, one: Try): Promise<void> {
  try {
    await underLoad(city, one, () => city.disk.cut());
    await until(() => isMissing(city, "database"));
  } finally {
    await city.disk.back();
  }
  await untilWell(city);
}

async function openR8(stage: Stage): Promise<OpenRow> {
  const city = await stage.share("disk", () => openDiskCity(stage));
  return {
    async once(one) {
      await one.turn([full, failing, (_city: DiskCity) => underLoad(city, one, () => city.disk.stand(one.dice.integer(300, 900)))])(city, one);
      await city.check();
    },
    watched: watching(city),
  };
}

export const R8: Row = {
  id: "R8",
  fault: ["磁盘写满、落盘出错、停顿半秒", "a disk that is full, fails every write, or stands still for half a second"],
  promise: ["不假确认,告警,有了空间或磁盘回来即自行恢复", "nothing is falsely acknowledged, there is an alarm, and with room or the disk back it recovers by itself"],
  quick: 21,
  long: 300,
  skip: noDisk,
  open: openR8,
};
