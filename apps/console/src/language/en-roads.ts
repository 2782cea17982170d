import type { zhRoads } from "./zh-roads.ts";

export const enRoads: Readonly<Record<keyof typeof zhRoads, string>> = {
  "roads.name": "Road closures", "keys.roads": "Road closures: close, slow, open again", "verb.roads": "Road closures (a street or crossing may follow)", "layer.closures": "Road closures", "legend.closures": "Red dashes: closed; amber dots: slow; thin: not begun yet",
  "roads.pick": "Click the map, or type a street or a crossing", "roads.pickedNone": "There is no road near that point", "roads.near": "Roads nearby", "roads.unnamed": "unnamed road", "roads.metres": "{metres} m", "roads.chosen": "{count} stretches, {metres} m", "roads.chooseFirst": "Choose a road first",
  "roads.effect": "Effect", "roads.CLOSED": "Closed", "roads.SLOW": "Slow", "roads.kmh": "km/h", "roads.slowAt": "Slow, {kmh} km/h",
  "roads.reason": "Reason", "roads.more": "More about it", "roads.moreNeeded": "Say why",
  "roadReason.ACCIDENT": "Traffic accident", "roadReason.FIRE": "Fire and rescue", "roadReason.FLOOD": "Flooding", "roadReason.COLLAPSE": "Collapse or fallen object", "roadReason.WORKS": "Works", "roadReason.EVENT": "Large event", "roadReason.CONTROL": "Temporary traffic control", "roadReason.OTHER": "Other",
  "roads.until": "Until", "roads.until30": "in 30 minutes", "roads.until60": "in 1 hour", "roads.until120": "in 2 hours", "roads.until240": "in 4 hours", "roads.untilAt": "a time of day", "roads.untilOpened": "opened by hand", "roads.noEnd": "no end set", "roads.time": "Time of day", "roads.endsAt": "until {time}", "roads.endsTomorrow": "until {time} tomorrow", "roads.ends": "until {day} {time}",
  "roads.close": "Close the road", "roads.closed": "Closed: {roads}", "roads.open": "Open again", "roads.opened": "Open again: {roads}", "roads.none": "No road is closed or slow.", "roads.list": "Now closed or slow", "roads.show": "Show on the map", "roads.begins": "from {time}", "roads.noRight": "This seat does not close roads.",
  "roads.andMore": "{roads} and others, {count} roads",
  "roads.dir0": "north", "roads.dir1": "north-east", "roads.dir2": "east", "roads.dir3": "south-east", "roads.dir4": "south", "roads.dir5": "south-west", "roads.dir6": "west", "roads.dir7": "north-west",
};
