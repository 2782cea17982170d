import type { zhAssets } from "./zh-assets.ts";

export const enAssets: Readonly<Record<keyof typeof zhAssets, string>> = {
  "verb.assets": "Who answers for what", "strip.assets": "To be signed for", "asset.title": "Who answers for what", "asset.lists": "Lists", "asset.list.ORPHANS": "Nobody's", "asset.list.OFFERED": "To be signed", "asset.list.HELD": "Answered for", "asset.list.RETIRED": "Struck out",
  "asset.none.ORPHANS": "Somebody answers for every place, sector and facility.", "asset.none.OFFERED": "No hand-over waits for a signature.", "asset.none.HELD": "Nobody has signed for anything yet.", "asset.none.RETIRED": "Nothing was struck out.", "asset.more": "{count} more are not listed", "asset.loading": "Reading…", "asset.failed": "The register cannot be read now; it is read again once the line is back.",
  "asset.kind": "Kind", "asset.kind.PLACE": "place", "asset.kind.AREA": "area", "asset.kind.POST": "standby post", "asset.kind.SECTOR": "sector", "asset.kind.FACILITY": "facility",
  "asset.enter": "Enter", "asset.name": "Name (a place, a sector, a facility; nobody)", "asset.likely": "Likely to answer for it", "asset.ownArea": "by its area", "asset.orphanFor": "nobody's for", "asset.nobody": "nobody", "asset.unsigned": "not signed", "asset.holder": "Answers for it:", "asset.gone": "no longer an organisation of the city; hand it over",
  "asset.area": "in", "asset.entered": "entered {at}", "asset.proposed": "likely {party}", "asset.offered": "{at}: {from} offers it to {to}, who has not signed: {reason}", "asset.retired": "{at}: struck out by {name}: {reason}", "asset.terms": "Who answered for it", "asset.now": "now", "asset.signed": "given by {given}, taken by {taken}",
  "asset.act.accept": "Sign for it", "asset.act.decline": "Decline", "asset.act.offer": "Hand over", "asset.act.withdraw": "Take the offer back", "asset.act.retire": "Strike out", "asset.to": "To", "asset.reason": "Why", "asset.done": "Done: {act}",
};
