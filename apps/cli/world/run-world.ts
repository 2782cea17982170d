import { isOpen } from "@tocsin/contract/intake/incident.ts";
import type { CityView, Position, StreamMessage } from "@tocsin/contract/views.ts";
import { type BoardState, EMPTY_BOARD, applyAccepted, applyBoard, applyMessage } from "@tocsin/client/board-state.ts";
import type { Client } from "@tocsin/client/client.ts";
import { openStream } from "@tocsin/client/stream.ts";
import { randomStream } from "@tocsin/kernel/random.ts";
import type { RoadsAt } from "@tocsin/roads/hourly-roads.ts";
import { createAgenda } from "./agenda.ts";
import { type Call, type Scene, callsOf } from "./calls.ts";
import { arrived, crewsOf } from "./crew.ts";
import { answer, lookAt } from "./desk-people.ts";
import { type Crew, checkContacts, confirmReserves, roam, startShift } from "./shift.ts";
import { createTraffic } from "./traffic.ts";
import type { World } from "./world.ts";

export interface WorldOptions {
  /** Signed in with a seat that may act for everybody: the role SIMULATION. */
  readonly client: Client;
  readonly city: CityView;
  readonly roadsAt: RoadsAt;
  readonly scenes: readonly Scene[];
  readonly crews: readonly Crew[];
  /** Server time in ms now; it may run faster than the wall clock. */
  readonly now: () => number;
  /** Server milliseconds per real one. */
  readonly speed: number;
  readonly callsPerMinute: number;
  /** Calls that have come in before anybody looks. */
  readonly openingCalls: number;
  readonly seed: string;
  /** Seats at which people sit, as `role` and `unit:<id>`; asked every few seconds. */
  readonly seatsTaken: () => Promise<ReadonlySet<string>>;
}

export interface WorldTally {
  readonly calls: number;
  readonly commands: number;
  readonly refused: Readonly<Record<string, number>>;
  readonly lost: number;
}

export interface RunningWorld {
  readonly tally: () => WorldTally;
  readonly stop: () => Promise<void>;
}

const TICK_MS = 250;
const POSITIONS_EVERY_MS = 1_000;
const IDLE_POSITION_EVERY_MS = 20_000;
const SEATS_EVERY_MS = 4_000;
const AT_ONCE = 16;

class Tally {
  calls = 0;
  commands = 0;
  lost = 0;
  readonly refused: Record<string, number> = {};
  refusal(code: string): void {
    this.refused[code] = (this.refused[code] ?? 0) + 1;
  }
}

/** Lets the city live: calls come in, simulated people take, dispatch, drive, report and close, all through the server's doors. */
export async function runWorld(options: WorldOptions): Promise<RunningWorld> {
  const { client } = options;
  const tally = new Tally();
  let board: BoardState = applyBoard(EMPTY_BOARD, await client.board());
  let taken = await options.seatsTaken();
  const dice = randomStream(options.seed, "people");
  const traffic = createTraffic(options.roadsAt, randomStream(options.seed, "traffic"), options.now);
  const world: World = {
    client, traffic, dice, agenda: createAgenda(), now: options.now, board: () => board, planned: new Set(),
    isManned: (role) => taken.has(role),
    isDriven: (unitId) => taken.has(`unit:${unitId}`),
    outcomes: { handled: outcomeOf(options.city, "HANDLED"), invalid: outcomeOf(options.city, "FALSE_ALARM") },
    act: async (name, payload) => {
      tally.commands += 1;
      const result = await client.command(name, payload, { retry: true });
      if (!result.ok) {
        tally.refusal(result.code);
        return;
      }
      board = applyAccepted(board, result);
      look(result.incidents.map((incident) => incident.id));
    },
  };
  const look = (ids: Iterable<string>): void => {
    for (const id of ids) {
      const incident = board.incidents.get(id);
      if (incident === undefined) continue;
      lookAt(world, incident);
      if (isOpen(incident)) crewsOf(world, incident);
    }
  };
  const stream = openStream(client, {
    cursor: board.cursor,
    onState: () => undefined,
    onReset: async () => {
      board = applyBoard(board, await client.board());
      look(board.incidents.keys());
      return board.cursor;
    },
    onMessage: (message: StreamMessage) => {
      board = applyMessage(board, message);
      if (message.t === "upsert") look(message.incidents.map((incident) => incident.id));
    },
  });
  await startShift(world, options.crews);
  checkContacts(world, options.city.deadlines.contactCheck);
  confirmReserves(world, options.city.reserves);
  look(board.incidents.keys());
  const callsFrom = (name: string) => callsOf(options.city, options.scenes, options.now(), options.callsPerMinute, `${options.seed}/${name}/${options.now()}`);
  const opening = callsFrom("opening");
  const openingCalls = Array.from({ length: options.openingCalls }, () => opening.next().value);
  const loop = startLoop({ world, tally, options, calls: callsFrom("calls"), openingCalls, setTaken: (next) => (taken = next), lookAround: () => look(board.incidents.keys()) });
  return {
    tally: () => ({ calls: tally.calls, commands: tally.commands, refused: { ...tally.refused }, lost: tally.lost }),
    stop: async () => {
      await loop.stop();
      stream.close();
    },
  };
}

