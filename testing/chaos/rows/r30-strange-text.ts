import { newUlid } from "@tocsin/client/new-ulid.ts";
import { commandPath } from "@tocsin/contract/routes.ts";
import { spreadsheetText } from "@tocsin/kernel/csv.ts";
import { ask, calmAnswer } from "../parts/plain-request.ts";
import type { Stage } from "../parts/stage.ts";
import type { OpenRow, Row } from "../row.ts";

/** Texts over which databases, JSON writers and screens stumble, as they stand inside a JSON string. */
const STRANGE: readonly string[] = [
  "a\\u0000b", "\\ud800", "\\udc00x", "x\\ud83d", "\\ufeff前", "\\u202e反\\u202c", "\\u2066x\\u2069", "\\u0007\\u001b[31m", "e\\u0301", "\\u200b\\u200d", "👩‍👩‍👧‍👦🔥", "𠮷野家", "\\\\u0000", "\\u007f", "\\uffff\\ufffe",
  "Z\\u0351\\u036b\\u0343", "\\r\\nSet-Cookie: x=1", "\\u2028\\u2029", "{{7*7}}${7*7}", "<script>alert(1)</script>",
];
const RAW: readonly string[] = ['"__proto__":{"role":"ADMIN"}', '"text":"zwei"', '"facts":{"n":9007199254740993}', '"facts":{"n":1e400}', `"zzz":${"[".repeat(6_000)}${"]".repeat(6_000)}`];

async function openR30(stage: Stage): Promise<OpenRow> {
  const city = await stage.city();
  const seat = await stage.seat("world");
  return {
    async once(one) {
      const id = newUlid();
      const text = `${one.turn(STRANGE)} ${one.dice.pick(STRANGE)}`;
      const extra = one.seed % 4 === 3 ? `,${one.dice.pick(RAW)}` : "";
      const body = `{"incidentId":"${id}","channel":"CALL_110","callback":"13800000000","placeUnknown":"UNKNOWN","text":"${text} 求救"${extra}}`;
      const answer = calmAnswer(await ask(city, seat, commandPath("intake.receive"), body), body.slice(0, 200));
      if (answer.status !== 200) {
        if (extra === "") throw new Error(`an emergency report was refused for its letters: ${answer.text.slice(0, 200)}`);
        return;
      }
      const { id: storedId } = (answer.body["incidents"] as { id: string }[])[0]!;
      const stored = await seat.incident(storedId);
      if (!stored.text.includes("求救") && !extra.includes('"text"')) throw new Error(`the text was lost: ${JSON.stringify(stored.text)}`);
      const shown = JSON.stringify(await seat.timeline(storedId));
      if (!JSON.stringify(stored).isWellFormed() || /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/.test(stored.text)) throw new Error(`not safe to show: ${shown.slice(0, 200)}`);
      if (({} as Record<string, unknown>)["role"] !== undefined) throw new Error("a prototype was reached");
    },
  };
}

export const R30: Row = {
  id: "R30",
  fault: ["NUL、孤立代理项、BOM、反向、控制字符、重复键、__proto__", "NUL, lone surrogates, BOM, right-to-left, controls, double keys, __proto__"],
  promise: ["警情不因文字被拒;照存或转写,原始字节保留;不 5xx", "no report is refused for its letters; stored or escaped with its bytes kept; never 5xx"],
  quick: 40,
  long: 2_000,
  open: openR30,
};

const INJECTED: readonly string[] = [
  "' or 1=1--", "'; drop table tocsin.event; --", "\\'; select pg_sleep(5); --", "1) union select password_hash from tocsin.account--", "${jndi:ldap://127.0.0.1/a}", "$(reboot)", "`id`", "| id", "%0d%0aX: 1", "{{constructor.constructor('return 1')()}}",
  "=HYPERLINK(\"http://127.0.0.1\")", "+cmd|' /C calc'!A0", "-2+3", "@SUM(1)", "\tx", "'||(select 1)||'", "..%2f..%2fetc%2fpasswd", "%00", "*)(uid=*", "\u001b]0;x\u0007",
];
const QUESTIONS: readonly ((text: string) => string)[] = [
  (text) => `/api/v1/places?q=${text}`, (text) => `/api/v1/incidents?before=${text}`, (text) => `/api/v1/units/${text}`, (text) => `/api/v1/incidents/${text}/timeline`, (text) => `/api/v1/reports/speed?week=2026-02-16&org=${text}`, (text) => `/api/v1/layouts/${text}`,
];

async function openR46(stage: Stage): Promise<OpenRow> {
  const city = await stage.city();
  const seat = await stage.seat("world");
  const [dispatcher, other] = [await stage.seat("dispatcher"), await stage.other()];
  const rows = async (): Promise<number> => (await city.ledger.db.query<{ n: number }>("select count(*)::int as n from tocsin.command"))[0]!.n;
  return {
    async once(one) {
      const text = one.turn(INJECTED);
      for (const question of QUESTIONS) calmAnswer(await ask(city, dispatcher, question(encodeURIComponent(text)), null), question(text));
      calmAnswer(await ask(other, null, "/api/v1/sign-in", JSON.stringify({ account: text.slice(0, 60), password: text })), `sign-in as ${text}`);
      const before = await rows();
      const incidentId = newUlid();
      const answer = await seat.command("intake.receive", { incidentId, channel: "CALL_110", callback: "13800000000", text: `${text} 求救`, placeUnknown: "UNKNOWN" });
      if (answer.ok && (await rows()) !== before + 1) throw new Error("one command made another number of rows than one");
      if (answer.ok && !(await seat.incident(incidentId)).text.includes("求救")) throw new Error("the text was changed");
      if (/^\uFEFF"?[=+\-@\t\r]/.test(spreadsheetText([[text]]))) throw new Error(`a formula in an export: ${spreadsheetText([[text]])}`);
    },
  };
}

export const R46: Row = {
  id: "R46",
  fault: ["SQL、命令、模板、公式、日志注入", "injection of SQL, commands, templates, formulas, log lines"],
  promise: ["只是文字:不执行、不 5xx、导出不成公式", "it stays text: nothing is run, no 5xx, no formula in an export"],
  quick: 20,
  long: 400,
  open: openR46,
};
