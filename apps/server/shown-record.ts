import type { ActivationHead } from "@tocsin/contract/command/activation.ts";
import { planHeadOf, type PlanHead } from "@tocsin/contract/command/plan-version.ts";
import type { StreamKind } from "@tocsin/contract/events.ts";
import { headOf, type LayoutHead } from "@tocsin/contract/layouts/layout.ts";
import type { RecordOf } from "@tocsin/runtime/standing.ts";
import { activationSight, sightedActivation } from "./activation-sight.ts";
import { sightedAdvisory } from "./advisory-sight.ts";
import { listedReview, seesAdvisory, seesAsset, seesClosure, seesDrawing, seesLayout, seesMatter, seesPlan, seesPost, seesPublication, seesReview, shownDrawing, shownPlan, shownPost, shownReview, ownedRoom, seesCooperation, seesNotice, seesRoom } from "./masking.ts";
import { sightedMatter } from "./matter-sight.ts";
import type { ServedCity } from "./served-city.ts";
import type { Session } from "./session.ts";

/** Incidents are masked by sight, units appear by their shift: each has a rule of its own. */
export type PlainKind = Exclude<StreamKind, "incident" | "unit">;

/** What of a record is shown: all of it, the head of one that is large, or the part that concerns the session. */
interface ViewOf extends Pick<RecordOf, "closure" | "advisory" | "matter" | "commandPost" | "drawing" | "room" | "notice" | "cooperation" | "asset" | "mechanism" | "publication" | "review"> {
  readonly layout: LayoutHead;
  readonly plan: PlanHead;
  readonly activation: ActivationHead;
}

interface Rule<State, View> {
  readonly sees: (session: Session, state: State, city: ServedCity) => boolean;
  /** Of a record that the session sees. */
  readonly view: (state: State, session: Session, city: ServedCity) => View;
}

const whole = <State>(state: State): State => state;
const RULES: { readonly [Kind in PlainKind]: Rule<RecordOf[Kind], ViewOf[Kind]> } = {
  closure: { sees: seesClosure, view: whole },
  layout: { sees: (session, layout, { roles }) => seesLayout(session, layout, roles), view: headOf },
  advisory: { sees: (session, advisory, { roles }) => seesAdvisory(session, advisory, roles), view: (advisory, session, { roles }) => sightedAdvisory(session, advisory, roles) },
  matter: { sees: (session, matter, { roles, index }) => seesMatter(session, matter, roles, index), view: (matter, session, city) => sightedMatter(session, city.shared.readable(matter), city) },
  plan: { sees: (session, plan, { roles }) => seesPlan(session, plan, roles), view: (plan, session, { roles }) => planHeadOf(shownPlan(session, plan, roles)) },
  drawing: { sees: (session, drawing, { roles }) => seesDrawing(session, drawing, roles), view: (drawing, session, { roles }) => shownDrawing(session, drawing, roles) },
  commandPost: { sees: (session, post, { roles, index }) => seesPost(session, post, roles, index), view: (post, session, { roles, index }) => shownPost(session, post, roles, index) },
  activation: { sees: (session, activation, { roles, index }) => activationSight(session, activation, roles, index) !== null, view: (activation, session, { roles, index }) => sightedActivation(session, activation, roles, index) },
  notice: { sees: (session, notice, { roles, index }) => seesNotice(session, notice, roles, index), view: whole },
  cooperation: { sees: (session, found, { roles, index }) => seesCooperation(session, found, roles, index), view: whole },
  asset: { sees: (session, asset, { roles, index }) => seesAsset(session, asset, roles, index), view: whole },
  // How the city orders its work is no secret of anybody who works in it.
  mechanism: { sees: () => true, view: whole },
  publication: { sees: (session, found, { roles }) => seesPublication(session, found, roles), view: whole },
  review: { sees: (session, review, { roles, index }) => seesReview(session, review, roles, index), view: (review, session, { roles, index }) => listedReview(shownReview(session, review, roles, index)) },
  room: { sees: (session, room, { roles, index }) => seesRoom(session, room, roles, index), view: (room, session, { roles, index }) => ownedRoom(session, room, roles, index) },
};

export const isPlain = (kind: string): kind is PlainKind => Object.hasOwn(RULES, kind);

/** What belongs to an incident goes the way of the incident (GOV-02). */
const staysAway = ({ recusedFrom }: Session, state: object): boolean => recusedFrom !== undefined && "incidentId" in state && recusedFrom.has(String(state.incidentId));

/** Whether a record of this kind exists for the session: one rule for board, stream, answers and what a command may name. */
export const sees = <Kind extends PlainKind>(session: Session, kind: Kind, state: RecordOf[Kind], city: ServedCity): boolean => !staysAway(session, state) && RULES[kind].sees(session, state, city);

/** Records as the session sees them; what does not exist for it is left out. */
export const shownRecords = <Kind extends PlainKind>(session: Session, kind: Kind, states: Iterable<RecordOf[Kind]>, city: ServedCity): ViewOf[Kind][] =>
  [...states].filter((state) => sees(session, kind, state, city)).map((state) => RULES[kind].view(state, session, city));
