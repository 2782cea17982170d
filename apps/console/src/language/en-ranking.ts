import type { zhRanking } from "./zh-ranking.ts";

export const enRanking: Readonly<Record<keyof typeof zhRanking, string>> = {
  "card.name": "Response card", "card.tier": "{minutes}-minute tier", "card.together": "At once", "card.open": "nobody available", "card.sent": "sent", "card.late": "over its limit",
  "card.limit": "limit {time}", "card.openCount": "{count} open", "rec.waived": "P1 goes by arrival alone and waits for no cover",
};
