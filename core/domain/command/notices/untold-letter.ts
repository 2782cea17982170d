import type { CommandPayload } from "@tocsin/contract/commands.ts";
import { isLetter, type LetterNotice, type Notice, type NoticeEvents, wantsTelephone } from "@tocsin/contract/command/notice.ts";
import { DAY, MINUTE } from "@tocsin/kernel/instant.ts";
import { type CityIndex, type Context, type Decider, type Drafted, accept, refused, type World } from "../../decision.ts";
import { ownOrg } from "../../joint/cooperation-facts.ts";
import { speaksFor } from "../../linkage/matter-facts.ts";
import { letterIsOf, letterWaits } from "../../linkage/waits-for.ts";
import { cityPath } from "../../organisation/chain.ts";
import { sitsAt } from "../../organisation/own-organisation.ts";

/** So long the sender has to telephone; then the level above knows of it, and every day again one level higher, to the top. */
const [FIRST, AGAIN] = [15 * MINUTE, DAY];

const onLetter = <Type extends keyof NoticeEvents & string>(id: string, type: Type, data: NoticeEvents[Type]): Drafted => ({ kind: "notice", id, type, data }) as Drafted;

/** Whether anybody still has to be told: what was answered meanwhile asks nobody to telephone. */
const isWanted = ({ matters, cooperations }: World, { letter }: LetterNotice, { org }: CityIndex): boolean =>
  letterWaits(letter, letterIsOf(letter) === "cooperation" ? cooperations.get(letter.recordId) : matters.get(letter.recordId), org.get(letter.to)?.path);

/** When it is heard of one level higher that a mail has failed and nobody has telephoned. */
export function untoldDeadlines(notice: Notice) {
  if (!wantsTelephone(notice)) return [];
  const { escalated, attempts } = notice;
  const since = escalated?.at ?? attempts.at(-1)?.receipt?.at ?? attempts.at(-1)?.at ?? 0;
  return [{ id: `untold/${escalated?.times ?? 0}`, dueAt: since + (escalated === undefined ? FIRST : AGAIN), purpose: "mail not delivered, nobody telephoned" }];
}

/** The level above whoever sent it, or above the one that knows of it already; at the top it stays. */
function levelAbove({ letter, escalated }: LetterNotice, city: CityIndex): string {
  const top = cityPath(city);
  const path = escalated?.to ?? city.org.get(letter.from)?.path ?? top;
  return path === top || !path.includes(".") ? top : path.slice(0, path.lastIndexOf("."));
}

export const untoldDue = (world: World, notice: LetterNotice, { city }: Pick<Context, "city">): Drafted[] =>
  isWanted(world, notice, city) ? [onLetter(notice.id, "LetterEscalated", { to: levelAbove(notice, city) })] : [onLetter(notice.id, "NoticeEnded", { status: "SETTLED" })];

/** Whoever sent it, or the level that knows of it by now, says which desk was reached by telephone (LNK-01, LNK-03). */
export const tellByPhone: Decider<CommandPayload["notices.tellByPhone"]> = (world, { noticeId, desk }, { city, actor }) => {
  const notice = world.notices.get(noticeId);
  if (notice === undefined || !isLetter(notice)) return refused("NOT_FOUND", { noticeId });
  if (!speaksFor(actor, city, notice.letter.from) && !sitsAt(city, actor, notice.escalated?.to)) return refused("NOT_OWNER", { owner: notice.letter.from });
  if (notice.status === "TOLD") return accept();
  if (notice.status !== "UNDELIVERED") return refused("STATE_CONFLICT", { status: notice.status, allowed: ["UNDELIVERED"] });
  return accept(onLetter(noticeId, "LetterTold", { desk, orgId: ownOrg(city, actor) }));
};
