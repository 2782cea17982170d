import { FIELD_TWINS } from "./field-twins.ts";
import { LEDGER_TWINS } from "./ledger-twins.ts";
import { PROMISE_TWINS } from "./promise-twins.ts";
import { RIGHT_TWINS } from "./right-twins.ts";
import type { Twin } from "./twin.ts";

export const ALL_TWINS: readonly Twin[] = [...LEDGER_TWINS, ...FIELD_TWINS, ...RIGHT_TWINS, ...PROMISE_TWINS];
