import { COMMANDS, COMMAND_NAMES } from "@tocsin/contract/commands.ts";
import { isLonLat } from "@tocsin/kernel/geo.ts";
import { ownerOf } from "@tocsin/mqtt/subscriber.ts";
import { checkPayload } from "@tocsin/server/desk/check-payload.ts";
import { readReport } from "@tocsin/server/features/commands/report-body.ts";
import { readPositions } from "@tocsin/server/features/positions/broker-door.ts";
import { parseJsonBody } from "@tocsin/server/http/json-text.ts";
import { RefusedRequest } from "@tocsin/server/http/refused-request.ts";
import type { RandomStream } from "@tocsin/kernel/random.ts";
import { rightValue } from "../../conformance/attacks.ts";
import type { Door } from "../door.ts";
import { sampleBytes, spoilt } from "../spoil.ts";

/** What no writer of JSON makes: doubled keys, deep nesting, numbers beyond 2^53, prototypes. */
const RAW = ['"__proto__":{"role":"ADMIN"}', '"constructor":{"prototype":{"x":1}}', '"\\u005f_proto__":1', '"text":"another"', '"n":9007199254740993', '"n":1e999', '"n":-0', '"":1', `"deep":${"[".repeat(40)}${"]".repeat(40)}`, `"wide":[${"1,".repeat(400)}1]`];

const withRaw = (text: string, dice: RandomStream): string => (dice.next() < 0.3 ? text.replace("{", `{${dice.pick(RAW)},`) : text);

function unpolluted(): void {
  if (({} as Record<string, unknown>)["role"] !== undefined || ({} as Record<string, unknown>)["x"] !== undefined) throw new Error("a prototype was reached");
}

/** The fault that a refusal names. @throws whatever is no refusal, and one that names nothing */
function named(error: unknown): string {
  if (!(error instanceof RefusedRequest)) throw error;
  if (error.fields !== undefined && error.fields.some(({ path, zh, en }) => path === "" || zh === "" || en === "")) throw new Error(`a refusal without a name: ${JSON.stringify(error.fields)}`);
  return error.refusal.code;
}

function checked(name: (typeof COMMAND_NAMES)[number], payload: unknown): string {
  const faults = checkPayload(name, payload);
  for (const { path, zh, en } of faults) if (!path.startsWith("$") || zh === "" || en === "") throw new Error(`a fault without a name: ${JSON.stringify({ path, zh, en })}`);
  unpolluted();
  return faults.length === 0 ? "taken" : "VALIDATION_FAILED";
}

const REPORT = JSON.stringify({ incidentId: "01ARZ3NDEKTSV4RRFFQ69G5FAV", channel: "CALL_110", callback: "13800000000", text: "灾情 fire", placeUnknown: "UNKNOWN", facts: { injured: 2 } });

export const REPORTS: Door = {
  name: "report",
  what: ["报警正文的任意字节:UTF-8、GB18030、坏 JSON", "the body of a report, whatever its bytes: UTF-8, GB18030, JSON that is none"],
  share: 150_000,
  open: () => ({
    once(dice) {
      const body = Buffer.from(spoilt(sampleBytes(withRaw(REPORT, dice), "火灾在滨江路", "{}"), dice));
      try {
        const { payload } = readReport(body, dice.pick(["application/json", "application/json; charset=gb18030"]), 1);
        if (typeof payload !== "object" || payload === null) throw new Error(`a report became ${JSON.stringify(payload)}`);
        const { text } = payload as { text?: unknown };
        if (typeof text === "string" && (!text.isWellFormed() || text.includes("\0"))) throw new Error(`not to be stored: ${JSON.stringify(text)}`);
        return checked("intake.receive", payload);
      } catch (error) {
        return named(error);
      }
    },
  }),
};

const RIGHT = COMMAND_NAMES.map((name) => [name, JSON.stringify(rightValue(COMMANDS[name]))] as const);

export const BODIES: Door = {
  name: "commands",
  what: ["各条命令的正文:重复键、大数、原型键、深嵌套、坏编码", "bodies of every command: doubled keys, huge numbers, prototypes, nesting, bad encoding"],
  share: 190_000,
  open: () => ({
    once(dice) {
      const [name, text] = dice.pick(RIGHT);
      try {
        return checked(name, parseJsonBody(Buffer.from(spoilt(sampleBytes(withRaw(text, dice)), dice))));
      } catch (error) {
        return named(error);
      }
    },
  }),
};

const FIX = { unitId: "U1", lon: 112.0041, lat: 30.0081, at: 1_772_416_800_000, speedKmh: 12, heading: 90 };
const FIXES = [JSON.stringify(FIX), JSON.stringify({ positions: [FIX, { ...FIX, unitId: "U2" }] })];
const TOPICS = ["city/units/U1/position", "city/units//position", "city/#", "a/b/c", "$SYS/x", "city/units/U1/position/more"];

export const MQTT: Door = {
  name: "mqtt",
  what: ["消息代理的载荷与主题", "payloads and topics of the city's broker"],
  share: 100_000,
  open: () => ({
    once(dice) {
      const positions = readPositions(spoilt(sampleBytes(...FIXES.map((text) => withRaw(text, dice))), dice));
      const owner = ownerOf("city/units/+/position", new TextDecoder().decode(spoilt(sampleBytes(...TOPICS), dice)));
      if (owner?.includes("/")) throw new Error(`two levels of a topic own one message: ${owner}`);
      unpolluted();
      if (positions === null) return "NO_POSITIONS";
      for (const { lon, lat, unitId, at } of positions) if (!isLonLat([lon, lat]) || typeof unitId !== "string" || !Number.isSafeInteger(at)) throw new Error(`not a position: ${JSON.stringify({ lon, lat, unitId, at })}`);
      return "taken";
    },
  }),
};
