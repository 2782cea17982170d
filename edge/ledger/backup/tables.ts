/**
 * What a backup does with each table of the schema; a test finds a table that is named nowhere here.
 *
 *  - `log`: append-only, ordered by the writing transaction; a part holds what the parts before it do not.
 *  - `seal`: as `log`, by the last transaction that a seal closes.
 *  - `changed`: rows written since the part before, the same row in a later part replacing the earlier one.
 *  - `whole`: small and changing; every part holds all of it, and the last part counts.
 *
 * What was deleted on time comes back with an older part; the list of deletions lies outside the database and every backup,
 * and a server applies it before it serves anything (personal/keys-folder.ts).
 */
export type Keeping = "log" | "seal" | "changed" | "whole";

export interface KeptTable {
  readonly name: string;
  readonly keeping: Keeping;
  readonly order: string;
}

/** In the order in which a restore writes them: what is referred to comes first. */
export const KEPT_TABLES: readonly KeptTable[] = [
  { name: "event", keeping: "log", order: "txid, seq" },
  { name: "audit", keeping: "log", order: "txid, seq" },
  { name: "command", keeping: "log", order: "txid, actor, command_id" },
  { name: "seal", keeping: "seal", order: "log, n" },
  { name: "account", keeping: "whole", order: "id" },
  { name: "second_factor", keeping: "whole", order: "user_id" },
  { name: "recovery_code", keeping: "whole", order: "user_id, code_hash" },
  { name: "passkey", keeping: "whole", order: "id" },
  { name: "own_number", keeping: "whole", order: "account, mac" },
  { name: "machine_key", keeping: "whole", order: "prefix" },
  { name: "emergency_access", keeping: "whole", order: "id" },
  { name: "data_key", keeping: "whole", order: "id" },
  { name: "counter", keeping: "whole", order: "key" },
  { name: "outbox", keeping: "whole", order: "seq" },
  { name: "raw_input", keeping: "changed", order: "ref" },
  { name: "media", keeping: "changed", order: "id" },
  { name: "recommendation", keeping: "changed", order: "id" },
];

/** Tables that no backup holds, and why. */
export const LEFT_OUT: Readonly<Record<string, string>> = {
  migration: "the manifest names the migrations",
  stream_state: "folded from the log again",
  timer: "a projection of the states",
  claim: "follows from the states and the log",
  push_target: "browsers say it again at their next start",
  talk_offer: "of the last seconds: two devices that find each other",
  session: "everyone signs in anew after a restore",
  session_token: "everyone signs in anew after a restore",
  passkey_challenge: "a question of the last minutes, asked anew",
  client_nonce: "of the last minutes: what was signed before is too old by its own time",
  guess: "of the last half hour: what slows strangers down",
  known_device: "everyone signs in anew after a restore",
  position_last: "telemetry: the next fix is seconds away, an old one misleads",
  position_track: "telemetry, kept for a short time only",
};
