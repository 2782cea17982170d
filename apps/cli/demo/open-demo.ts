import { createServer } from "node:net";
import { LANJIANG, ZHUKOU } from "@tocsin/cities/demo/neighbour.ts";
import { DEMO_PARTNER } from "@tocsin/cities/demo/sharing.ts";
import { composeServer, type RunningServer } from "@tocsin/server/compose.ts";
import { soundCity } from "../city-folder.ts";
import { demoFolder, neighbourFolders } from "./demo-folder.ts";
import { machineKey } from "./machine-keys.ts";
import { pastOf } from "./past.ts";
import { pastOfBorder } from "./past-of-border.ts";
import { Complaint } from "../complaint.ts";
import { databaseOf, type DemoPlace, isElsewhere, liveFirstPast } from "./past-server.ts";

export interface DemoOptions {
  /** On which it is served where that is free, and the neighbour on the next. */
  readonly port: number;
  readonly fresh: boolean;
  readonly neighbour: boolean;
  readonly clock: { readonly now: () => number };
}

export interface OpenDemo extends DemoPlace {
  readonly server: RunningServer;
  /** With it a partner's machine reads by agreement (LNK-07). */
  readonly partnerKey: string;
  /** The small city beside it; null where none was asked for. */
  readonly neighbour: RunningServer | null;
  close(): Promise<void>;
}

const LOCAL = "127.0.0.1";
const probe = (port: number): Promise<number | null> =>
  new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(null));
    server.listen(port, LOCAL, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address !== null ? address.port : null));
    });
  });
/** This port, where it can be listened on, else another. */
const portNear = async (wanted: number): Promise<number> => (await probe(wanted)) ?? (await probe(0)) ?? 0;

const served = (place: DemoPlace, clock: DemoOptions["clock"]): Promise<RunningServer> =>
  composeServer({ cityDir: place.cityDir, city: place.city, database: databaseOf(place)!, clock, port: place.port, demo: true, keepFirstPasswords: true, ...(place.wire === undefined ? {} : { wire: place.wire }) });

async function openAlone({ port, fresh, clock }: DemoOptions): Promise<OpenDemo> {
  const folder = demoFolder(fresh);
  const place: DemoPlace = { ...folder, city: soundCity(folder.cityDir), port: await portNear(port) };
  const now = clock.now();
  await liveFirstPast([place], now, ([here]) => pastOf(here!, now));
  const server = await served(place, clock);
  return { ...place, server, neighbour: null, partnerKey: await machineKey({ ...place, url: server.url }, DEMO_PARTNER), close: () => server.close() };
}

/** Two cities, each with its own database and address, that have agreed to help each other at their border (JNT-07). */
async function openBoth({ port, fresh, clock }: DemoOptions): Promise<OpenDemo> {
  if (isElsewhere(process.env)) throw new Complaint("--neighbour: 两座城市各用自己的数据库,请先取消 DATABASE_URL 和 TOCSIN_APP_URL / each city has a database of its own: unset DATABASE_URL and TOCSIN_APP_URL");
  const ports = [await portNear(port), await portNear(port === 0 ? 0 : port + 1)] as const;
  const hosts = ports.map((each) => `${LOCAL}:${each}`);
  const folders = neighbourFolders(fresh, { here: `http://${hosts[0]!}`, there: `http://${hosts[1]!}` });
  const keys = { here: new Map<string, string>(), there: new Map<string, string>() };
  const placeOf = (side: "here" | "there", own: number): DemoPlace =>
    ({ ...folders[side], city: soundCity(folders[side].cityDir), port: own, wire: { keys: keys[side], privateHosts: new Set(hosts) } });
  const [here, there] = [placeOf("here", ports[0]), placeOf("there", ports[1])];
  const exchangeKeys = async (urls: readonly [here: string, there: string]): Promise<void> => {
    keys.there.set(LANJIANG.platform, await machineKey({ ...here, url: urls[0] }, ZHUKOU.client));
    keys.here.set(ZHUKOU.platform, await machineKey({ ...there, url: urls[1] }, LANJIANG.client));
  };
  const now = clock.now();
  await liveFirstPast([here, there], now, async ([one, other]) => {
    await exchangeKeys([one!.server.url, other!.server.url]);
    return [...(await pastOf(one!, now)), ...pastOfBorder(one!, other!, now)];
  });
  const neighbour = await served(there, clock);
  try {
    const server = await served(here, clock);
    await exchangeKeys([server.url, neighbour.url]);
    return {
      ...here, server, neighbour, partnerKey: await machineKey({ ...here, url: server.url }, DEMO_PARTNER),
      async close() {
        await server.close();
        await neighbour.close();
      },
    };
  } catch (error) {
    await neighbour.close();
    throw error;
  }
}

/** Starts the demo city, and its neighbour where one is asked for; nobody lives in it yet. */
export const openDemo = (options: DemoOptions): Promise<OpenDemo> => (options.neighbour ? openBoth(options) : openAlone(options));
