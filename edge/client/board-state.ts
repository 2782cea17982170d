import type { Advisory } from "@tocsin/contract/command/advisory.ts";
import type { Drawing } from "@tocsin/contract/command/drawing.ts";
import type { Review } from "@tocsin/contract/command/review.ts";
import type { CommandPost } from "@tocsin/contract/command/command-post.ts";
import type { Incident } from "@tocsin/contract/intake/incident.ts";
import type { ActivationHead } from "@tocsin/contract/command/activation.ts";
import type { Unit } from "@tocsin/contract/dispatch/unit.ts";
import type { Matter } from "@tocsin/contract/linkage/matter.ts";
import type { PlanHead } from "@tocsin/contract/command/plan-version.ts";
import type { Notice } from "@tocsin/contract/command/notice.ts";
import type { Asset } from "@tocsin/contract/governance/asset.ts";
import type { Publication } from "@tocsin/contract/governance/publication.ts";
import type { Cooperation } from "@tocsin/contract/joint/cooperation.ts";
import type { Mechanism } from "@tocsin/contract/organisation/mechanism.ts";
import type { Room } from "@tocsin/contract/command/room.ts";
import type { LayoutHead } from "@tocsin/contract/layouts/layout.ts";
import type { RoadClosure } from "@tocsin/contract/roads/closure.ts";
import type { Board, Position, StreamMessage } from "@tocsin/contract/views.ts";
import { compareCursors } from "./cursor-order.ts";

/** The present as a client knows it. Maps are replaced, never changed, so that an unchanged map is the same object. */
export interface BoardState {
  /** All changes up to here are in; the stream resumes from it. */
  readonly cursor: string;
  /** Server time of the last message, ms UTC. */
  readonly at: number;
  readonly incidents: ReadonlyMap<string, Incident>;
  readonly units: ReadonlyMap<string, Unit>;
  /** Road closures, those that ended while the client looked on too. */
  readonly closures: ReadonlyMap<string, RoadClosure>;
  /** Versions of the patrol areas, without their areas. */
  readonly layouts: ReadonlyMap<string, LayoutHead>;
  /** Matters between organisations, those that closed while the client looked on too. */
  readonly matters: ReadonlyMap<string, Matter>;
  /** Responses proposed and under way, those that ended while the client looked on too. */
  readonly activations: ReadonlyMap<string, ActivationHead>;
  /** Versions of plans and modules, without their content. */
  readonly plans: ReadonlyMap<string, PlanHead>;
  /** What is drawn on the map, what was removed while the client looked on too. */
  readonly drawings: ReadonlyMap<string, Drawing>;
  /** Command posts, those that closed while the client looked on too. */
  readonly commandPosts: ReadonlyMap<string, CommandPost>;
  /** Rooms of incidents and of task forces. */
  readonly rooms: ReadonlyMap<string, Room>;
  /** How orders were brought to units, by `<order id>-<unit id>`. */
  readonly notices: ReadonlyMap<string, Notice>;
  /** What organisations do together, what ended while the client looked on too. */
  readonly cooperations: ReadonlyMap<string, Cooperation>;
  /** What somebody answers for, as far as it waits for a signature or changed while the client looked on; the whole register is asked for by its page. */
  readonly assets: ReadonlyMap<string, Asset>;
  /** Mechanisms by code, retired ones too (ORG-05). */
  readonly mechanisms: ReadonlyMap<string, Mechanism>;
  /** Figures of months that wait to be published, or were while the client looked on. */
  readonly publications: ReadonlyMap<string, Publication>;
  /** Reviews that wait for a signature or whose tasks run, and those that ended while the client looked on. */
  readonly reviews: ReadonlyMap<string, Review>;
  /** Advisories, those that ended while the client looked on too. */
  readonly advisories: ReadonlyMap<string, Advisory>;
  /** Last known position by unit id. */
  readonly positions: ReadonlyMap<string, Position>;
  /** Open incidents that the last board had no room for, by priority. */
  readonly beyond: Board["beyond"];
  /** Parts of the platform that are down. */
  readonly missing: readonly string[];
  /** Since when each missing part is down, ms UTC of the server. */
  readonly since: Readonly<Record<string, number>>;
  /** Cursor as of which each record is held, by `incident/<id>`, `unit/<id>`, `closure/<id>`, `layout/<id>`, `advisory/<id>`, `matter/<id>`, `plan/<id>`, `activation/<id>`, `commandPost/<id>`, `room/<id>` or `notice/<id>`. */
  readonly held: ReadonlyMap<string, string>;
}

