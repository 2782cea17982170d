import type { zhLayouts } from "./zh-layouts.ts";

export const enLayouts: Readonly<Record<keyof typeof zhLayouts, string>> = {
  "layouts.name": "Patrol areas", "layouts.versions": "Versions", "layouts.version": "Version {no}", "layouts.map": "Map of the patrol areas", "layouts.areaCount": "{count} areas", "layouts.noDate": "not published", "layouts.against": "Compare with",
  "layouts.status.DRAFT": "Draft", "layouts.status.PLANNED": "Planned", "layouts.status.IN_FORCE": "In force", "layouts.status.SUPERSEDED": "Superseded", "layouts.status.DISCARDED": "Discarded",
  "layouts.draft": "Draft a new version", "layouts.draftCopy": "Bring this one back", "layouts.draftName": "Name of the new version", "layouts.drafted": "Drafted; choose an area and drag its border", "layouts.publish": "Publish", "layouts.published": "Published, in force from {time}", "layouts.ownWork": "You worked on it: somebody else publishes",
  "layouts.effectiveFrom": "In force from", "layouts.discard": "Discard the draft", "layouts.discarded": "Draft discarded", "layouts.withdraw": "Withdraw", "layouts.withdrawn": "Withdrawn; the version before goes on", "layouts.reason": "Reason",
  "layouts.tier": "Tier {tier}", "layouts.serviceArea": "Whole city", "layouts.chooseHint": "Choose an area on the map", "layouts.editHint": "Drag a corner: neighbours and parents go along; hollow points add one, a double click takes it away", "layouts.save": "Save {count} areas", "layouts.saved": "{count} areas saved", "layouts.undo": "Undo all",
  "layouts.owner": "Responsible", "layouts.mustVisit": "Must visit", "layouts.addPoint": "Add a point", "layouts.picking": "Click on the map", "layouts.point": "Point {no}", "layouts.remove": "Remove", "layouts.shifts": "Shift plan", "layouts.days": "Days", "layouts.everyDay": "Daily", "layouts.hours": "Hours", "layouts.units": "Units", "layouts.rounds": "Rounds",
  "layouts.faults": "To mend before publishing", "layouts.faultsAfterSave": "checked again when saved", "layouts.noFaults": "No overlap and no gap: it can be published",
  "layouts.fault.OVERLAP": "Overlap", "layouts.fault.GAP": "Gap", "layouts.fault.OUTSIDE_PARENT": "Beyond its parent", "layouts.fault.POINT_OUTSIDE": "Point outside", "layouts.fault.PARENT_UNKNOWN": "No parent", "layouts.fault.PARENT_TIER": "Parent of a wrong tier", "layouts.fault.ORG_OUTSIDE_PARENT": "Outside the chain of command", "layouts.fault.EMPTY": "No first tier",
  "layouts.changes": "Differences", "layouts.change.ADDED": "added", "layouts.change.REMOVED": "removed", "layouts.change.OUTLINE": "border", "layouts.change.OWNER": "owner", "layouts.change.PATROL": "patrol", "layouts.change.NAME": "name",
  "verb.layouts": "Patrol areas",
};
