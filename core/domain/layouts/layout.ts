import type { CommandPayload, SystemPayload } from "@tocsin/contract/commands.ts";
import type { Layout, LayoutEvents, LayoutFault, PostProposal } from "@tocsin/contract/layouts/layout.ts";
import { refuse, type Refusal } from "@tocsin/contract/refusal.ts";
import { ringFault } from "@tocsin/kernel/ring.ts";
import { fail, ok, type Result } from "@tocsin/kernel/result.ts";
import { accept, type Context, type Decider, type Drafted, refused, type World } from "../decision.ts";
import { cityPath } from "../organisation/chain.ts";
import { firstLayout } from "./first-layout.ts";

const onLayout = <Type extends keyof LayoutEvents & string>(id: string, type: Type, data: LayoutEvents[Type]): Drafted => ({ kind: "layout", id, type, data }) as Drafted;

/** The layout, when it is in one of these statuses and still as the caller saw it. */
function layoutIn(world: World, id: string, statuses: readonly Layout["status"][], expectedVersion?: number): Result<Layout, Refusal> {
  const layout = world.layouts.get(id);
  if (layout === undefined) return fail(refuse("NOT_FOUND", { layoutId: id }));
  if (!statuses.includes(layout.status)) return fail(refuse("STATE_CONFLICT", { status: layout.status, allowed: statuses }));
  if (expectedVersion !== undefined && expectedVersion !== layout.version) return fail(refuse("VERSION_CONFLICT", { version: layout.version }));
  return ok(layout);
}

const PUBLISHED = ["PLANNED", "IN_FORCE", "SUPERSEDED"] as const;

/** Posts that there are not, one that is named twice, and a new one that names one. */
function postsRefusal({ changes }: PostProposal, { city }: Context): Refusal | null {
  const known = (id: string): boolean => city.org.has(id) || city.city.units.some((unit) => unit.id === id) || city.city.rapidPoints.some((point) => point.id === id);
  const named = changes.map(({ id }) => id);
  const wrong = changes.flatMap(({ kind, id }, index) => ((kind === "ADD") !== (id === null) || (id !== null && named.indexOf(id) !== index) ? [`/posts/changes/${index}/id`] : []));
  if (wrong.length > 0) return refuse("VALIDATION_FAILED", { fields: wrong });
  const unknown = named.flatMap((id) => (id === null || known(id) ? [] : [id]));
  return unknown.length > 0 ? refuse("UNKNOWN_SITE", { ids: unknown }) : null;
}

/** A draft follows a published version; it begins with its areas, or with those of an older one that is to come back. Posts from the planner's sandbox may go with it (DSP-06). */
export const draftLayout: Decider<CommandPayload["layouts.draft"]> = (world, { layoutId, basedOn, copyOf, name, posts }, context) => {
  if (world.layouts.has(layoutId)) return refused("STATE_CONFLICT", { status: "DRAFT", allowed: [] });
  const base = layoutIn(world, basedOn, PUBLISHED);
  if (!base.ok) return base;
  const copied = layoutIn(world, copyOf ?? basedOn, PUBLISHED);
  if (!copied.ok) return copied;
  const refusal = posts === undefined ? null : postsRefusal(posts, context);
  if (refusal !== null) return fail(refusal);
  return accept(onLayout(layoutId, "LayoutDrafted", { name, basedOn, areas: copied.value.areas, source: null, scope: base.value.scope, ...(posts === undefined ? {} : { posts }) }));
};

/** What is wrong with areas taken by themselves: their outlines, organisations and hours. What they leave or share is judged on publication. */
function editRefusal({ set = [] }: CommandPayload["layouts.edit"], { city }: Context): Refusal | null {
  const twice = set.findIndex(({ id }, index) => set.findIndex((other) => other.id === id) !== index);
  if (twice >= 0) return refuse("VALIDATION_FAILED", { fields: [`/set/${twice}/id`] });
  const orgs = set.filter(({ org }) => !city.org.has(org)).map(({ org }) => org);
  if (orgs.length > 0) return refuse("LAYOUT_UNKNOWN_ORG", { orgs, fields: set.flatMap(({ org }, index) => (city.org.has(org) ? [] : [`/set/${index}/org`])) });
  for (const [index, area] of set.entries()) {
    for (const [ring, corners] of area.rings.entries()) {
      const fault = ringFault(corners);
      if (fault !== null) return refuse("LAYOUT_RING", { area: area.id, fault, fields: [`/set/${index}/rings/${ring}`] });
    }
    const shift = area.shifts.findIndex(({ from, to }) => to <= from);
    if (shift >= 0) return refuse("VALIDATION_FAILED", { fields: [`/set/${index}/shifts/${shift}/to`] });
  }
  return null;
}

