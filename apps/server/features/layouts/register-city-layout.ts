import { randomBytes } from "node:crypto";
import type { Layout } from "@tocsin/contract/layouts/layout.ts";
import { firstLayout } from "@tocsin/domain/layouts/first-layout.ts";
import { hashOf } from "@tocsin/kernel/canonical.ts";
import { ulid } from "@tocsin/kernel/id.ts";
import type { Desk } from "../../desk/desk.ts";
import type { ServedCity } from "../../served-city.ts";
import type { CityPresent } from "../present/city-present.ts";

/**
 * Enters the areas of the city's file into the log: at the first start as the first layout, later, when the file has changed,
 * as a draft after the latest version; on several servers, once.
 */
export async function registerCityLayout(present: Pick<CityPresent, "layouts" | "caughtUp">, desk: Pick<Desk, "executeSystem">, { index }: ServedCity, now: number): Promise<void> {
  const source = hashOf(firstLayout(index.city));
  const layouts = [...present.layouts.values()];
  if (layouts.some((layout) => layout.source === source)) return;
  const latest = layouts.find(isLatest) ?? null;
  const answer = await desk.executeSystem({ name: "system.registerLayout", payload: { layoutId: ulid(now, randomBytes(16)), basedOn: latest?.id ?? null, source }, commandId: `register-layout:${source}` });
  if (!answer.ok) throw new Error(`the city's areas cannot be registered: ${answer.refusal.code}`);
  await present.caughtUp();
}

/** The last published one in line. */
const isLatest = ({ publishedAt, succeededBy }: Layout): boolean => publishedAt !== null && succeededBy === null;
