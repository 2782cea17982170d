import type { CommandPost } from "@tocsin/contract/command/command-post.ts";
import type { Review, ReviewEvents, ReviewGround } from "@tocsin/contract/command/review.ts";
import type { Incident } from "@tocsin/contract/intake/incident.ts";
import { addTerm } from "../../linkage/working-time.ts";
import { chainOf } from "../../organisation/chain.ts";
import type { CityIndex, Context, Drafted, World } from "../../decision.ts";

/** Where a city does not say: three working days to sign, and from one level to the next another one. */
const TERMS = { due: "3wd", escalate: "1wd" } as const;

export const termsOf = ({ city }: Context["city"]): { readonly due: string; readonly escalate: string } => ({ ...TERMS, ...city.deadlines.review });

export const onReview = <Type extends keyof ReviewEvents & string>(id: string, type: Type, data: ReviewEvents[Type]): Drafted => ({ kind: "review", id, type, data }) as Drafted;

/** When a review is due that is owed from now on. */
export const dueFrom = ({ city, at }: Context): number => addTerm(city.calendar, at, termsOf(city).due);

/** A review as it begins, and its id for the record that it looks back on. */
export interface OpenedReview {
  readonly reviewId?: string;
  readonly drafted: readonly Drafted[];
}

const NONE: OpenedReview = { drafted: [] };

/** The organisation that answers: of the chain down to a place the station, or what stands above where there is none; a post or a site group has no desk that could. */
export const answeringPath = (city: CityIndex, path: string): string => chainOf(city, path).findLast(({ level }) => level === "STATION" || level === "DISTRICT" || level === "CITY")?.path ?? path;

/** Why an incident that ends so is looked back on; a cancelled one, which nobody handled, only for a breach. */
export function groundsOf(incident: Pick<Incident, "priority" | "clocks" | "mergedBreach">, ends: "CLOSED" | "OTHERWISE"): ReviewGround[] {
  const isBreached = incident.mergedBreach === true || incident.clocks.some(({ breachedAt }) => breachedAt !== null);
  return [...(ends === "CLOSED" && incident.priority === "P1" ? (["P1"] as const) : []), ...(isBreached ? (["BREACH"] as const) : [])];
}

/**
 * What an incident that ends owes (CMD-12): a review, due by the working calendar, of the organisation in whose area it lay. One that nobody
 * has signed yet, of its command post or from before it was reopened, is the same: nobody looks back twice on one matter. A synthetic
 * incident is looked back on by nobody; a drill is, as a drill.
 */
export function reviewOf(incident: Incident, ends: "CLOSED" | "OTHERWISE", world: World, context: Context): OpenedReview {
  const grounds = groundsOf(incident, ends);
  if (grounds.length === 0 || incident.probe !== undefined) return NONE;
  const dueAt = dueFrom(context);
  const waiting = incident.reviewId === undefined ? undefined : world.reviews.get(incident.reviewId);
  if (waiting?.status === "DUE") return { drafted: waiting.commandPostId === null ? [onReview(waiting.id, "ReviewDeferred", { dueAt })] : [] };
  const reviewId = context.newId();
  const { id, no, typeCode, priority, drill, orgPath, scope } = incident;
  return { reviewId, drafted: [onReview(reviewId, "ReviewOpened", { grounds, incidentId: id, commandPostId: null, advisoryId: null, title: no, typeCode, priority, drill, orgPath: answeringPath(context.city, orgPath), dueAt, readers: scope })] };
}

/** The review of a command post, due as the city says of posts; of an incident's, it is the incident's own. */
export function reviewOfPost(post: CommandPost, dueAt: number, world: World, context: Context): { readonly reviewId: string; readonly drafted: readonly Drafted[] } {
  const incident = post.incidentId === null ? undefined : world.incidents.get(post.incidentId);
  const reviewId = context.newId();
  const head: Pick<Review, "typeCode" | "priority"> = { typeCode: incident?.typeCode ?? null, priority: incident?.priority ?? null };
  return {
    reviewId,
    drafted: [onReview(reviewId, "ReviewOpened", { grounds: ["POST"], incidentId: post.incidentId, commandPostId: post.id, advisoryId: post.advisoryId, title: post.name, ...head, drill: post.drill, orgPath: answeringPath(context.city, incident?.orgPath ?? post.commander.orgPath), dueAt, readers: post.scope })],
  };
}
