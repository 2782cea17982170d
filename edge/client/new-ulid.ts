import { ulid } from "@tocsin/kernel/id.ts";

/** A fresh ULID from the host's clock and dice: ids of incidents, orders and commands are made by the client. */
export const newUlid = (): string => ulid(Date.now(), crypto.getRandomValues(new Uint8Array(16)));
