import { readFileSync } from "node:fs";
import { newUlid } from "@tocsin/client/new-ulid.ts";
import { ROUTES, commandPath } from "@tocsin/contract/routes.ts";
import { exportAudit, exportLog } from "@tocsin/ledger/export-log.ts";
import { sealOnce } from "@tocsin/ledger/sealer.ts";
import { serveCity } from "../../harness.ts";
import { ROOT } from "../../house/repository-files.ts";
import { secretFaults, supplyFaults, type LockedPackage } from "../../house/supply-rules.ts";
import { accepted } from "../../scene.ts";
import { ask } from "../parts/plain-request.ts";
import type { Stage } from "../parts/stage.ts";
import type { OpenRow, Row } from "../row.ts";

const call = (callback: string, text = "邻居") => ({ incidentId: newUlid(), channel: "CALL_110" as const, callback, text, typeCode: "PO-02", placeUnknown: "UNKNOWN" as const });

/** Somebody who has nothing to do with a call wants its number. */
async function openR53(stage: Stage): Promise<OpenRow> {
  const city = await stage.city();
  const [taker, curious, outside, auditor] = [await stage.seat("taker"), await stage.seat("dispatcher2"), await stage.seat("d2"), await stage.seat("auditor")];
  return {
    async once(one) {
      const [incident] = accepted(await taker.command("intake.receive", call("13700000001"))).incidents;
      const { id, reports } = incident!;
      const path = ROUTES.reveal.replace(":id", id);
      const reportId = reports[0]!.id;
      for (const body of [{ reportId }, { reportId, purpose: "CURIOSITY" }, { reportId, purpose: null }]) {
        const { status, text } = await ask(city, curious, path, JSON.stringify(body));
        if (status !== 422 || text.includes("13700000001")) throw new Error(`without a purpose the number is answered ${status}`);
      }
      const far = await ask(city, outside, path, JSON.stringify({ reportId, purpose: "CALL_BACK" }));
      if (far.status !== 404) throw new Error(`from another district it is answered ${far.status}`);
      const purpose = one.turn(["CALL_BACK", "FIND_CALLER", "MEET_ON_SCENE", "REVIEW"] as const);
      await curious.reveal(id, { reportId, purpose, reason: "查一下" });
      await curious.incident(id);
      const { rows } = await auditor.audit({ from: city.clock.now() - 1_000, to: city.clock.now() + 1_000, object: id, account: "dispatcher2" });
      const revealed = rows.find(({ concerned }) => concerned !== null);
      if (revealed?.concerned !== false || revealed.purpose !== purpose) throw new Error(`the audit says of the reveal: ${JSON.stringify(revealed ?? null)}`);
      if (!rows.some(({ concerned, action }) => concerned === null && action !== revealed.action)) throw new Error("the look at the incident is not in the audit");
      accepted(await taker.command("intake.cancel", { incidentId: id, reason: "演练" }));
    },
  };
}

export const R53: Row = {
  id: "R53",
  fault: ["内部人查与己无关的来电号码与警情", "an insider looks up a number and a matter that are none of his"],
  promise: ["无目的不给,跨区如不存在,每次查看都在审计里并标明与己无关", "no number without a purpose, nothing from another district, and every look is in the audit, marked as none of his"],
  quick: 20,
  long: 300,
  open: openR53,
};

/** What the server writes to its log while this is open; none of it is shown. */
function tapLog(): { said(): string; close(): void } {
  const { stdout } = process;
  const write = stdout.write.bind(stdout);
  let said = "";
  stdout.write = (data: string | Uint8Array): boolean => {
    said += typeof data === "string" ? data : Buffer.from(data).toString();
    return true;
  };
  return { said: () => said, close: () => void (stdout.write = write) };
}

