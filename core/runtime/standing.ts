import type { Advisory } from "@tocsin/contract/command/advisory.ts";
import type { Drawing } from "@tocsin/contract/command/drawing.ts";
import type { CommandPost } from "@tocsin/contract/command/command-post.ts";
import type { Review } from "@tocsin/contract/command/review.ts";
import { type Activation, isRunning } from "@tocsin/contract/command/activation.ts";
import type { Unit } from "@tocsin/contract/dispatch/unit.ts";
import type { StreamKind } from "@tocsin/contract/events.ts";
import { isOpen, type Incident } from "@tocsin/contract/intake/incident.ts";
import type { PlanVersion } from "@tocsin/contract/command/plan-version.ts";
import { type Notice, wantsTelephone } from "@tocsin/contract/command/notice.ts";
import type { Asset } from "@tocsin/contract/governance/asset.ts";
import type { Publication } from "@tocsin/contract/governance/publication.ts";
import { type Cooperation, standsOnBoard } from "@tocsin/contract/joint/cooperation.ts";
import type { Mechanism } from "@tocsin/contract/organisation/mechanism.ts";
import type { Room } from "@tocsin/contract/command/room.ts";
import type { Layout } from "@tocsin/contract/layouts/layout.ts";
import type { Matter } from "@tocsin/contract/linkage/matter.ts";
import type { ResponseLimits } from "@tocsin/contract/organisation/city.ts";
import type { RoadClosure } from "@tocsin/contract/roads/closure.ts";
import { advisoryDeadlines } from "@tocsin/domain/command/advisory.ts";
import { postDeadlines } from "@tocsin/domain/command/posts/end-post.ts";
import { reviewDeadlines } from "@tocsin/domain/command/reviews/review-deadlines.ts";
import { activationDeadlines } from "@tocsin/domain/command/response-deadlines.ts";
import { noticeDeadlines } from "@tocsin/domain/command/notices/notice.ts";
import { roomDeadlines } from "@tocsin/domain/command/rooms/room.ts";
import { deadlinesOf } from "@tocsin/domain/dispatch/deadlines.ts";
import { jointDeadlines } from "@tocsin/domain/joint/joint-deadlines.ts";
import { layoutDeadlines } from "@tocsin/domain/layouts/layout.ts";
import { matterDeadlines } from "@tocsin/domain/linkage/overdue.ts";
import { closureDeadlines } from "@tocsin/domain/roads/closure.ts";

/** A pending timer: a projection of a record's state, never kept beside it. */
export interface Deadline {
  readonly id: string;
  readonly dueAt: number;
  readonly purpose: string;
}

export interface RecordOf {
  readonly incident: Incident;
  readonly unit: Unit;
  readonly closure: RoadClosure;
  readonly layout: Layout;
  readonly advisory: Advisory;
  readonly matter: Matter;
  readonly activation: Activation;
  readonly plan: PlanVersion;
  readonly commandPost: CommandPost;
  readonly drawing: Drawing;
  readonly room: Room;
  readonly notice: Notice;
  readonly cooperation: Cooperation;
  readonly asset: Asset;
  readonly mechanism: Mechanism;
  readonly publication: Publication;
  readonly review: Review;
}

/** What the ledger keeps beside a record's state, all of it following from the state. */
export interface Standing {
  readonly scope: readonly string[];
  readonly open: boolean;
  readonly deadlines: readonly Deadline[];
}

const STANDINGS: { readonly [Kind in StreamKind]: (state: RecordOf[Kind], limits: ResponseLimits) => Standing } = {
  incident: (state, limits) => ({ scope: state.scope, open: isOpen(state), deadlines: deadlinesOf(state, limits) }),
  unit: (state) => ({ scope: state.scope, open: true, deadlines: [] }),
  closure: (state) => ({ scope: state.scope, open: state.status !== "ENDED", deadlines: closureDeadlines(state) }),
  layout: (state) => ({ scope: state.scope, open: state.status !== "DISCARDED", deadlines: layoutDeadlines(state) }),
  advisory: (state) => ({ scope: state.scope, open: state.status !== "ENDED", deadlines: advisoryDeadlines(state) }),
  matter: (state) => ({ scope: state.scope, open: state.custody.status !== "CLOSED", deadlines: matterDeadlines(state) }),
  activation: (state) => ({ scope: state.scope, open: state.status === "PROPOSED" || isRunning(state), deadlines: activationDeadlines(state) }),
  plan: (state) => ({ scope: state.scope, open: state.status !== "DISCARDED", deadlines: [] }),
  drawing: (state) => ({ scope: state.scope, open: state.status === "STANDING", deadlines: [] }),
  commandPost: (state) => ({ scope: state.scope, open: state.status !== "CLOSED", deadlines: postDeadlines(state) }),
  notice: (state) => ({ scope: state.scope, open: state.status === "SENDING" || wantsTelephone(state), deadlines: noticeDeadlines(state) }),
  cooperation: (state) => ({ scope: state.scope, open: standsOnBoard(state), deadlines: jointDeadlines(state) }),
  // Open while it waits for a signature, which is what a board shows of it.
  asset: (state) => ({ scope: state.scope, open: state.offer !== null, deadlines: [] }),
  // A retired one is still read by what carries it.
  mechanism: (state) => ({ scope: state.scope, open: true, deadlines: [] }),
  // Open until its last task is done, long after what it looks back on.
  review: (state) => ({ scope: state.scope, open: state.status !== "CLOSED", deadlines: reviewDeadlines(state) }),
  // Open while it waits for whoever publishes it.
  publication: (state) => ({ scope: state.scope, open: state.draft !== null, deadlines: [] }),
  // As long as its incident, which is what is asked for.
  room: (state) => ({ scope: state.scope, open: true, deadlines: roomDeadlines(state) }),
};

/** `limits` are the city's present ones: an incident from before limits travelled with incidents goes by these. */
export const standingOf = <Kind extends StreamKind>(kind: Kind, state: RecordOf[Kind], limits: ResponseLimits): Standing => STANDINGS[kind](state, limits);
