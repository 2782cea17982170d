import { createHash } from "node:crypto";
import type { Matter } from "@tocsin/contract/linkage/matter.ts";
import type { WireStatus } from "@tocsin/contract/linkage/wire.ts";
import type { Ledger } from "@tocsin/ledger/types.ts";
import type { Desk } from "../../desk/desk.ts";
import type { PlatformClient } from "./platform-client.ts";

export interface AskDeps {
  readonly ledger: Pick<Ledger, "list">;
  readonly desk: Pick<Desk, "executeSystem">;
  readonly platforms: ReadonlyMap<string, PlatformClient>;
  readonly now: () => number;
}

const MOST = 5_000;
/** So many ids stand in one address. */
const AT_ONCE = 50;

const isNew = (matter: Matter, { word, raw, at }: WireStatus): boolean => {
  const told = matter.wire?.told ?? null;
  return told === null || (at >= told.at && (word !== told.word || raw !== told.raw));
};

/** The same word of the same request has its effect once, on however many servers it is heard. */
async function tell(desk: AskDeps["desk"], matter: Matter, status: WireStatus): Promise<void> {
  const { no } = matter.wire!;
  const told = createHash("sha256").update(JSON.stringify(status)).digest("hex").slice(0, 32);
  await desk.executeSystem({ name: "system.wireStatus", payload: { matterId: matter.id, no, status }, commandId: `wire/${matter.id}.${no}/status/${told}` });
}

/** Asks each platform how the matters stand that it has; answers how many words were new. A platform that does not answer is asked the next time. */
export async function askStatuses({ ledger, desk, platforms, now }: AskDeps): Promise<number> {
  const open = (await ledger.list("matter", undefined, { open: true, limit: MOST })).map(({ state }) => state as Matter).filter(({ wire }) => wire?.state === "RECEIVED");
  const counts = await Promise.all([...platforms].map(async ([id, platform]) => {
    const there = new Map(open.filter(({ wire }) => wire?.platform === id).map((matter) => [matter.wire!.requestId!, matter]));
    const ids = [...there.keys()];
    let news = 0;
    for (let at = 0; at < ids.length; at += AT_ONCE) {
      const statuses = await platform.statuses(ids.slice(at, at + AT_ONCE), now());
      if (statuses === null) return news;
      for (const status of statuses) {
        const matter = there.get(status.requestId)!;
        if (!isNew(matter, status)) continue;
        await tell(desk, matter, status);
        news++;
      }
    }
    return news;
  }));
  return counts.reduce((sum, count) => sum + count, 0);
}