export const EMPTY_BOARD: BoardState = { cursor: "0-0", at: 0, incidents: new Map(), units: new Map(), closures: new Map(), layouts: new Map(), advisories: new Map(), matters: new Map(), plans: new Map(), activations: new Map(), commandPosts: new Map(), drawings: new Map(), rooms: new Map(), notices: new Map(), cooperations: new Map(), assets: new Map(), mechanisms: new Map(), publications: new Map(), reviews: new Map(), positions: new Map(), beyond: [], missing: [], since: {}, held: new Map() };

/** Records as answers and messages carry them. */
interface Views {
  readonly incidents: readonly Incident[];
  readonly units: readonly Unit[];
  readonly closures?: readonly RoadClosure[] | undefined;
  readonly layouts?: readonly LayoutHead[] | undefined;
  readonly advisories?: readonly Advisory[] | undefined;
  readonly matters?: readonly Matter[] | undefined;
  readonly activations?: readonly ActivationHead[] | undefined;
  readonly plans?: readonly PlanHead[] | undefined;
  readonly commandPosts?: readonly CommandPost[] | undefined;
  readonly drawings?: readonly Drawing[] | undefined;
  readonly rooms?: readonly Room[] | undefined;
  readonly notices?: readonly Notice[] | undefined;
  readonly cooperations?: readonly Cooperation[] | undefined;
  readonly assets?: readonly Asset[] | undefined;
  readonly mechanisms?: readonly Mechanism[] | undefined;
  readonly publications?: readonly Publication[] | undefined;
  readonly reviews?: readonly Review[] | undefined;
  readonly gone?: readonly string[] | undefined;
}

type Records = Pick<BoardState, "incidents" | "units" | "closures" | "layouts" | "advisories" | "matters" | "plans" | "activations" | "commandPosts" | "drawings" | "rooms" | "notices" | "cooperations" | "assets" | "mechanisms" | "publications" | "reviews" | "held">;

/** Puts records in, and takes `gone` incidents out, unless a later copy is held: an older one that arrives late, or twice, does no harm. */
function putRecords(state: Records, cursor: string, { incidents, units, closures = [], layouts = [], advisories = [], matters = [], plans = [], activations = [], commandPosts = [], drawings = [], rooms = [], notices = [], cooperations = [], assets = [], mechanisms = [], publications = [], reviews = [], gone = [] }: Views): Records {
  const held = new Map(state.held);
  const fresh = (key: string): boolean => {
    const before = held.get(key);
    if (before !== undefined && compareCursors(before, cursor) > 0) return false;
    held.set(key, cursor);
    return true;
  };
  const put = <View extends { readonly id: string }>(kind: string, map: ReadonlyMap<string, View>, views: readonly View[]): ReadonlyMap<string, View> => {
    const taken = views.filter((view) => fresh(`${kind}/${view.id}`));
    if (taken.length === 0) return map;
    const next = new Map(map);
    for (const view of taken) next.set(view.id, view);
    return next;
  };
  const left = gone.filter((id) => fresh(`incident/${id}`));
  const without = <View>(map: ReadonlyMap<string, View>): ReadonlyMap<string, View> => (left.length === 0 ? map : new Map([...map].filter(([id]) => !left.includes(id))));
  return { incidents: put("incident", without(state.incidents), incidents), units: put("unit", state.units, units), closures: put("closure", state.closures, closures), layouts: put("layout", state.layouts, layouts), advisories: put("advisory", state.advisories, advisories), matters: put("matter", state.matters, matters), plans: put("plan", state.plans, plans), activations: put("activation", state.activations, activations), commandPosts: put("commandPost", state.commandPosts, commandPosts), drawings: put("drawing", state.drawings, drawings), rooms: put("room", without(state.rooms), rooms), notices: put("notice", state.notices, notices), cooperations: put("cooperation", state.cooperations, cooperations), assets: put("asset", state.assets, assets), mechanisms: put("mechanism", state.mechanisms, mechanisms), publications: put("publication", state.publications, publications), reviews: put("review", state.reviews, reviews), held };
}

