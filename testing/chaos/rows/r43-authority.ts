import { newUlid } from "@tocsin/client/new-ulid.ts";
import { COMMANDS, COMMAND_NAMES } from "@tocsin/contract/commands.ts";
import { ROUTES, commandPath } from "@tocsin/contract/routes.ts";
import { loadServedCity } from "@tocsin/server/load-served-city.ts";
import type { Seated } from "../../harness.ts";
import { STANDARD, TEST_CITY } from "../../harness.ts";
import { rightValue } from "../../conformance/attacks.ts";
import { MALL, SCHOOL, accepted } from "../../scene.ts";
import { ask, askInside, calmAnswer, type Asked } from "../parts/plain-request.ts";
import type { Stage } from "../parts/stage.ts";
import type { OpenRow, Row } from "../row.ts";

const SEATS = ["taker", "dispatcher", "room11", "chief11", "leader111", "u1", "mt1", "ems", "auditor", "admin", "d2"];
/** For everyone: the way in, and what outsiders need to check a log by. A new one is written here on purpose. */
const OPEN = new Set<string>([ROUTES.signIn, ROUTES.signInWays, ROUTES.providerCallback, ROUTES.health, ROUTES.demo, ROUTES.openapi, ROUTES.auditKey, ROUTES.publicFigures, ROUTES.publicMonth, ROUTES.beginPasskeySignIn, ROUTES.passkeySignIn, ROUTES.beginProvider, ROUTES.finishProvider]);

async function openR43(stage: Stage): Promise<OpenRow> {
  const city = await stage.city();
  const { roles, index } = loadServedCity(TEST_CITY, STANDARD);
  const world = await stage.seat("world");
  const incidentId = newUlid();
  accepted(await world.command("intake.receive", { incidentId, channel: "CALL_110", callback: "13800000000", text: "权限", typeCode: "PO-02", place: SCHOOL }));
  const inside = (token: string | null, path: string, body: string | null): Promise<Asked> => askInside(city.server.app, token, path, body);
  const bodyOf = (name: (typeof COMMAND_NAMES)[number]): string => {
    const right = rightValue(COMMANDS[name]) as Record<string, unknown>;
    return JSON.stringify({ ...right, ...("incidentId" in right && name !== "intake.receive" && name !== "dispatch.mruAlarm" ? { incidentId } : {}) });
  };
  const granted = (account: string): readonly string[] => index.city.accounts.find(({ id }) => id === account)!.grants.map(({ role }) => role);
  return {
    async once(one) {
      const account = one.turn(SEATS);
      const token = (await stage.seat(account)).caller.token!;
      // Two rounds of the seats meet every command once; nobody, who is the same at every try, meets every command and route once in one.
      const half = Math.floor(one.seed / SEATS.length) % 2;
      const ofNobody = <T>(list: readonly T[]): readonly T[] => list.filter((_, n) => n % SEATS.length === one.seed % SEATS.length);
      for (const name of ofNobody(COMMAND_NAMES)) {
        const { status } = await inside(null, commandPath(name), bodyOf(name));
        if (status !== 401) throw new Error(`${name} answers ${status} to nobody`);
      }
      for (const name of COMMAND_NAMES.filter((_, n) => n % 2 === half)) {
        if (granted(account).some((role) => roles.mayCommand(role, name))) continue;
        const { status, text } = calmAnswer(await inside(token, commandPath(name), bodyOf(name)), name);
        if (![403, 404, 422].includes(status)) throw new Error(`${account} may not ${name} and was answered ${status}: ${text.slice(0, 120)}`);
        // Who asks for more rights in the body has them no more.
        const more = await inside(token, commandPath(name), JSON.stringify({ ...(rightValue(COMMANDS[name]) as object), role: "SYS_ADMIN", grants: [{ role: "SIMULATION", org: "CITY" }] }));
        if (more.status < 400) throw new Error(`${account} gave itself rights in the body of ${name}`);
      }
      for (const route of ofNobody(Object.values(ROUTES))) {
        if (OPEN.has(route) || route === ROUTES.stream) continue;
        const path = route.replace(":id", incidentId).replace(":z/:x/:y", "3/1/1");
        // GeoReport's word for a missing key is 403, and it takes forms alone.
        const shut = route.startsWith("/open311/") ? [400, 403] : [401];
        for (const body of [null, "{}"]) {
          const { status } = await inside(null, path, body);
          if (![...shut, 404, 405].includes(status)) throw new Error(`${body === null ? "GET" : "POST"} ${route} answers ${status} to nobody`);
        }
      }
    },
    finish: async () => void (await world.command("intake.cancel", { incidentId, reason: "演练" })),
  };
}

