import type { AdvisoryEvents } from "./command/advisory.ts";
import type { DrawingEvents } from "./command/drawing.ts";
import type { CommandPostEvents } from "./command/command-post.ts";
import type { ReviewEvents } from "./command/review.ts";
import type { AssetEvents } from "./governance/asset.ts";
import type { PublicationEvents } from "./governance/publication.ts";
import type { CooperationEvents } from "./joint/cooperation.ts";
import type { MechanismEvents } from "./organisation/mechanism.ts";
import type { ActivationEvents } from "./command/activation-events.ts";
import type { UnitEvents } from "./dispatch/events.ts";
import type { IncidentEvents } from "./intake/events.ts";
import type { PlanEvents } from "./command/plan-version.ts";
import type { NoticeEvents } from "./command/notice.ts";
import type { RoomEvents } from "./command/room.ts";
import type { LayoutEvents } from "./layouts/layout.ts";
import type { MatterEvents } from "./linkage/matter.ts";
import type { ClosureEvents } from "./roads/closure.ts";

/** An event as it stands in the log. `version` is its place in its stream, from 1. */
export interface Envelope<Kind extends string, Type extends string, Data> {
  readonly kind: Kind;
  readonly id: string;
  readonly version: number;
  readonly type: Type;
  readonly data: Data;
  readonly at: number;
  readonly by: string;
}

type Enveloped<Kind extends string, Events> = { [Type in keyof Events & string]: Envelope<Kind, Type, Events[Type]> }[keyof Events & string];

export type IncidentEvent = Enveloped<"incident", IncidentEvents>;
export type UnitEvent = Enveloped<"unit", UnitEvents>;
export type ClosureEvent = Enveloped<"closure", ClosureEvents>;
export type LayoutEvent = Enveloped<"layout", LayoutEvents>;
export type MatterEvent = Enveloped<"matter", MatterEvents>;
export type DrawingEvent = Enveloped<"drawing", DrawingEvents>;
export type TocsinEvent = MechanismEvent | DrawingEvent | IncidentEvent | UnitEvent | ClosureEvent | LayoutEvent | AdvisoryEvent | MatterEvent | PlanEvent | CommandPostEvent | ActivationEvent | RoomEvent | NoticeEvent | CooperationEvent | AssetEvent | PublicationEvent | ReviewEvent;
export type PlanEvent = Enveloped<"plan", PlanEvents>;
export type CommandPostEvent = Enveloped<"commandPost", CommandPostEvents>;
export type AdvisoryEvent = Enveloped<"advisory", AdvisoryEvents>;
export type ActivationEvent = Enveloped<"activation", ActivationEvents>;
export type NoticeEvent = Enveloped<"notice", NoticeEvents>;
export type CooperationEvent = Enveloped<"cooperation", CooperationEvents>;
export type AssetEvent = Enveloped<"asset", AssetEvents>;
export type MechanismEvent = Enveloped<"mechanism", MechanismEvents>;
export type PublicationEvent = Enveloped<"publication", PublicationEvents>;
export type ReviewEvent = Enveloped<"review", ReviewEvents>;
export type RoomEvent = Enveloped<"room", RoomEvents>;
export type StreamKind = TocsinEvent["kind"];
