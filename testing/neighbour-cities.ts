import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { newUlid } from "@tocsin/client/new-ulid.ts";
import type { RunningServer } from "@tocsin/server/compose.ts";
import { copyCity } from "./city-copy.ts";
import { serveCity, signInAt, STANDARD, type SettableClock } from "./harness.ts";

/** What a line does with what it carries, which it keeps. `says`: another answer than the city's. */
interface Line {
  target: string;
  mode: "PASS" | "GONE" | "TWICE";
  says: string | null;
  readonly carried: { readonly path: string; readonly body: string }[];
}

/** A line between two cities that lets through, loses, repeats or falsifies. */
async function openLine() {
  const line: Line = { target: "", mode: "PASS", says: null, carried: [] };
  const pass = (path: string, body: string, headers: Record<string, string>): Promise<Response> => fetch(`${line.target}${path}`, { method: "POST", body, headers });
  const relay = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part)).on("end", () => {
      if (line.mode === "GONE") return void request.socket.destroy();
      const body = Buffer.concat(parts).toString("utf8");
      const headers = Object.fromEntries(["authorization", "content-type", "idempotency-key"].flatMap((name) => (request.headers[name] === undefined ? [] : [[name, String(request.headers[name])]])));
      line.carried.push({ path: request.url!, body });
      if (line.says !== null) return void response.writeHead(200, { "content-type": "application/json" }).end(line.says);
      void (async () => {
        if (line.mode === "TWICE") await pass(request.url!, body, { ...headers, "idempotency-key": `again-${newUlid()}` });
        const answered = await pass(request.url!, body, headers);
        response.writeHead(answered.status, { "content-type": "application/json" }).end(await answered.text());
      })().catch(() => request.socket.destroy());
    });
  });
  await new Promise<void>((resolve) => relay.listen(0, "127.0.0.1", resolve));
  const host = `127.0.0.1:${(relay.address() as AddressInfo).port}`;
  return { line, host, url: `http://${host}`, close: () => new Promise((resolve) => { relay.closeAllConnections(); relay.close(resolve); }) };
}

type OpenLine = Awaited<ReturnType<typeof openLine>>;
/** The school lies in it, the mall does not. */
const STRIP = "[[111.99, 29.99], [112.01, 29.99], [112.01, 30.04], [111.99, 30.04], [111.99, 29.99]]";
/** The asking city has it a street wider: what lies there the other one refuses. */
const WIDER = STRIP.replaceAll("112.01", "112.014");
/** In that street. */
export const WIDER_PLACE = { addressText: "界河路口", point: { lon: 112.012, lat: 30.02 }, datum: "WGS84" as const };

export interface Neighbours {
  readonly asking: RunningServer;
  readonly helping: RunningServer;
  readonly toThere: OpenLine;
  readonly toHere: OpenLine;
  /** With it the helping city speaks to the asking one, and the other way round. */
  readonly keyHere: string;
  readonly keyThere: string;
  close(): Promise<void>;
}

function writeCity(folder: ReturnType<typeof copyCity>, { other, platform, url, names, strip }: { readonly other: string; readonly platform: string; readonly url: string; readonly names: string; readonly strip: string }): void {
  folder.put("departments.csv", `${readFileSync(join(STANDARD, "departments.csv"), "utf8").trimEnd()}\n${other},邻市公安,Neighbour,,毗邻地区支援,60 秒内答复\n`);
  folder.put("platforms.yaml", `- { id: ${platform}, name: 邻市 110, url: "${url}/open311/v2", format: json, parties: [${other}], other: PO-02, attributes: true, custody: { url: "${url}", client: other-city, names: ${names} }, agreement: { from: "2026-01-01", until: "2027-12-31", strip: ${strip}, answerSeconds: 60, keptDays: 10, onward: false, exercises: true } }`);
  // Its agreements are with machines that this city does not have.
  folder.drop("sharing.yaml");
  folder.put("clients.yaml", `- { id: other-city, name: 邻市 110, purpose: 毗邻地区警务协作, role: LINK_PLATFORM, org: CITY, agency: ${other}, routes: [linkage.exchange, borderReach], perMinute: 6000 }`);
}

/** Two running cities over two prepared databases, neighbours by an agreement of 2026 and 2027 with a strip. Close them. */
export async function openNeighbours(databaseHere: string, databaseThere: string, clock: SettableClock): Promise<Neighbours> {
  const [toThere, toHere] = [await openLine(), await openLine()];
  const [asks, helps] = [copyCity(), copyCity()];
  writeCity(asks, { other: "NEXT_CITY", platform: "NEXT", url: toThere.url, names: "{ NEXT_CITY: POLICE, POLICE: LAST_CITY }", strip: WIDER });
  writeCity(helps, { other: "LAST_CITY", platform: "LAST", url: toHere.url, names: "{ LAST_CITY: POLICE, POLICE: NEXT_CITY }", strip: STRIP });
  const privateHosts = new Set([toThere.host, toHere.host]);
  const keys = { asks: new Map<string, string>(), helps: new Map<string, string>() };
  const asking = await serveCity(databaseHere, clock, { cityDir: asks.dir, server: { wire: { keys: keys.asks, privateHosts } } });
  const helping = await serveCity(databaseThere, clock, { cityDir: helps.dir, server: { wire: { keys: keys.helps, privateHosts } } });
  [toThere.line.target, toHere.line.target] = [helping.url, asking.url];
  const [keyThere, keyHere] = [(await (await signInAt(helping.url, "commander")).makeKey("other-city", 30)).key, (await (await signInAt(asking.url, "commander")).makeKey("other-city", 30)).key];
  keys.asks.set("NEXT", keyThere);
  keys.helps.set("LAST", keyHere);
  return {
    asking, helping, toThere, toHere, keyHere, keyThere,
    async close() {
      await asking.close();
      await helping.close();
      for (const each of [toThere, toHere]) await each.close();
      for (const each of [asks, helps]) each.remove();
    },
  };
}
