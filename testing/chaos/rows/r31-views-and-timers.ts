import { isActive } from "@tocsin/contract/dispatch/order.ts";
import { isOpen, type Incident } from "@tocsin/contract/intake/incident.ts";
import { newUlid } from "@tocsin/client/new-ulid.ts";
import { deadlinesOf } from "@tocsin/domain/dispatch/deadlines.ts";
import { serveCity } from "../../harness.ts";
import { tinyCity } from "../../fixtures/tiny-city.ts";
import { cityModel, openIncident, orderUnits } from "../../model/city-model.ts";
import { exampleAssignment, exampleIncident, exampleOrder } from "../../../apps/console/src/examples/example-incidents.ts";
import { filterQueue, type QueueFilter } from "../../../apps/console/src/queue/queue-filter.ts";
import { groupOf, queueOf } from "../../../apps/console/src/queue/queue-order.ts";
import { accepted } from "../../scene.ts";
import type { Stage } from "../parts/stage.ts";
import type { OpenRow, Row, Try } from "../row.ts";

const STATES_PER_TRY = 500;
const WAITS = { P2: 900, P3: 2_700, P4: 5_400 };

function viewsHold({ dice }: Try): void {
  for (let n = 0; n < STATES_PER_TRY; n++) {
    const list = Array.from({ length: dice.integer(0, 30) }, (_, no): Incident => {
      const status = dice.pick(["none", "ISSUED", "COMPLETED", "RECALLED", "DECLINED"] as const);
      const orders = status === "none" ? {} : { orders: [exampleOrder([exampleAssignment("U1", { status })])] };
      return exampleIncident(no, { priority: dice.pick(["P1", "P2", "P3", "P4", null] as const), ...(dice.next() < 0.2 ? { status: "CLOSED" as const } : {}), ...(dice.next() < 0.3 ? { place: null } : {}), ...orders });
    });
    const filter: QueueFilter = { text: dice.pick(["", "长江", "U1", "nothing fits this"]), locateOnly: dice.next() < 0.3, priority: dice.pick(["P1", "P3", null] as const) };
    const { visible, hidden } = filterQueue(queueOf(list, WAITS), filter, (code) => code ?? "");
    const unassigned = list.filter((incident) => isOpen(incident) && groupOf(incident) === "unassigned").length;
    if (visible.unassigned.length + hidden.unassigned !== unassigned) throw new Error(`${unassigned} wait, ${visible.unassigned.length} are shown and ${hidden.unassigned} counted with ${JSON.stringify(filter)}`);
    const open = list.filter((incident) => groupOf(incident) !== undefined).length;
    const counted = (["unassigned", "running", "watching"] as const).reduce((sum, group) => sum + visible[group].length + hidden[group], 0);
    if (open !== counted) throw new Error(`${open} stand open, ${counted} are shown or counted`);
  }
}

async function openR31(stage: Stage): Promise<OpenRow> {
  const city = await stage.city();
  const seat = await stage.seat("world");
  return {
    async once(one) {
      viewsHold(one);
      if (one.seed % 10 !== 0) return;
      const { incidents, beyond } = await seat.board();
      const { incidents: open } = await seat.incidents({ open: true, limit: 500 });
      if (incidents.length + beyond.reduce((sum, { count }) => sum + count, 0) < open.length) throw new Error(`${open.length} stand open, the board shows ${incidents.length}`);
      void city;
    },
  };
}

export const R31: Row = {
  id: "R31",
  fault: ["任意的筛选、排序、分组与看板上限", "any filter, sort, group and board limit"],
  promise: ["未派警情要么在屏上,要么计入固定的数", "an unassigned call is on screen or in a fixed count"],
  quick: 20,
  long: 2_000,
  open: openR31,
};

/** Nobody acknowledges: what must have happened by when, told by the state alone. */
function openR32(): OpenRow {
  return {
    once({ dice }) {
      const city = cityModel(tinyCity);
      const incidentId = openIncident(city, "PO-01");
      const units = [...city.units.keys()].filter((id) => city.unit(id).kind !== "MRU_TEAM");
      const unitId = dice.pick(units);
      const orderId = orderUnits(city, incidentId, [unitId], { overrideReason: "COMMANDER" });
      const issuedAt = city.now();
      const { escalate, reassign } = tinyCity.deadlines.acknowledge;
      const step = dice.integer(200, 7_000);
      const escalated = (): boolean => city.log.some((event) => event.type === "OrderEscalated" && (event.data as { orderId: string }).orderId === orderId);
      while (city.now() - issuedAt < (reassign + 30) * 1_000) {
        city.advance(step);
        const waited = Math.floor((city.now() - issuedAt) / 1_000);
        if (escalated() !== waited >= escalate) throw new Error(`after ${waited} s of ${escalate} s: ${escalated() ? "escalated" : "silent"}`);
        const mine = city.incident(incidentId).orders.find(({ id }) => id === orderId)!.assignments.find((a) => a.unitId === unitId)!;
        if (isActive(mine) !== waited < reassign) throw new Error(`after ${waited} s of ${reassign} s the unit ${isActive(mine) ? "still holds" : "has lost"} its order`);
      }
      const overdue = deadlinesOf(city.incident(incidentId), tinyCity.deadlines).filter(({ dueAt }) => dueAt <= city.now());
      if (overdue.length > 0) throw new Error(`passed and never fired: ${overdue.map(({ id }) => id).join(" ")}`);
    },
  };
}

