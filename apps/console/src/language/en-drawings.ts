import type { zhDrawings } from "./zh-drawings.ts";

export const enDrawings: Readonly<Record<keyof typeof zhDrawings, string>> = {
  "draw.title": "Drawings", "verb.draw": "Draw on the map", "draw.none": "Nothing is drawn on the map.", "draw.new": "New drawing", "draw.kind": "Kind", "draw.CORDON": "Cordon", "draw.ROUTE": "Route", "draw.STAGING": "Staging area", "draw.hint": "Click corner by corner on the map, a double click or the first corner ends it; or type places, ↵ adds a corner.",
  "draw.corner": "A place; ↵ adds a corner", "draw.radius": "Radius (m)", "draw.ring": "Circle", "draw.corners": "{count} corners", "draw.back": "One back", "draw.label": "A word (may be empty)", "draw.save": "Draw", "draw.saveChange": "Save the change", "draw.stop": "Stop drawing", "draw.drawn": "Drawn", "draw.changed": "Changed", "draw.noHand": "Drawing by hand did not load; add corners by their places",
  "draw.change": "Draw anew", "draw.undo": "Undo one step", "draw.undone": "One step undone", "draw.share": "Share", "draw.shareWith": "Share with", "draw.shared": "Shared", "draw.remove": "Remove", "draw.removeWhy": "Why it is removed", "draw.removed": "Removed", "draw.layer": "Drawn by {org}", "layer.drawings": "Drawings", "legend.drawings": "long dashes = cordon, thick line = route, with author and age",
};
