import { isOpen, type Incident } from "@tocsin/contract/intake/incident.ts";
import type { Board } from "@tocsin/contract/views.ts";
import { compareWaiting } from "@tocsin/engine/queue/queue-order.ts";
import type { Ledger, StoredState } from "@tocsin/ledger/types.ts";
import { noticeIdOf, type Notice, wantsTelephone } from "@tocsin/contract/command/notice.ts";
import type { CommandPost } from "@tocsin/contract/command/command-post.ts";
import type { Room } from "@tocsin/contract/command/room.ts";
import type { RecordOf } from "@tocsin/runtime/standing.ts";
import { roomOf, sightOf } from "../../masking.ts";
import type { ServedCity } from "../../served-city.ts";
import { grantPaths, type Session } from "../../session.ts";
import { shownRecords, type PlainKind } from "../../shown-record.ts";
import type { PositionBook } from "../live/position-book.ts";
import type { CityPresent } from "../present/city-present.ts";
import { forceRooms } from "./room-page.ts";
import { sightedIncidents, sightedPositions, sightedUnits } from "./sighted-records.ts";

export interface BoardDeps {
  readonly ledger: Pick<Ledger, "load" | "list" | "head">;
  readonly city: ServedCity;
  readonly present: Pick<CityPresent, "openIncidents" | "layouts" | "plans" | "activations" | "cursor" | "caughtUp">;
  readonly positions: Pick<PositionBook, "all">;
  readonly now: () => number;
  /** Open incidents on one board; default and most: what the ledger gives in one go. */
  readonly limit?: number;
}

const LIMIT = 5_000;

/** Open incidents of a board, and how many found no place on it. */
interface Shown {
  readonly states: readonly StoredState[];
  readonly cursor: string;
  readonly beyond: Board["beyond"];
}

/** How many there are of each priority. */
function countByPriority(incidents: readonly Incident[]): Board["beyond"] {
  const counts = new Map<Incident["priority"], number>();
  for (const { priority } of incidents) counts.set(priority, (counts.get(priority) ?? 0) + 1);
  return [...counts].map(([priority, count]) => ({ priority, count })).sort((a, b) => (a.priority ?? "P0").localeCompare(b.priority ?? "P0", "en"));
}

/**
 * More stands open than a board holds: it takes those that want somebody soonest. Which they are is asked of the memory, what they say
 * of the ledger, with the caller's own rights. The board's cursor is the memory's: what is younger comes by the stream.
 */
async function mostPressing(deps: BoardDeps, session: Session, limit: number): Promise<Shown> {
  const { waitS } = deps.city.index.city.policies.queue;
  const cursor = deps.present.cursor ?? "0-0";
  const seen = [...deps.present.openIncidents.values()].filter((incident) => sightOf(session, incident, deps.city.roles, deps.city.index) !== null);
  seen.sort((a, b) => compareWaiting(a, b, waitS));
  const states = await deps.ledger.load(seen.slice(0, limit).map(({ id }) => ({ kind: "incident", id })), grantPaths(session));
  return { states: states.filter(({ state }) => isOpen(state as Incident)), cursor, beyond: countByPriority(seen.slice(limit)) };
}

async function openIncidents(deps: BoardDeps, session: Session): Promise<Shown> {
  const limit = deps.limit ?? LIMIT;
  if (deps.present.openIncidents.size > limit) return mostPressing(deps, session, limit);
  // The cursor is read first: what is committed meanwhile is in the list and comes again by the stream, harmlessly.
  const cursor = (await deps.ledger.head()) ?? "0-0";
  return { states: await deps.ledger.list("incident", grantPaths(session), { open: true, limit: LIMIT }), cursor, beyond: [] };
}

/** Rooms of the incidents on the board. Asked for by name: a unit that was ordered since the last word was spoken is in too. */
async function roomsOf({ ledger, city }: BoardDeps, session: Session, states: readonly StoredState[]): Promise<Room[]> {
  const incidents = new Map(states.map(({ id, state }) => [id, state as Incident]));
  const rooms = await ledger.load([...incidents.keys()].map((id) => ({ kind: "room", id })));
  return rooms.flatMap(({ id, state }) => roomOf(session, state as Room, incidents.get(id)!, city.roles, city.index) ?? []);
}