function outcomeOf(city: CityView, kind: string): string {
  const found = city.outcomes.find((outcome) => outcome.kind === kind);
  if (found === undefined) throw new Error(`the city has no outcome of kind ${kind}`);
  return found.code;
}

interface Loop {
  readonly world: World;
  readonly tally: Tally;
  readonly options: WorldOptions;
  readonly calls: ReturnType<typeof callsOf>;
  /** Calls that come in with the first tick. */
  readonly openingCalls: Call[];
  readonly setTaken: (taken: ReadonlySet<string>) => void;
  /** Looks at every incident again: what could not be done before, for want of a unit, may be possible now. */
  readonly lookAround: () => void;
}

/** Runs a list of promises a few at a time; one that fails is counted and does not stop the city. */
async function inBatches(tally: Tally, jobs: readonly (() => Promise<void>)[]): Promise<void> {
  for (let i = 0; i < jobs.length; i += AT_ONCE) {
    const results = await Promise.allSettled(jobs.slice(i, i + AT_ONCE).map((job) => job()));
    tally.lost += results.filter((result) => result.status === "rejected").length;
  }
}

function startLoop({ world, tally, options, calls, openingCalls, setTaken, lookAround }: Loop): { readonly stop: () => Promise<void> } {
  let next = calls.next().value;
  const sentAt = new Map<string, number>();
  let positionsAt = 0;
  let seatsAt = 0;
  let stopped = false;

  function positions(now: number): Position[] {
    const due: Position[] = [];
    for (const unit of world.board().units.values()) {
      if (unit.status === "OFF_DUTY" || world.isDriven(unit.id)) continue;
      const every = world.traffic.isMoving(unit.id) ? POSITIONS_EVERY_MS : IDLE_POSITION_EVERY_MS;
      const position = now - (sentAt.get(unit.id) ?? 0) >= every * Math.max(1, options.speed) ? world.traffic.position(unit.id, now) : null;
      if (position === null) continue;
      sentAt.set(unit.id, now);
      due.push(position);
    }
    return due;
  }

  async function tick(): Promise<void> {
    const now = world.now();
    for (const unitId of world.traffic.advance(now)) arrived(world, unitId);
    const jobs: (() => Promise<void>)[] = world.agenda.due(now).map((act) => act.run);
    const ringing = openingCalls.splice(0).map((call) => ({ ...call, at: now }));
    for (; next.at <= now; next = calls.next().value) ringing.push(next);
    tally.calls += ringing.length;
    jobs.push(...ringing.map((call) => () => answer(world, call)));
    await inBatches(tally, jobs);
    if (Date.now() - positionsAt >= POSITIONS_EVERY_MS) {
      positionsAt = Date.now();
      roam(world);
      const due = positions(world.now());
      if (due.length > 0) await inBatches(tally, [async () => void (await world.client.sendPositions(due))]);
    }
    if (Date.now() - seatsAt >= SEATS_EVERY_MS) {
      seatsAt = Date.now();
      lookAround();
      await inBatches(tally, [async () => setTaken(await options.seatsTaken())]);
    }
  }

  const running = (async () => {
    while (!stopped) {
      const began = Date.now();
      await tick();
      await new Promise((resolve) => setTimeout(resolve, Math.max(10, TICK_MS - (Date.now() - began))));
    }
  })();
  return {
    stop: async () => {
      stopped = true;
      await running;
    },
  };
}
