import type { Client } from "@tocsin/client/client.ts";

/** Seats at which a person sits, as role names and `unit:<id>`; a server that is no demo has none to leave alone. */
export async function seatsTaken(client: Client): Promise<ReadonlySet<string>> {
  const { signIns } = await client.demo();
  const taken = signIns.filter((row) => row.taken);
  return new Set(taken.flatMap((row) => (row.unitId === null ? [row.role] : [row.role, `unit:${row.unitId}`])));
}
