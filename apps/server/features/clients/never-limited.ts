import { commandPath } from "@tocsin/contract/routes.ts";

/** Reports of an emergency go to the desk's queue beyond every limit: our own limiter must never be what loses one (R26). */
export const NEVER_LIMITED: ReadonlySet<string> = new Set([commandPath("intake.receive"), commandPath("intake.addReport")]);

/** Requests a minute of all machines, or of the questions of all people, of one unit of organisation together, whatever each of them may send. */
export const ORG_PER_MINUTE = 6_000;