async function openR54(stage: Stage): Promise<OpenRow> {
  const city = await stage.city();
  const starting = tapLog();
  const loud = await serveCity(city.databaseUrl, city.clock, { server: { logLevel: "info" } }).finally(() => starting.close());
  const seat = await stage.seat("taker");
  return {
    async once(one) {
      const [number, words] = [`139${String(10_000_000 + (one.seed % 89_999_999))}`, `金丝雀${one.seed}`];
      const log = tapLog();
      try {
        loud.app.log.error({ err: new Error("tap") }, "tap");
        const body = call(number, words);
        if ((await ask(loud, seat, commandPath("intake.receive"), JSON.stringify(body))).status !== 200) throw new Error("the call was refused");
        // What is no JSON becomes the text of a call as it came, and texts are not sealed; what is asked about is in the audit. Of these, a number that is looked for in the server's log alone.
        const cutOff = number.replace(/^139/, "188");
        for (const bad of [JSON.stringify({ ...body, incidentId: "x" }), `{"callback":"${cutOff}","text":"${words}`, JSON.stringify({ ...body, incidentId: newUlid(), typeCode: "ZZ-99" }), JSON.stringify({ ...body, name: words })]) await ask(loud, seat, commandPath("intake.receive"), bad);
        for (const path of [`/api/v1/places?q=${words}`, `/api/v1/units/${cutOff}`, `/${words}`, `/api/v1/incidents/${body.incidentId}`, `/api/v1/incidents?before=${cutOff}`]) await ask(loud, seat, encodeURI(path), null);
        await ask(loud, null, ROUTES.signIn, JSON.stringify({ account: words, password: number }));
        const health = await ask(loud, null, ROUTES.health, null);
        await seat.command("intake.cancel", { incidentId: body.incidentId, reason: "演练" });
        const said = log.said();
        if (!said.includes("tap")) throw new Error("the server's log was not heard");
        if ([number, cutOff, words].some((canary) => said.includes(canary))) throw new Error(`in the log: ${said.slice(Math.max(0, said.search(number) - 200), said.search(number) + 40)}`);
        if (health.text.includes(number) || health.text.includes(words)) throw new Error("in the health");
      } finally {
        log.close();
      }
    },
    /** Whatever leaves the house: log, audit, and every table as it lies. */
    async finish() {
      for (const log of ["event", "audit"] as const) await sealOnce(city.ledger.db, log);
      // Not within a hash or a coordinate, where any digits come about.
      const number = /(?<![0-9a-f.])139[0-9]{8}(?![0-9a-f])/i;
      for await (const line of exportLog(city.ledger.db)) if (number.test(line)) throw new Error(`a number in the exported log: ${line.slice(0, 120)}`);
      for await (const line of exportAudit(city.ledger.db)) if (number.test(line)) throw new Error(`in the exported audit: ${line.slice(0, 120)}`);
    },
    close: () => loud.close(),
  };
}

export const R54: Row = {
  id: "R54",
  fault: ["以金丝雀号码与文字报警、写错、放进网址与登录", "a canary's number and words in calls, broken bodies, addresses and sign-ins"],
  promise: ["日志、健康页、导出的日志与审计里都没有", "never in the server's log, its health, the exported log or audit"],
  quick: 20,
  long: 200,
  open: openR54,
};

/** Changes that a poisoned update would bring. */
function openR56(): OpenRow {
  const { packages } = JSON.parse(readFileSync(`${ROOT}/package-lock.json`, "utf8")) as { packages: Record<string, LockedPackage> };
  const { allowScripts } = JSON.parse(readFileSync(`${ROOT}/package.json`, "utf8")) as { allowScripts: Record<string, boolean> };
  const allowed = Object.keys(allowScripts);
  const before = supplyFaults(packages, allowed).length;
  const names = Object.keys(packages).filter((path) => path.includes("node_modules/") && packages[path]!.link !== true);
  return {
    once(one) {
      const path = one.dice.pick(names.filter((name) => !packages[name]!.hasInstallScript));
      const found = packages[path]!;
      const { integrity: _integrity, ...unheld } = found;
      const poisoned = one.turn<LockedPackage>([{ ...found, hasInstallScript: true }, { ...found, resolved: "https://registry.evil.example/x.tgz" }, { ...found, resolved: "git+ssh://git@evil.example/x.git" }, unheld, { ...found, integrity: "sha1-2jmj7l5rSw0yVb/vlWAYkK/YBwk=" }, { ...found, license: "GPL-3.0" }, { ...found, license: "SEE LICENSE IN x" }]);
      if (supplyFaults({ ...packages, [path]: poisoned }, allowed).length !== before + 1) throw new Error(`a poisoned ${path} is taken`);
      if (supplyFaults({ ...packages, "": { ...packages[""], dependencies: { evil: one.turn(["^1.0.0", "latest", "*", "1.x", "github:evil/x"]) } } }, allowed).length !== before + 1) throw new Error("a version that is left open is taken");
      const secret = one.turn([`-----BEGIN ${"PRIVATE"} KEY-----\nMC4CAQAwBQYDK2VwBCIEIJ`, `AK${"IA"}IOSFODNN7EXAMPLE`, `gh${"p_"}${"a1B2".repeat(9)}`, `postgres://admin:${"s3cr3t"}@db.example.com/x`]);
      if (secretFaults([{ path: "x.ts", text: `const x = "${secret}";` }]).length === 0) throw new Error(`a secret in the sources is not found: ${secret.slice(0, 12)}`);
    },
  };
}

export const R56: Row = {
  id: "R56",
  fault: ["依赖被投毒:安装脚本、别处下载、无散列、许可证、未定版本;密钥进了仓库", "a poisoned dependency: scripts, another source, no hash, licence, an open version; a secret in the sources"],
  promise: ["npm test 的规约逐一拦下", "the house's checks in npm test stop each of them"],
  quick: 28,
  long: 1_000,
  open: openR56,
};
