import type { StreamMessage } from "@tocsin/contract/views.ts";

/** A record that waits to be sent: its list and its JSON text. */
export interface Shown {
  readonly list: "incidents" | "units" | "closures" | "layouts" | "advisories" | "matters" | "plans" | "activations" | "commandPosts" | "drawings" | "rooms" | "notices" | "cooperations" | "assets" | "mechanisms" | "publications" | "reviews";
  readonly json: string;
}

/** Messages of the contract as text; records are pasted in as they were made, once for all viewers alike. */
export function upsertText(cursor: string, at: number, shown: Iterable<Shown>): string {
  const lists: Record<Shown["list"], string[]> = { incidents: [], units: [], closures: [], layouts: [], advisories: [], matters: [], plans: [], activations: [], commandPosts: [], drawings: [], rooms: [], notices: [], cooperations: [], assets: [], mechanisms: [], publications: [], reviews: [] };
  for (const { list, json } of shown) lists[list].push(json);
  const rare = (["closures", "layouts", "advisories", "matters", "plans", "activations", "commandPosts", "drawings", "rooms", "notices", "cooperations", "assets", "mechanisms", "publications", "reviews"] as const).map((list) => (lists[list].length === 0 ? "" : `,"${list}":[${lists[list].join(",")}]`)).join("");
  return `{"t":"upsert","cursor":${JSON.stringify(cursor)},"at":${at},"incidents":[${lists.incidents.join(",")}],"units":[${lists.units.join(",")}]${rare}}`;
}

export const messageText = (message: StreamMessage): string => JSON.stringify(message);
