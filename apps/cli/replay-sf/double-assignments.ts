import type { Db } from "@tocsin/ledger/db.ts";

/**
 * How often the log gives a unit to an incident while it was still with another: asked of the database itself, from the
 * events of every unit in their order, and not of anything that the server believes.
 */
export async function doubleAssignments(db: Db): Promise<number> {
  return db.transaction(async (query) => {
    await query("select tocsin.enter(null)");
    const [row] = await query<{ doubles: number }>(
      `select count(*) as doubles from (
         select type, lag(type) over (partition by id order by version) as before
         from tocsin.event where kind = 'unit' and type in ('UnitAssigned', 'UnitReleased')
       ) as bindings where type = 'UnitAssigned' and before = 'UnitAssigned'`,
    );
    return row!.doubles;
  });
}
