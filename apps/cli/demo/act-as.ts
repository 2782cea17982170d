import type { CommandName, CommandPayload } from "@tocsin/contract/commands.ts";
import type { City } from "@tocsin/contract/organisation/city.ts";
import { newUlid } from "@tocsin/client/new-ulid.ts";
import { hashOf } from "@tocsin/kernel/canonical.ts";
import type { RunningServer } from "@tocsin/server/compose.ts";

/** Does something as one of a demo's accounts, at the desk itself. @throws Error when it is refused. */
export type ActAs = <Name extends CommandName>(account: string, name: Name, payload: CommandPayload[Name]) => Promise<void>;

/** Acts as the people of a demo city would: by their account's role and place, through every check of the desk; nobody needs to sign in. */
export function actAs({ desk }: Pick<RunningServer, "desk">, city: City): ActAs {
  const paths = new Map(city.orgs.map(({ id, path }) => [id, path]));
  return async (account, name, payload) => {
    const row = city.accounts.find(({ id }) => id === account);
    if (row === undefined) throw new Error(`the demo has no account ${account}`);
    const grants = row.grants.map(({ role, org }) => ({ role, orgPath: paths.get(org) ?? org }));
    const commandId = newUlid();
    const answer = await desk.execute({ name, payload, commandId, session: { userId: row.id, name: row.name, grants, unitId: row.unit ?? null, agency: row.agency ?? "POLICE" }, bodyHash: hashOf(payload), traceId: commandId });
    if (!answer.ok) throw new Error(`${account} ${name}: ${answer.refusal.code} ${JSON.stringify(answer.refusal.params)}`);
  };
}
