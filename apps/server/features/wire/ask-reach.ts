import { Check } from "typebox/value";
import { BorderReach, coarse, type BorderPlace } from "@tocsin/contract/linkage/border.ts";
import type { PlatformRow } from "@tocsin/contract/linkage/wire.ts";
import { ROUTES } from "@tocsin/contract/routes.ts";
import type { WireOptions } from "./platform-client.ts";
import { postTo } from "./post-to.ts";

/** No dispatcher waits longer for a neighbour's word. */
const WITHIN_MS = 3_000;
const MOST_BYTES = 4_096;

function read(body: Uint8Array): number | null {
  try {
    const told: unknown = JSON.parse(Buffer.from(body).toString("utf8"));
    return Check(BorderReach, told) ? told.seconds : null;
  } catch {
    return null;
  }
}

/** How soon a neighbour could be at a place, by its own word, s; null when it has nobody free, says nothing in time, or nothing that can be read. */
export async function askReach(row: PlatformRow, place: BorderPlace, options: WireOptions): Promise<number | null> {
  const { id, custody } = row;
  if (custody === undefined) return null;
  const answer = await postTo({ id, custody }, ROUTES.borderReach, coarse(place), options, { withinMs: Math.min(options.withinMs ?? WITHIN_MS, WITHIN_MS), bytes: MOST_BYTES });
  return answer.ok && answer.status === 200 ? read(answer.body) : null;
}
