import { createServer, type AddressInfo, type Socket } from "node:net";
import { Aedes } from "aedes";
import { newUlid } from "@tocsin/client/new-ulid.ts";
import { PROBE_PATH, type Incident } from "@tocsin/contract/intake/incident.ts";
import { IDEMPOTENCY_HEADER, ROUTES, commandPath } from "@tocsin/contract/routes.ts";
import { freePort } from "@tocsin/ledger/free-port.ts";
import { signInAt, startCity, type Seated, type TestCity } from "../../harness.ts";
import { accepted } from "../../scene.ts";
import { until } from "../../until.ts";
import { openLine } from "../parts/cuttable-line.ts";
import type { Stage } from "../parts/stage.ts";
import type { OpenRow, Row } from "../row.ts";

/** The parts of the health answer that are channels. */
const deadChannels = async (seat: Seated): Promise<string> => (await seat.health()).missing.filter((part) => part.startsWith("channel:")).sort().join(" ");

/** A broker that everybody may write to, and that can stop delivering without a word. */
async function openBroker() {
  let deaf = false;
  const broker = await Aedes.createBroker();
  broker.authorizeForward = (_client, packet) => (deaf ? null : packet);
  const sockets = new Set<Socket>();
  const door = createServer((socket) => {
    sockets.add(socket);
    broker.handle(socket);
  });
  await new Promise<void>((resolve) => door.listen(0, "127.0.0.1", resolve));
  return {
    url: `mqtt://127.0.0.1:${(door.address() as AddressInfo).port}`,
    deafen: (to: boolean) => void (deaf = to),
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((resolve) => broker.close(() => resolve()));
      door.close();
    },
  };
}

/** Machines that look after their own way in, each by the door that it has. */
async function openMachines(city: TestCity) {
  const commander = await city.signIn("commander");
  const dead = new Set<string>();
  const [hospital, weather] = [(await commander.makeKey("hospital", 30)).key, (await commander.makeKey("weather", 30)).key];
  const post = (key: string, path: string, type: string, body: string) => fetch(`${city.url}${path}`, { method: "POST", headers: { authorization: `Bearer ${key}`, "content-type": type, [IDEMPOTENCY_HEADER]: newUlid() }, body }).then((answer) => answer.text());
  const test = () => `<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2"><identifier>${newUlid()}</identifier><sender>weather</sender><sent>2026-03-02T10:00:00+08:00</sent><status>Test</status><msgType>Alert</msgType><scope>Public</scope></alert>`;
  const call = () => JSON.stringify({ incidentId: newUlid(), channel: "WEB", noCallbackReason: "DEVICE", text: "", placeUnknown: "UNKNOWN", probe: true });
  return {
    dead,
    async send(): Promise<void> {
      if (!dead.has("hospital")) await post(hospital, commandPath("intake.receive"), "application/json", call());
      if (!dead.has("weather")) await post(weather, ROUTES.advisoryCap, "application/cap+xml", test());
    },
  };
}

/** No board shows the synthetic incident, and nothing can be sent to it. */
async function assertUnseen(city: TestCity, seats: readonly [Seated, Seated]): Promise<void> {
  const [found] = await city.ledger.list("incident", [PROBE_PATH], { limit: 1 });
  const { id, drill, status } = found!.state as Incident;
  if (!drill || status !== "CANCELLED") throw new Error(`the synthetic incident ${id} is ${status}${drill ? "" : " and no drill"}`);
  const order = await seats[0].command("dispatch.issueOrder", { incidentId: id, orderId: newUlid(), unitIds: ["U1"], overrideReason: "COMMANDER" });
  if (order.ok || order.code !== "NOT_FOUND") throw new Error(`an order on a synthetic incident: ${order.ok ? "accepted" : order.code}`);
  for (const seat of seats) if ((await seat.board()).incidents.length > 0) throw new Error("a synthetic incident stands on a board");
}