export const editLayout: Decider<CommandPayload["layouts.edit"]> = (world, payload, context) => {
  const found = layoutIn(world, payload.layoutId, ["DRAFT"], payload.expectedVersion);
  if (!found.ok) return found;
  const refusal = editRefusal(payload, context);
  if (refusal !== null) return fail(refusal);
  const { name = null, set = [], remove = [] } = payload;
  if (name === null && set.length === 0 && remove.length === 0) return accept();
  return accept(onLayout(payload.layoutId, "LayoutEdited", { name, set, removed: remove }));
};

function faulty(faults: readonly LayoutFault[]): Refusal {
  const count = (...kinds: LayoutFault["kind"][]): number => faults.filter(({ kind }) => kinds.includes(kind)).length;
  const [overlaps, gaps] = [count("OVERLAP"), count("GAP")];
  return refuse("LAYOUT_FAULTY", { count: faults.length, overlaps, gaps, others: faults.length - overlaps - gaps, faults });
}

/**
 * A draft becomes the next version in line, in force from a time ahead (DSP-07). The version before it is told in the same commit:
 * of two drafts that follow one version, one is published.
 */
export const publishLayout: Decider<CommandPayload["layouts.publish"]> = (world, { layoutId, expectedVersion, effectiveFrom }, context) => {
  const found = layoutIn(world, layoutId, ["DRAFT"], expectedVersion);
  if (!found.ok) return found;
  if (found.value.authors.includes(context.actor.userId)) return refused("LAYOUT_OWN_WORK");
  const base = world.layouts.get(found.value.basedOn ?? "");
  if (base?.no == null || base.effectiveFrom === null) throw new Error(`layout ${layoutId} follows no published one`);
  if (base.succeededBy !== null || base.status === "DISCARDED") return refused("LAYOUT_BASE_OUTDATED", { layoutId: base.succeededBy });
  if (effectiveFrom <= context.at || effectiveFrom <= base.effectiveFrom) return refused("LAYOUT_STARTS_TOO_EARLY", { after: Math.max(context.at, base.effectiveFrom), fields: ["/effectiveFrom"] });
  if (context.layoutFaults === null) throw new Error("publishing asks for the faults of the layout");
  if (context.layoutFaults.length > 0) return fail(faulty(context.layoutFaults));
  return accept(onLayout(layoutId, "LayoutPublished", { no: base.no + 1, effectiveFrom }), onLayout(base.id, "LayoutSucceeded", { by: layoutId, from: effectiveFrom }));
};

export const discardLayout: Decider<CommandPayload["layouts.discard"]> = (world, { layoutId, reason }) => {
  const found = layoutIn(world, layoutId, ["DRAFT"]);
  return found.ok ? accept(onLayout(layoutId, "LayoutDiscarded", { reason })) : found;
};

/** Taken back before its time: the version before it holds on. One that another already follows stays. */
export const withdrawLayout: Decider<CommandPayload["layouts.withdraw"]> = (world, { layoutId, reason }) => {
  const found = layoutIn(world, layoutId, ["PLANNED"]);
  if (!found.ok) return found;
  if (found.value.succeededBy !== null) return refused("STATE_CONFLICT", { status: "SUCCEEDED", allowed: [] });
  return accept(onLayout(layoutId, "LayoutDiscarded", { reason }), onLayout(found.value.basedOn ?? "", "LayoutSuccessionLifted", {}));
};

/** The city's file: the first layout as it stands, since no emergency may be without an owner; a changed one is a draft that somebody must publish. */
export const registerLayout: Decider<SystemPayload["system.registerLayout"]> = (world, { layoutId, basedOn, source }, context) => {
  if (world.layouts.has(layoutId)) return refused("STATE_CONFLICT", { status: "DRAFT", allowed: [] });
  const drafted = onLayout(layoutId, "LayoutDrafted", { name: "城市文件 areas.geojson", basedOn, areas: firstLayout(context.city.city), source, scope: [cityPath(context.city)] });
  return basedOn === null ? accept(drafted, onLayout(layoutId, "LayoutPublished", { no: 1, effectiveFrom: context.at })) : accept(drafted);
};

/** What is still to happen to a layout by itself. */
export const layoutDeadlines = ({ status, effectiveFrom }: Layout): { readonly id: string; readonly dueAt: number; readonly purpose: string }[] =>
  status === "PLANNED" && effectiveFrom !== null ? [{ id: "begin", dueAt: effectiveFrom, purpose: "layout takes effect" }] : [];

/** A layout's time has come: it takes over from the one before. */
export const layoutDue: Decider<SystemPayload["system.deadline"]> = (world, { id, deadlineId }, context) => {
  const layout = world.layouts.get(id);
  if (layout === undefined) return refused("NOT_FOUND", { id });
  const pending = layoutDeadlines(layout).find((deadline) => deadline.id === deadlineId);
  const base = world.layouts.get(layout.basedOn ?? "");
  if (pending === undefined || pending.dueAt > context.at || base?.status !== "IN_FORCE") return refused("STATE_CONFLICT", { status: "NOT_DUE", allowed: [] });
  return accept(onLayout(base.id, "LayoutSuperseded", {}), onLayout(id, "LayoutInForce", {}));
};
