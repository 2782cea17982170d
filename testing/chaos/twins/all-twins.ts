import { LEDGER_TWINS } from "./ledger-twins.ts";
import type { Twin } from "./twin.ts";

export const ALL_TWINS: readonly Twin[] = [...LEDGER_TWINS];
