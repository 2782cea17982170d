import type { Advisory } from "@tocsin/contract/command/advisory.ts";
import { MINUTE } from "@tocsin/kernel/instant.ts";
import { beginDraft } from "../intake/draft-store.ts";
import { sayNow } from "../language/words.ts";
import { act } from "../live/act.ts";
import { serverNow } from "../live/server-clock.ts";
import { showIntake } from "../selection/panels.ts";
import { centreOf } from "./advisory-rows.ts";

export const confirmAdvisory = ({ id, headline }: Advisory): void => void act("command.confirmAdvisory", { advisoryId: id }, { done: sayNow("advisory.confirmed", { headline }) });
export const dismissAdvisory = ({ id, headline }: Advisory, reason: string): void => void act("command.dismissAdvisory", { advisoryId: id, reason }, { done: sayNow("advisory.dismissed", { headline }) });
export const endAdvisory = ({ id, headline }: Advisory, note: string): void => void act("command.endAdvisory", { advisoryId: id, note }, { done: sayNow("advisory.ended", { headline }) });

/** Looked at again after so many minutes, or when it ends, whichever is sooner. */
export function watchAdvisory({ id, headline, expires }: Advisory, minutes: number, reason: string): void {
  const until = Math.min(serverNow() + minutes * MINUTE, expires ?? Infinity);
  void act("command.watchAdvisory", { advisoryId: id, reason, until }, { done: sayNow("advisory.watched", { headline }) });
}

/** An incident follows from it: the form opens with what the advisory says, at the centre of its circle; a call that is being taken is not lost for it. */
export function deriveIncident(advisory: Advisory): void {
  beginDraft({ advisoryId: advisory.id, said: advisory.headline, address: advisory.area.desc.slice(0, 200), drill: advisory.drill, point: centreOf(advisory.area) });
  showIntake(true);
}