export const R43: Row = {
  id: "R43",
  fault: ["越权:每个岗位试每条命令与每条路由,并在正文里给自己加权", "every role tries every command and route, and grants itself rights in the body"],
  promise: ["没有明说可以的就不可以", "denied unless a role says otherwise"],
  quick: 22,
  long: 200,
  open: openR43,
};

const ALL_ROUTES: readonly string[] = Object.values(ROUTES);
const OF_INCIDENT = "/api/v1/incidents/:id";
/** Where a district's desk might come upon another's incident by its id: every question about one that there is. */
const NEAR: readonly ((id: string) => string)[] = [
  ...ALL_ROUTES.filter((route) => route.startsWith(OF_INCIDENT) && route !== ROUTES.reveal).map((route) => (id: string) => route.replace(":id", id)),
  (id) => `/api/v1/route?unit=U6&incident=${id}`, (id) => `/api/v1/recommendations/${id}`, (id) => `/api/v1/media/${id}`,
];
const PERIOD = "?from=1767225600000&to=1790812800000";
/** What has to be asked with a list, count, search or report. */
const ASKED: Readonly<Record<string, string>> = { [ROUTES.incidents]: "?limit=500", [ROUTES.speed]: "?week=2026-02-16", [ROUTES.matterWhistles]: PERIOD, [ROUTES.jointFigures]: PERIOD, [ROUTES.assets]: "?list=ORPHANS", [ROUTES.places]: `?q=${encodeURIComponent(SCHOOL.addressText)}` };
/** Every question without an id, whatever it lists. What the audit says is for who may read it; a stream is listened to beside. */
const EVERYWHERE = [...ALL_ROUTES.filter((route) => !route.includes(":") && !route.startsWith(ROUTES.audit) && route !== ROUTES.stream && route !== ROUTES.openapi).map((route) => `${route}${ASKED[route] ?? ""}`), "/api/v1/incidents?open=true", "/figures"];
const ACTS = ["intake.addNote", "intake.classify", "intake.cancel", "intake.close", "intake.addReport", "intake.merge", "dispatch.issueOrder", "intake.setPriority", "intake.locate"] as const;

type Way = readonly [name: string, path: (id: string) => string, body: (id: string) => string | null];
const byCommand = (key: string, names: readonly (keyof typeof COMMANDS)[]): readonly Way[] => names.map((name) => [name, () => commandPath(name), (id: string) => JSON.stringify({ ...(rightValue(COMMANDS[name]) as object), [key]: id })] as const);
const byRoute = (...routes: readonly string[]): readonly Way[] => routes.map((route) => [route, (id: string) => route.replace(":id", id).replace(":force", "F1"), () => null] as const);

/** Each way to an incident by its id: name, path, body. */
const WAYS: readonly Way[] = [...NEAR.map((near) => [near(""), near, () => null] as const), [ROUTES.reveal, (id) => ROUTES.reveal.replace(":id", id), () => JSON.stringify({ reportId: "01ARZ3NDEKTSV4RRFFQ69G5FAV", purpose: "CALL_BACK" })], ...byCommand("incidentId", ACTS)];
/** Commands that begin what they name, or are told of it from elsewhere. */
const BEGINS: ReadonlySet<string> = new Set(["linkage.open", "linkage.draftWhistle", "linkage.exchange", "command.openPost"]);
const namedBy = (key: string): (keyof typeof COMMANDS)[] => COMMAND_NAMES.filter((name) => !BEGINS.has(name) && !name.startsWith("rooms.") && key in (rightValue(COMMANDS[name]) as object));
/** The same for what belongs to an incident: its matter and its command post. */
const BESIDE: Readonly<Record<"matter" | "commandPost", readonly Way[]>> = {
  matter: [...byRoute(ROUTES.matter), ...byCommand("matterId", namedBy("matterId"))],
  commandPost: [...byRoute(ROUTES.commandPost, ROUTES.postSuccessors, ROUTES.forceRoom), ...byCommand("commandPostId", namedBy("commandPostId"))],
};

