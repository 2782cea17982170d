import { ACCESS_M } from "@tocsin/contract/organisation/rapid-point.ts";
import type { PlannerSandbox, PlannerWhatIf } from "@tocsin/contract/planner/planner.ts";
import { refuse, type Refusal } from "@tocsin/contract/refusal.ts";
import { fail, ok, type Result } from "@tocsin/kernel/result.ts";
import { accessOf, figuresOf, layoutOf, openPosts, timesFrom, type PlannerGround } from "./planner-ground.ts";

/**
 * Before and after of a sandbox: one search for each place that is new, one look at the two nearest posts of each junction
 * (`NearestLayout.bestAfter`). Nothing of the ground is changed. When a point closes, its units stand at home again; when it
 * moves they go along. Refused: a place without an access road within 100 m, a post that there is not.
 */
export function whatIf(ground: PlannerGround, { add, move, close }: Pick<PlannerSandbox, "add" | "move" | "close">): Result<PlannerWhatIf, Refusal> {
  const { graph, posts, layout, rows } = ground;
  const indexOf = new Map(posts.map(({ id }, index) => [id, index]));
  const unknown = [...close, ...move.map(({ id }) => id)].filter((id) => !indexOf.has(id));
  if (unknown.length > 0) return fail(refuse("UNKNOWN_SITE", { ids: unknown }));
  const places = [...add.map((place, i) => ({ place, path: `$.add[${i}]` })), ...move.map((place, i) => ({ place, path: `$.move[${i}]` }))];
  const access = places.map(({ place }) => accessOf(graph, [place.lon, place.lat]));
  const without = places.filter((_, i) => access[i] === null).map(({ path }) => path);
  if (without.length > 0) return fail(refuse("NO_ACCESS_ROAD", { fields: without, metres: ACCESS_M }));
  const closing = new Set(close);
  const gone = new Set([...close, ...move.map(({ id }) => id)].map((id) => indexOf.get(id)!).filter((index) => posts[index]!.open));
  // Who stood at a point that closes is at home again, unless the home closes as well.
  const back = new Set(close.flatMap((id) => (posts[indexOf.get(id)!]!.open ? posts[indexOf.get(id)!]!.homes : [])).filter((home) => !closing.has(home)).flatMap((home) => indexOf.get(home) ?? []).filter((index) => !posts[index]!.open));
  const added = [...access.map((at) => timesFrom(graph, at!)), ...[...back].map((index) => rows[index]!)];
  const now = openPosts(ground);
  const before = figuresOf(ground, layout.best, now);
  return ok({ before, after: layoutOf(ground, layout.bestAfter(gone, added), now - gone.size + added.length) });
}
