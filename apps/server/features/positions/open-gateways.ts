import type { City } from "@tocsin/contract/organisation/city.ts";
import type { MissingParts } from "../../missing-parts.ts";
import type { ServerOptions } from "../../server-options.ts";
import type { PositionBook } from "../live/position-book.ts";
import { openBrokerDoor } from "./broker-door.ts";
import type { Channels } from "../channels/open-channels.ts";
import { brokerDoor as brokerProbe, terminalDoor as terminalProbe, type OwnProbe } from "../channels/own-probes.ts";
import { newTerminalProbe } from "../channels/terminal-probe.ts";
import type { SourceCounts } from "./source-counts.ts";
import { openTerminalDoor } from "./terminal-door.ts";

export interface GatewayDeps {
  readonly options: Pick<ServerOptions, "terminals" | "broker" | "probes">;
  readonly city: Pick<City, "terminals" | "orgs" | "deadlines">;
  readonly book: Pick<PositionBook, "accept">;
  readonly counts: Pick<SourceCounts, "refused" | "discarded">;
  readonly missing: MissingParts;
  readonly channels: Pick<Channels, "arrived">;
  readonly now: () => number;
  readonly report: (what: string, error: unknown) => void;
}

/** The ways in for positions that are not HTTP. */
export interface Gateways {
  readonly terminalPort: number | null;
  /** With what each that is open is tried (R38). */
  readonly probes: readonly OwnProbe[];
  close(): Promise<void>;
}

/** Opens those that the options name. */
export async function openGateways({ options, city, book, counts, missing, channels, now, report }: GatewayDeps): Promise<Gateways> {
  const cityPath = city.orgs.find(({ level }) => level === "CITY")!.path;
  const terminal = newTerminalProbe();
  const door = options.terminals === undefined ? null : await openTerminalDoor({ terminals: city.terminals, book, counts, now, probe: { row: terminal.row, arrived: () => channels.arrived("jt808", null) }, onFailure: (error) => report("jt808", error) }, options.terminals);
  const broker =
    options.broker === undefined ? null : openBrokerDoor({ book, counts, missing, cityPath, staleMs: city.deadlines.positionStale * 1_000, now, arrived: (id) => channels.arrived("mqtt", id), onFailure: (error) => report("mqtt", error) }, options.broker);
  const topic = options.broker?.probeTopic;
  return {
    probes: [
      ...(door === null ? [] : [terminalProbe(options.probes?.terminals ?? { host: options.terminals!.host, port: door.port }, terminal)]),
      ...(broker === null || topic === undefined ? [] : [brokerProbe((payload) => broker.publish(topic, payload))]),
    ],
    terminalPort: door?.port ?? null,
    async close() {
      await broker?.close();
      await door?.close();
    },
  };
}
