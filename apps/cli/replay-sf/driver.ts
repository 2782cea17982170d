import type { Client, CommandAnswer } from "@tocsin/client/client.ts";
import type { CommandName, CommandPayload } from "@tocsin/contract/commands.ts";
import type { Step } from "./plan-steps.ts";
import type { CallRecord } from "./records.ts";
import type { Standing } from "./standing.ts";
import type { Tally } from "./tally.ts";

/** Acts for everybody in the records, through the same doors as people do. */
export interface Driver {
  readonly client: Client;
  readonly tally: Tally;
  readonly standing: Standing;
  /** Number of the station at which a unit stands. */
  readonly stationOf: ReadonlyMap<string, string>;
  incidentOf(call: CallRecord): string;
  /** Sends a command that happens at a moment, ms UTC. */
  act<Name extends CommandName>(at: number, name: Name, payload: CommandPayload[Name]): Promise<CommandAnswer>;
  perform(step: Step): Promise<void>;
}