/** Rooms of the task forces of posts on the board, those too that a unit has left: it reads what was said until then. */
async function roomsOfForces(deps: BoardDeps, session: Session, posts: readonly StoredState[]): Promise<Room[]> {
  const found = new Map(posts.flatMap(({ state }) => forceRooms(deps, session, state as CommandPost)).map((room) => [room.silent.id, room]));
  const rooms = await deps.ledger.load([...found.keys()].map((id) => ({ kind: "room", id })));
  return rooms.flatMap(({ id, state }) => found.get(id)?.shown(state as Room) ?? []);
}

/** Letters whose mail has failed, so that somebody has to telephone (LNK-01, LNK-03). */
async function untoldLetters({ ledger, city }: BoardDeps, session: Session): Promise<Notice[]> {
  const open = await ledger.list("notice", grantPaths(session), { open: true, limit: LIMIT });
  return shownRecords(session, "notice", open.map(({ state }) => state as Notice).filter(wantsTelephone), city);
}

/** How the orders of the incidents on the board were brought to their units; asked for by name, as rooms are. */
async function noticesOf({ ledger, city }: BoardDeps, session: Session, states: readonly StoredState[]): Promise<Notice[]> {
  if (city.index.city.policies.reach === undefined) return [];
  const orders = states.flatMap(({ state }) => (state as Incident).orders);
  const notices = await ledger.load(orders.flatMap(({ id, assignments }) => assignments.map(({ unitId }) => ({ kind: "notice", id: noticeIdOf(id, unitId) }))));
  return shownRecords(session, "notice", notices.map(({ state }) => state as Notice), city);
}

/** Everything that a session's screens start from: what is open, in the order in which it wants somebody, and who there is. */
export async function boardOf(deps: BoardDeps, session: Session): Promise<Board> {
  const shown = await openIncidents(deps, session);
  const [units, closures, advisories, matters, posts, drawings, cooperations, assets, mechanisms, publications, reviews] = await Promise.all([
    deps.ledger.list("unit", grantPaths(session), { limit: LIMIT }),
    deps.ledger.list("closure", undefined, { open: true, limit: LIMIT }),
    deps.ledger.list("advisory", grantPaths(session), { open: true, limit: LIMIT }),
    deps.ledger.list("matter", grantPaths(session), { open: true, limit: LIMIT }),
    deps.ledger.list("commandPost", grantPaths(session), { open: true, limit: LIMIT }),
    deps.ledger.list("drawing", undefined, { open: true, limit: LIMIT }),
    deps.ledger.list("cooperation", grantPaths(session), { open: true, limit: LIMIT }),
    deps.ledger.list("asset", grantPaths(session), { open: true, limit: LIMIT }),
    deps.ledger.list("mechanism", undefined, { open: true, limit: LIMIT }),
    deps.ledger.list("publication", grantPaths(session), { open: true, limit: LIMIT }),
    deps.ledger.list("review", grantPaths(session), { open: true, limit: LIMIT }),
  ]);
  await deps.city.shared.ready(matters);
  // Whole layouts, plans and responses are large: their heads come from memory, once it has caught up with the cursor.
  await deps.present.caughtUp();
  const layouts = shownRecords(session, "layout", deps.present.layouts.values(), deps.city);
  const plans = shownRecords(session, "plan", deps.present.plans.values(), deps.city);
  const activations = shownRecords(session, "activation", deps.present.activations.values(), deps.city);
  const stored = <Kind extends PlainKind>(kind: Kind, states: readonly StoredState[]) => shownRecords(session, kind, states.map(({ state }) => state as RecordOf[Kind]), deps.city);
  const { waitS } = deps.city.index.city.policies.queue;
  const incidents = sightedIncidents(session, shown.states, deps.city).sort((a, b) => compareWaiting(a, b, waitS));
  const appearing = sightedUnits(session, units, deps.city);
  return {
    cursor: shown.cursor, at: deps.now(), incidents, units: appearing, positions: sightedPositions(deps.positions.all(), appearing),
    closures: stored("closure", closures), layouts, advisories: stored("advisory", advisories), matters: stored("matter", matters), plans, activations, commandPosts: stored("commandPost", posts), drawings: stored("drawing", drawings), cooperations: stored("cooperation", cooperations), assets: stored("asset", assets), mechanisms: stored("mechanism", mechanisms), publications: stored("publication", publications), reviews: stored("review", reviews), rooms: [...(await roomsOf(deps, session, shown.states)), ...(await roomsOfForces(deps, session, posts))], notices: [...(await noticesOf(deps, session, shown.states)), ...(await untoldLetters(deps, session))], beyond: shown.beyond,
  };
}
