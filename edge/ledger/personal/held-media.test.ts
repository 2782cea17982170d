import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import fc from "fast-check";
import { keepMedia } from "../media.ts";
import { create } from "../sample-commits.ts";
import { openSecretFiles } from "../secret-file.ts";
import { openTestLedger, type TestLedger } from "../testing.ts";
import { readMasterKeys } from "./keys-folder.ts";
import { deleteDue } from "./retention.ts";
import { openVault } from "./vault.ts";

let t: TestLedger;
let home: string;
before(async () => {
  t = await openTestLedger();
  home = await mkdtemp(join(tmpdir(), "tocsin-held-"));
});
after(async () => {
  await t?.close();
  await rm(home, { recursive: true, force: true });
});

const DAY = 86_400_000;
const KEPT = 30;
const NOW = 1_000 * DAY;

/** An incident: when it closed, or not; held or not; into which other it was merged; from which advisory it followed. */
const Incident = fc.record({ closedDay: fc.option(fc.integer({ min: 900, max: 999 }), { nil: null, freq: 4 }), held: fc.boolean(), into: fc.option(fc.nat(5), { nil: null }), advisory: fc.option(fc.nat(1), { nil: null }) });
/** A post over one of the advisories, from which incidents followed or none did: when it stood down, or not; held or not. */
const Post = fc.record({ held: fc.boolean(), advisory: fc.nat(2), downDay: fc.option(fc.integer({ min: 900, max: 999 }), { nil: null, freq: 4 }) });
interface Case {
  readonly incidents: readonly { readonly closedDay: number | null; readonly held: boolean; readonly into: number | null; readonly advisory: number | null }[];
  readonly posts: readonly { readonly advisory: number; readonly downDay: number | null; readonly held: boolean }[];
}

/** Since which day all that an incident was merged into is at rest, itself included; null while one is open or held. */
function restOf({ incidents }: Case, from: number): number | null {
  let day = 0;
  for (let at: number | null = from, steps = 0; at !== null && steps < 64; steps++) {
    const { closedDay, held, into }: Case["incidents"][number] = incidents[at]!;
    if (closedDay === null || held) return null;
    day = Math.max(day, closedDay);
    at = into !== null && into < incidents.length && into > at ? into : null;
  }
  return day;
}

/** The same of a post: itself stood down and not held, and every incident that followed from its advisory. */
function restOfPost(all: Case, { advisory, downDay, held }: Case["posts"][number]): number | null {
  const parts = [held ? null : downDay, ...all.incidents.flatMap((incident, at) => (incident.advisory === advisory ? [restOf(all, at)] : []))];
  return parts.some((day) => day === null) ? null : Math.max(...(parts as number[]));
}

let run = 0;
test("X-13, CMD-05: whatever owns pictures, an incident or a post over an advisory, loses them when its days are over, and never while it, what it was merged into, or any incident that followed from its advisory is open or under legal hold", async () => {
  const { db } = t.ledger;
  const vault = openVault(db, await readMasterKeys(home, openSecretFiles(null)));
  await fc.assert(
    fc.asyncProperty(fc.array(Incident, { minLength: 1, maxLength: 6 }), fc.array(Post, { minLength: 1, maxLength: 3 }), async (incidents, posts) => {
      const all: Case = { incidents, posts };
      const name = (what: string, n: number): string => `${what}${run}-${n}`;
      run++;
      const keep = (owner: string) => keepMedia(db, vault, { id: `M-${owner}`, mime: "image/png", bytes: Buffer.from(owner), incidentId: owner, at: 0 });
      for (const [n, { closedDay, held, into, advisory }] of incidents.entries()) {
        const state = { closedAt: closedDay === null ? null : closedDay * DAY, mergedInto: into !== null && into < incidents.length && into > n ? name("I", into) : null, ...(held ? { hold: { reason: "法院调取" } } : {}), ...(advisory === null ? {} : { advisoryId: name("A", advisory) }) };
        await t.ledger.commit(create("incident", name("I", n), {}, { state, open: closedDay === null }));
        await keep(name("I", n));
      }
      for (const [n, { advisory, downDay, held }] of posts.entries()) {
        await t.ledger.commit(create("commandPost", name("P", n), {}, { state: { incidentId: null, advisoryId: name("A", advisory), stoodDownAt: downDay === null ? null : downDay * DAY, ...(held ? { hold: { reason: "法院调取" } } : {}) }, open: downDay === null }));
        await keep(name("P", n));
      }
      await deleteDue({ db, keysDir: home, now: () => NOW, actor: "SYSTEM", scope: ["CITY"] }, [{ name: "media", days: KEPT }]);
      const stays = (rest: number | null): boolean => rest === null || (rest + KEPT) * DAY > NOW;
      const expected = [...incidents.flatMap((_, n) => (stays(restOf(all, n)) ? [`M-${name("I", n)}`] : [])), ...posts.flatMap((post, n) => (stays(restOfPost(all, post)) ? [`M-${name("P", n)}`] : []))];
      const left = await db.query<{ id: string }>("select id from tocsin.media order by id");
      await db.query("delete from tocsin.media");
      assert.deepEqual(left.map(({ id }) => id), expected.sort());
    }),
    { numRuns: 60 },
  );
});
