import type { Publication, PublicationEvents } from "@tocsin/contract/governance/publication.ts";
import type { CommandPayload } from "@tocsin/contract/commands.ts";
import { refuse, type Refusal } from "@tocsin/contract/refusal.ts";
import { fail, ok, type Result } from "@tocsin/kernel/result.ts";
import { accept, type Context, type Decider, type Drafted, refused } from "../decision.ts";
import { aimsAtPerson } from "../joint/aims-at-person.ts";
import { monthPeriod } from "./month-period.ts";

const onMonth = <Type extends keyof PublicationEvents & string>(id: string, type: Type, data: PublicationEvents[Type]): Drafted => ({ kind: "publication", id, type, data }) as Drafted;

/** Figures are of the whole city, and drafted and published by seats of the city. */
const notOfCity = ({ actor, city }: Context): Refusal | null => (city.orgByPath.get(actor.orgPath)?.level === "CITY" ? null : refuse("PUBLICATION_CITY"));

function drafted(month: string, reason: string | null, context: Context): Result<readonly Drafted[], Refusal> {
  const { actor, city, at, figures } = context;
  const away = notOfCity(context);
  if (away !== null) return fail(away);
  if (at < monthPeriod(month, city.city.head.utcOffset).to) return refused("PUBLICATION_MONTH", { month, fields: ["/month"] });
  if (figures === undefined) throw new Error("a draft without figures");
  return accept(onMonth(month, "FiguresDrafted", { ...figures, reason, name: actor.name, scope: [actor.orgPath] }));
}

/** The figures of a month that is over, for another seat to publish. */
export const draftFigures: Decider<CommandPayload["publications.draft"]> = (world, { month }, context) =>
  (world.publications.get(month)?.published.length ?? 0) > 0 ? refused("PUBLICATION_PUBLISHED", { month }) : drafted(month, null, context);

/** A further version that says what was wrong; the former stays. It is published by another seat as the first was. */
export const correctFigures: Decider<CommandPayload["publications.correct"]> = (world, { month, reason }, context) => {
  if ((world.publications.get(month)?.published.length ?? 0) === 0) return refused("PUBLICATION_NOT_PUBLISHED", { month });
  // The reason is public.
  return aimsAtPerson(reason) ? refused("PUBLICATION_PERSON", { fields: ["/reason"] }) : drafted(month, reason, context);
};

/** The draft that the seat has looked at. */
function waiting(found: Publication | undefined, month: string, draftVersion: number): Result<NonNullable<Publication["draft"]>, Refusal> {
  if (found === undefined) return fail(refuse("NOT_FOUND", { month }));
  if (found.version !== draftVersion) return fail(refuse("VERSION_CONFLICT", { version: found.version }));
  return found.draft === null ? fail(refuse("STATE_CONFLICT", { status: "PUBLISHED", allowed: ["publications.correct"] })) : ok(found.draft);
}

/** Makes a draft public: another account than the one that drafted it. */
export const publishFigures: Decider<CommandPayload["supervision.publishFigures"]> = (world, { month, draftVersion }, context) => {
  const away = notOfCity(context);
  if (away !== null) return fail(away);
  const draft = waiting(world.publications.get(month), month, draftVersion);
  if (!draft.ok) return draft;
  return draft.value.by === context.actor.userId ? refused("PUBLICATION_OWN_WORK") : accept(onMonth(month, "FiguresPublished", { name: context.actor.name }));
};