type Told = Pick<Asked, "status" | "text">;

const without = (text: string, id: string): string => text.replaceAll(id, "ID").replaceAll(/"(traceId|trace|requestId)":"[^"]*"/g, "").replaceAll(/0[0-9A-HJKMNP-TV-Z]{25}/g, "ULID");

/** In the long form so many foreign records at once, each by every way and by every outsider. */
const [FOREIGN, AT_ONCE, LONG] = [10, 12, 90];
/** Three rounds of the outsiders meet every way to what belongs to an incident once. */
const thirdOf = <T>(ways: readonly T[], round: number): readonly T[] => ways.filter((_, n) => n % 3 === round % 3);

/** Works through a list, so many at once. */
async function inTurn<T>(list: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const items = list.values();
  await Promise.all(Array.from({ length: AT_ONCE }, async () => {
    for (const item of items) await work(item);
  }));
}

/** An incident of another district with a matter and a command post, all of which speak of the canary. */
async function foreignRecords(stage: Stage, canary: string): Promise<Readonly<Record<"there" | "matter" | "commandPost", string>>> {
  const [world, desk, commander] = [await stage.seat("world"), await stage.seat("dispatcher"), await stage.seat("commander")];
  const [there, matter, commandPost] = [newUlid(), newUlid(), newUlid()];
  accepted(await world.command("intake.receive", { incidentId: there, channel: "CALL_110", callback: "13987650001", text: canary, typeCode: "PO-02", place: SCHOOL }));
  accepted(await desk.command("linkage.open", { matterId: matter, incidentId: there, danger: false, text: canary, urgency: "GENERAL", caller: { notice: "INFORMED", withheld: true }, to: "URBAN_MGMT" }));
  if ((await world.unit("U4")).status === "OFF_DUTY") accepted(await world.command("dispatch.setUnitStatus", { unitId: "U4", status: "AVAILABLE" }));
  accepted(await commander.command("command.openPost", { commandPostId: commandPost, incidentId: there, name: canary, level: "II", holders: [{ role: "DEPUTY", orgId: "D1" }, { role: "MEDICAL", orgId: "D1" }], forces: [{ id: "F1", name: canary, leaderUnitId: "U4", unitIds: ["U4"], objectiveId: null }], objectives: [] }));
  return { there, matter, commandPost };
}

