import type { CommandPayload } from "@tocsin/contract/commands.ts";
import type { Custody, Matter, MatterWords } from "@tocsin/contract/linkage/matter.ts";
import type { PlatformRow } from "@tocsin/contract/linkage/wire.ts";
import { commandPath, IDEMPOTENCY_HEADER } from "@tocsin/contract/routes.ts";
import { maskedWords } from "@tocsin/domain/linkage/masked-words.ts";
import { SECOND } from "@tocsin/kernel/instant.ts";
import type { Db } from "@tocsin/ledger/db.ts";
import { finishOutbox, postponeOutbox, setAsideOutbox, type OutboxItem } from "@tocsin/ledger/outbox.ts";
import type { Ledger } from "@tocsin/ledger/types.ts";
import { CUSTODY_TOPIC, type CustodyItem } from "@tocsin/runtime/wire-items.ts";
import type { Desk } from "../../desk/desk.ts";
import type { SharedWords } from "../../shared-words.ts";
import { waitMs } from "./courier.ts";
import type { WireOptions } from "./platform-client.ts";
import { postTo } from "./post-to.ts";
import { workOutbox } from "./work-outbox.ts";

export interface CustodyDeps {
  readonly db: Db;
  readonly ledger: Pick<Ledger, "load">;
  readonly shared: Pick<SharedWords, "ready" | "readable">;
  readonly desk: Pick<Desk, "executeSystem">;
  readonly rows: readonly PlatformRow[];
  readonly options: WireOptions;
  readonly now: () => number;
  readonly report: (what: string, error: unknown) => void;
}

type Told = CommandPayload["linkage.exchange"];
type Naming = (party: string) => string;

const WITHIN_MS = 10_000;
const MOST_BYTES = 1_048_576;
/** 4xx that another try may find otherwise. */
const PASSING: ReadonlySet<number> = new Set([401, 403, 408, 425, 429]);

function namedThere(custody: Custody, name: Naming): Custody {
  const { owner, offer, returns, ruling, passes } = custody;
  return {
    ...custody, owner: name(owner), offer: offer === null ? null : { ...offer, from: name(offer.from), to: name(offer.to) }, returns: returns.map((each) => ({ ...each, by: name(each.by) })),
    ruling: ruling === null ? null : { ...ruling, to: name(ruling.to), by: name(ruling.by) }, passes: passes.map((each) => ({ ...each, from: name(each.from), to: name(each.to) })),
  };
}

/** What was said, without anybody's number, and by whom only as an organisation. */
const wordsThere = ({ progress, reply }: MatterWords, name: Naming): MatterWords => {
  const said = (each: MatterWords["progress"][number]) => ({ ...each, party: name(each.party), text: maskedWords(each.text), by: name(each.party) });
  return { progress: progress.map(said), reply: reply === null ? null : said(reply) };
};

/** A matter as the other Tocsin hears of it, in its own names of parties; a party that it cannot name keeps ours, and is refused there by name. */
export function toldOf(matter: Matter, names: Readonly<Record<string, string>>): Told {
  const name: Naming = (party) => names[party] ?? party;
  const { id, no, drill, opener, content, custody, progress, reply, help, erasedAt, calledOff } = matter;
  const { onward: _trust, ...open } = content;
  return {
    matterId: id, about: { no, drill, opener: name(opener), content: { ...open, text: maskedWords(content.text) } }, custody: namedThere(custody, name),
    ...(progress.length === 0 && reply === null ? {} : { words: wordsThere({ progress, reply }, name) }),
    ...(help === undefined ? {} : { help }),
    ...(erasedAt === undefined ? {} : { erasedAt }),
    ...(calledOff === undefined ? {} : { calledOff }),
  };
}

/** Refusals of what an agreement does not carry: no key and no patience makes that right, whatever their status says of others. */
const NOT_AGREED: ReadonlySet<string> = new Set(["AGREEMENT_EXPIRED", "AGREEMENT_NO_EXERCISES", "EXERCISE_NOT_ON"]);

const tell = (row: Parameters<typeof postTo>[0], told: Told, options: WireOptions) =>
  postTo(row, commandPath("linkage.exchange"), told, options, { withinMs: options.withinMs ?? WITHIN_MS, bytes: MOST_BYTES }, (digest) => ({ [IDEMPOTENCY_HEADER]: `${told.matterId}.${told.custody.step}.${digest.slice(0, 16)}` }));

const codeOf = (body: Uint8Array): string => {
  try {
    return String((JSON.parse(Buffer.from(body).toString("utf8")) as { code?: unknown }).code ?? "");
  } catch {
    return "";
  }
};

/** Whether an offer that the other Tocsin refused has fallen back to its giver. */
async function fellBack({ desk }: CustodyDeps, { id: matterId, custody: { offer } }: Matter, code: string): Promise<boolean> {
  if (offer === null) return false;
  return (await desk.executeSystem({ name: "system.custodyRefused", payload: { matterId, no: offer.no, code: code.slice(0, 60) }, commandId: `custody/${matterId}.${offer.no}/refused` })).ok;
}

/**
 * Tells how a matter stands now, whatever the item was made of: the newest says all that the older ones did. To a city that is gone it is
 * told for as long as it is gone: the last word says who has the matter, and without it the other side would wait for ever.
 */
async function deliver(deps: CustodyDeps, item: OutboxItem): Promise<void> {
  const { matterId } = item.payload as CustodyItem;
  const [state] = await deps.ledger.load([{ kind: "matter", id: matterId }]);
  const matter = state?.state as Matter | undefined;
  const row = deps.rows.find(({ id }) => id === matter?.link);
  if (matter === undefined || row?.custody === undefined) return finishOutbox(deps.db, [item.seq]);
  await deps.shared.ready([{ kind: "matter", state: matter }]);
  const answer = await tell({ id: row.id, custody: row.custody }, toldOf(deps.shared.readable(matter), row.custody.names), deps.options);
  if (answer.ok && answer.status === 200) return finishOutbox(deps.db, [item.seq]);
  const why = answer.ok ? `HTTP ${answer.status} ${codeOf(answer.body)}`.trim() : answer.why;
  const refused = answer.ok && answer.status >= 400 && answer.status < 500 && (!PASSING.has(answer.status) || NOT_AGREED.has(codeOf(answer.body)));
  const now = deps.now();
  if (!refused) return postponeOutbox(deps.db, item.seq, now + Math.max(waitMs(item.tries), (answer.ok ? (answer.retryAfterS ?? 0) : 0) * SECOND), { why });
  // What it would not have at its first word never left us, and is no fault of the line.
  if (refused && (await fellBack(deps, matter, codeOf(answer.body)))) return finishOutbox(deps.db, [item.seq]);
  // It will not have it: whoever owns the matter owns it still, and its clock tells the next level.
  await setAsideOutbox(deps.db, item.seq, now, { why });
  deps.report(`custody of ${matterId} set aside`, new Error(why));
}

/** Tells other Tocsins what is due, a few at once; answers how many items were worked on. */
export const tellCustodies = (deps: CustodyDeps): Promise<number> =>
  workOutbox(deps.db, deps.now, {
    topic: CUSTODY_TOPIC,
    deliver: (item) => deliver(deps, item),
    bear: (item) => postponeOutbox(deps.db, item.seq, deps.now() + waitMs(item.tries), { why: "INTERNAL" }),
    report: deps.report,
  });