async function openR38(): Promise<OpenRow> {
  const [broker, port, terminals] = [await openBroker(), await freePort(), await freePort()];
  const [web, vehicles] = [await openLine(`http://127.0.0.1:${port}`), await openLine(`http://127.0.0.1:${terminals}`)];
  const city = await startCity({
    server: {
      port, terminals: { host: "127.0.0.1", port: terminals }, broker: { url: broker.url, topics: ["tocsin/positions/+"], probeTopic: "tocsin/probe" }, logLevel: "silent",
      probes: { url: web.url, terminals: { host: "127.0.0.1", port: Number(new URL(vehicles.url).port) } },
    },
  });
  const [seats, machines] = [[await city.signIn("dispatcher"), await city.signIn("d2")] as const, await openMachines(city)];
  await until(async () => !(await seats[0].health()).missing.includes("mqtt"));
  const FAULTS = [
    { parts: "channel:alert-door channel:call-door", strike: () => web.cut(), mend: () => web.mend() },
    { parts: "channel:jt808", strike: () => vehicles.cut(), mend: () => vehicles.mend() },
    { parts: "channel:mqtt", strike: () => broker.deafen(true), mend: () => broker.deafen(false) },
    { parts: "channel:client/hospital", strike: () => machines.dead.add("hospital"), mend: () => machines.dead.delete("hospital") },
    { parts: "channel:client/weather", strike: () => machines.dead.add("weather"), mend: () => machines.dead.delete("weather") },
  ];
  const minute = async (): Promise<void> => {
    city.clock.advance(60_000);
    await Promise.all([city.server.channels.round(), machines.send()]);
  };
  /** Every seat is told exactly this. */
  const told = async (parts: string): Promise<void> => {
    let [seen, looks]: [readonly string[], number] = [[], 0];
    const exactly = async (): Promise<boolean> => {
      // As the server itself does with what has not come out in time.
      if (++looks % 50 === 0) await Promise.all([city.server.channels.round(), machines.send()]);
      city.server.channels.look();
      seen = await Promise.all(seats.map(deadChannels));
      return seen.every((dead) => dead === parts);
    };
    await until(exactly).catch(() => Promise.reject(new Error(`seats should be told "${parts}" and are told "${seen.join('", "')}"`)));
  };
  return {
    async once(one) {
      const { parts, strike, mend } = one.turn(FAULTS);
      await minute();
      // So late that a sign of the minute before would no longer do: what is on its way has arrived before anything is broken.
      city.clock.advance(25_000);
      await told("");
      strike();
      try {
        await minute();
        city.clock.advance(30_000);
        await told(parts);
        await assertUnseen(city, seats);
      } finally {
        mend();
      }
      await minute();
      await told("");
    },
    async finish() {
      const incidentId = newUlid();
      const made = accepted(await seats[0].command("intake.receive", { incidentId, channel: "CALL_110", callback: "13800000000", text: "真警", placeUnknown: "UNKNOWN" }));
      if (!made.incidents[0]!.no.endsWith("-00001")) throw new Error(`the first real call has the number ${made.incidents[0]!.no}`);
    },
    async close() {
      await city.close();
      await Promise.all([broker.close(), web.close(), vehicles.close()]);
    },
  };
}

export const R38: Row = {
  id: "R38",
  fault: ["一条接警渠道无声失效:网址、车载终端口、消息代理、各接口", "a way in dies in silence: the address, the door for terminals, the broker, a machine"],
  promise: ["九十秒内所有席位告警,只点其名;自检警情不上态势、不可派、不占编号", "within 90 s an alarm on every seat that names it alone; synthetic incidents reach no board, take no unit and no number"],
  quick: 20,
  long: 400,
  open: openR38,
};

async function openR39(stage: Stage): Promise<OpenRow> {
  const [taker, dispatcher, far] = [await stage.seat("taker"), await stage.seat("world"), await signInAt((await stage.other()).url, "d2")];
  const rings = async (seat: Seated): Promise<boolean> => (await seat.health()).missing.includes("line-reported");
  const everywhere = (on: boolean): Promise<void> => until(async () => (await rings(dispatcher)) === on && (await rings(far)) === on);
  const received = async (more: { readonly drill?: boolean }): Promise<string> => {
    const incidentId = newUlid();
    accepted(await taker.command("intake.receive", { incidentId, channel: "WALK_IN", callback: "13800000000", text: "打了三次 110 都不通", typeCode: "AL-02", placeUnknown: "UNKNOWN", ...more }));
    return incidentId;
  };
  return {
    async once(one) {
      const drill = await received({ drill: true });
      const incidentId = await received({});
      await everywhere(true);
      // A commander's attention, a note and the end of the matter are answers; that the platform notes something is none.
      accepted(await one.turn([
        () => dispatcher.command("intake.addNote", { incidentId, text: "已通知运营商" }),
        () => dispatcher.command("command.take", { incidentId }),
        () => dispatcher.command("intake.cancel", { incidentId, reason: "误报" }),
      ])());
      await everywhere(false);
      for (const id of [drill, incidentId]) await dispatcher.command("intake.cancel", { incidentId: id, reason: "误报" });
    },
  };
}

export const R39: Row = {
  id: "R39",
  fault: ["公众反映报警线路不通", "the public says that the line is broken"],
  promise: ["立即在所有席位、所有服务器告警,直到有人答复;演练不响", "an alarm on every seat of every server at once, until a person answers; a drill rings no bell"],
  quick: 20,
  long: 400,
  open: openR39,
};