export const R32: Row = {
  id: "R32",
  fault: ["单元或席位始终不签收", "a unit never acknowledges"],
  promise: ["到秒升级、到秒改派,从不沉默", "escalated and replaced to the second, never silent"],
  quick: 40,
  long: 10_000,
  open: openR32,
};

/** A form that was cut off at some field: what was known by then. */
async function openR33(stage: Stage): Promise<OpenRow> {
  const seat = await stage.seat("taker");
  const FIELDS = { callback: "13800000000", text: "喂?救……", typeCode: "PO-02", place: { addressText: "学府路8号", point: { lon: 112.0041, lat: 30.0081 }, datum: "WGS84" as const } };
  return {
    async once(one) {
      const incidentId = newUlid();
      const known = Object.fromEntries(Object.entries(FIELDS).slice(0, one.seed % 5)) as Partial<typeof FIELDS>;
      const payload = {
        incidentId, channel: "CALL_110" as const, text: "", ...known,
        ...(known.callback === undefined ? { noCallbackReason: "WITHHELD" as const } : {}), ...(known.place === undefined ? { placeUnknown: "UNKNOWN" as const } : {}),
      };
      accepted(await seat.command("intake.receive", payload));
      const { incidents } = await seat.board();
      const found = incidents.find(({ id }) => id === incidentId);
      if (found === undefined) throw new Error("a call that broke off is on no board");
      if (found.no === "" || found.reports.length !== 1) throw new Error("a call that broke off has no number or no report");
      if (known.typeCode === undefined && found.typeCode !== null) throw new Error("a type was made up");
    },
  };
}

export const R33: Row = {
  id: "R33",
  fault: ["报警人挂断、表单填到一半、地点不明", "the caller hangs up, the form is half filled, the place is missing"],
  promise: ["仍是一起有编号的警情,在板上等人", "it is an incident with a number all the same, and waits on the board"],
  quick: 20,
  long: 500,
  open: openR33,
};

/** Limits that somebody set to their least. */
async function openR26(stage: Stage): Promise<OpenRow> {
  const city = await stage.city();
  const strict = await serveCity(city.databaseUrl, city.clock, { server: { logLevel: "silent", boardLimit: 0 } });
  const seat = await stage.seat("world");
  const here = { ...seat.caller };
  return {
    async once({ dice }) {
      for (let guesses = dice.integer(1, 4); guesses > 0; guesses--) {
        await fetch(`${strict.url}/api/v1/sign-in`, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ account: "taker", password: "wrong-guess-of-a-stranger" }) });
      }
      const incidentId = newUlid();
      const response = await fetch(`${strict.url}/api/v1/intake/receive`, {
        method: "POST", headers: { "content-type": "application/json", "idempotency-key": newUlid(), authorization: `Bearer ${seat.caller.token ?? here.token}` },
        body: JSON.stringify({ incidentId, channel: "CALL_110", callback: "13800000000", text: "限流误配", placeUnknown: "UNKNOWN" }),
      });
      if (response.status !== 200) throw new Error(`an intake was refused by a limit: ${response.status} ${await response.text()}`);
      const board = (await (await fetch(`${strict.url}/api/v1/board`, { headers: { authorization: `Bearer ${seat.caller.token}` } })).json()) as { incidents: unknown[]; beyond: { count: number }[] };
      if (board.incidents.length + board.beyond.reduce((sum, { count }) => sum + count, 0) === 0) throw new Error("a board without room forgot to count");
    },
    close: () => strict.close(),
  };
}

export const R26: Row = {
  id: "R26",
  fault: ["自己的限额误设为零,登录被陌生人耗尽", "own limits set to nothing, sign-in used up by strangers"],
  promise: ["接警照收,看板无位的照样计数", "intake goes on, what finds no place on a board is counted"],
  quick: 20,
  long: 200,
  open: openR26,
};