function putPositions(before: ReadonlyMap<string, Position>, positions: readonly Position[]): ReadonlyMap<string, Position> {
  const newer = positions.filter((position) => (before.get(position.unitId)?.at ?? -1) < position.at);
  if (newer.length === 0) return before;
  const next = new Map(before);
  for (const position of newer) if ((next.get(position.unitId)?.at ?? -1) < position.at) next.set(position.unitId, position);
  return next;
}

const later = (a: string, b: string): string => (compareCursors(a, b) >= 0 ? a : b);

/** A new board takes the place of everything, except records that a command's answer has already brought later. */
export function applyBoard(state: BoardState, board: Board): BoardState {
  const keep = (key: string): boolean => compareCursors(state.held.get(key) ?? "0-0", board.cursor) > 0;
  const base: Records = {
    incidents: new Map([...state.incidents].filter(([id]) => keep(`incident/${id}`))),
    units: new Map([...state.units].filter(([id]) => keep(`unit/${id}`))),
    closures: new Map([...state.closures].filter(([id]) => keep(`closure/${id}`))),
    layouts: new Map([...state.layouts].filter(([id]) => keep(`layout/${id}`))),
    matters: new Map([...state.matters].filter(([id]) => keep(`matter/${id}`))),
    cooperations: new Map([...state.cooperations].filter(([id]) => keep(`cooperation/${id}`))),
    assets: new Map([...state.assets].filter(([id]) => keep(`asset/${id}`))),
    mechanisms: new Map([...state.mechanisms].filter(([id]) => keep(`mechanism/${id}`))),
    publications: new Map([...state.publications].filter(([id]) => keep(`publication/${id}`))),
    reviews: new Map([...state.reviews].filter(([id]) => keep(`review/${id}`))),
    notices: new Map([...state.notices].filter(([id]) => keep(`notice/${id}`))),
    rooms: new Map([...state.rooms].filter(([id]) => keep(`room/${id}`))),
    plans: new Map([...state.plans].filter(([id]) => keep(`plan/${id}`))),
    drawings: new Map([...state.drawings].filter(([id]) => keep(`drawing/${id}`))),
    commandPosts: new Map([...state.commandPosts].filter(([id]) => keep(`commandPost/${id}`))),
    advisories: new Map([...state.advisories].filter(([id]) => keep(`advisory/${id}`))),
    activations: new Map([...state.activations].filter(([id]) => keep(`activation/${id}`))),
    held: new Map([...state.held].filter(([key]) => keep(key))),
  };
  return { ...putRecords(base, board.cursor, board), cursor: board.cursor, at: board.at, positions: putPositions(new Map(), board.positions), beyond: board.beyond, missing: state.missing, since: state.since };
}

/** The answer to a command, before the stream brings it; the stream's cursor does not move by it. */
export function applyAccepted(state: BoardState, accepted: Omit<Views, "gone"> & { readonly cursor: string }): BoardState {
  return { ...state, ...putRecords(state, accepted.cursor, accepted) };
}

/** One message of the stream. `hello`, `reset` and `slow` change no record. */
export function applyMessage(state: BoardState, message: StreamMessage): BoardState {
  switch (message.t) {
    case "upsert":
      return { ...state, ...putRecords(state, message.cursor, message), cursor: later(state.cursor, message.cursor), at: Math.max(state.at, message.at) };
    case "positions":
      return { ...state, positions: putPositions(state.positions, message.positions), at: Math.max(state.at, message.at) };
    case "beat":
      return { ...state, cursor: later(state.cursor, message.cursor), at: Math.max(state.at, message.at), missing: message.missing, since: message.since ?? {} };
    case "hello":
      return { ...state, at: Math.max(state.at, message.at) };
    case "reset":
    case "slow":
      return state;
  }
}