async function openR44(stage: Stage): Promise<OpenRow> {
  const city = await stage.city();
  const world = await stage.seat("world");
  const canary = `金丝雀${stage.seed}`;
  const { there, matter, commandPost } = await foreignRecords(stage, canary);
  const outsiders = ["d2", "u6", "mt3", "u7", "auditor", "admin", "e1"];
  let tries = 0;
  const same = (what: string, foreign: Told, missing: Told, id: string, none: string): void => {
    tries += 1;
    if (foreign.text.includes(canary) || foreign.text.includes("13987650001")) throw new Error(`${what} shows another's incident`);
    if (foreign.status !== missing.status || without(foreign.text, id) !== without(missing.text, none)) throw new Error(`${what} tells a foreign record from a missing one: ${foreign.status} ${foreign.text.slice(0, 100)} / ${missing.status} ${missing.text.slice(0, 100)}`);
  };
  const heard: string[] = [];
  const sockets = await Promise.all(outsiders.map(async (account) => {
    const seat: Seated = await stage.seat(account);
    const socket = new WebSocket(`${city.url.replace("http", "ws")}/api/v1/stream`, ["tocsin", `bearer.${seat.caller.token}`]);
    socket.onmessage = ({ data }: { data: unknown }) => void heard.push(`${account} ${String(data)}`);
    return socket;
  }));
  const foreign: string[] = [there];
  /** Every outsider, every way, every foreign record: handed to the routes without sockets. */
  const throughRoutes = async (): Promise<void> => {
    while (foreign.length < FOREIGN) {
      const id = newUlid();
      accepted(await world.command("intake.receive", { incidentId: id, channel: "CALL_110", callback: "13987650001", text: canary, typeCode: "PO-02", place: SCHOOL }));
      foreign.push(id);
    }
    const each = (await Promise.all(outsiders.map(async (account) => ({ account, token: (await stage.seat(account)).caller.token! })))).flatMap(({ account, token }) => WAYS.map((way) => ({ account, token, way })));
    await inTurn(each, async ({ account, token, way: [name, path, body] }) => {
      const none = newUlid();
      const missing = await askInside(city.server.app, token, path(none), body(none));
      for (const id of foreign) same(`${account} ${name}`, await askInside(city.server.app, token, path(id), body(id)), missing, id, none);
    });
  };
  return {
    async once(one) {
      if (stage.form === "long") await throughRoutes();
      const account = one.turn(outsiders);
      const seat = await stage.seat(account);
      const none = newUlid();
      for (const [name, path, body] of WAYS) same(`${account} ${name}`, await ask(city, seat, path(there), body(there)), await ask(city, seat, path(none), body(none)), there, none);
      const within = (path: string, body: string | null): Promise<Asked> => askInside(city.server.app, seat.caller.token!, path, body);
      for (const [kind, id] of [["matter", matter], ["commandPost", commandPost]] as const) {
        for (const [name, path, body] of thirdOf(BESIDE[kind], Math.floor(one.seed / outsiders.length))) same(`${account} ${name}`, await within(path(id), body(id)), await within(path(none), body(none)), id, none);
      }
      for (const path of EVERYWHERE) {
        tries += 1;
        const { text } = await within(path, null);
        if ([canary, there, matter, commandPost].some((told) => text.includes(told))) throw new Error(`${account} ${path} shows another's incident`);
      }
      const { text } = await ask(city, seat, ROUTES.duplicates, JSON.stringify({ text: canary, addressText: SCHOOL.addressText, point: SCHOOL.point, typeCode: "PO-02" }));
      if (text.includes(there) || text.includes(canary)) throw new Error(`${account} finds another's incident as a duplicate`);
      accepted(await world.command("intake.addNote", { incidentId: there, text: `${canary}续${one.seed}` }));
      const mine = newUlid();
      accepted(await world.command("intake.receive", { incidentId: mine, channel: "CALL_110", callback: "13800000000", text: "本区", typeCode: "PO-02", place: MALL }));
      await world.command("intake.cancel", { incidentId: mine, reason: "演练" });
      const leak = heard.find((message) => [canary, there, matter, commandPost].some((told) => message.includes(told)));
      if (leak !== undefined) throw new Error(`the stream told ${leak.slice(0, 80)}`);
    },
    async finish() {
      if (tries === 0) throw new Error("nothing was tried");
      await (await stage.seat("commander")).command("command.standDown", { commandPostId: commandPost, reason: "演练" });
      for (const incidentId of foreign) await world.command("intake.cancel", { incidentId, reason: "演练" });
    },
    close: () => {
      for (const socket of sockets) socket.close();
      return Promise.resolve();
    },
  };
}

export const R44: Row = {
  id: "R44",
  fault: ["跨区:按编号、列表、查重、统计、流、命令去够别区的警情、事项与指挥部", "another district's incident, its matter and command post, by id, list, search, report, stream and command"],
  promise: ["与不存在无异:零行、零事件、同样的答复", "as if it did not exist: no row, no event, the same answer as for a missing one"],
  quick: 21,
  long: LONG,
  open: openR44,
};
