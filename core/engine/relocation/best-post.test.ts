import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { MINUTE } from "@tocsin/kernel/instant.ts";
import { coverLoss } from "../cover/cover-loss.ts";
import { createCoverCount } from "../cover/cover-count.ts";
import { bestPost } from "./best-post.ts";

const anyPosts = fc.record({
  weights: fc.array(fc.integer({ min: 0, max: 90 }), { minLength: 10, maxLength: 10 }),
  standing: fc.array(fc.uniqueArray(fc.nat(9)), { maxLength: 5 }),
  posts: fc.array(fc.record({ reached: fc.uniqueArray(fc.nat(9)), drive: fc.integer({ min: -1, max: 15 }) }), { maxLength: 6 }),
  rule: fc.constantFrom("MOST" as const, "PER_MINUTE" as const),
});

test("Relocation on job end: no post wins more than the one chosen, computed anew; unreachable ones are left out", () => {
  fc.assert(
    fc.property(anyPosts, ({ weights, standing, posts, rule }) => {
      const count = createCoverCount(weights, 0.4);
      for (const list of standing) count.add(list);
      const drive = (post: number): number => (posts[post]!.drive < 0 ? -1 : posts[post]!.drive * MINUTE);
      const chosen = bestPost(count, posts, drive, rule);
      const total = weights.reduce((sum, weight) => sum + weight, 0);
      const covered = (reached: readonly number[][]): number => coverLoss({ weights, reached, busyFraction: 0.4 }).covered * total;
      const worth = (post: number): number => (covered([...standing, posts[post]!.reached]) - covered(standing)) / (rule === "MOST" ? 1 : Math.max(1, posts[post]!.drive));
      const open = posts.flatMap((post, i) => (post.drive < 0 ? [] : [i]));
      assert.equal(chosen === -1, open.length === 0);
      for (const post of open) assert.ok(worth(chosen) >= worth(post) - 1e-9);
    }),
  );
});

test("Relocation on job end: of posts that win the same the nearer one", () => {
  const posts = [{ reached: [0] }, { reached: [0] }];
  assert.equal(bestPost(createCoverCount([1], 0.5), posts, (post) => (post === 0 ? 5 : 2) * MINUTE, "MOST"), 1);
});
