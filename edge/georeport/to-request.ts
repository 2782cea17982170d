import type { GeoRequest, GeoWord } from "@tocsin/contract/linkage/georeport.ts";
import type { Matter } from "@tocsin/contract/linkage/matter.ts";
import { maskedWords } from "@tocsin/domain/linkage/masked-words.ts";

const SAID: Readonly<Record<GeoWord, readonly [zh: string, en: string]>> = {
  SENT: ["待签收", "not signed yet"],
  SIGNED: ["已签收", "signed"],
  PROCESSING: ["办理中", "under way"],
  RETURNED: ["已退回", "given back"],
  REPLIED: ["已答复", "answered"],
};
const CLOSED: readonly GeoWord[] = ["RETURNED", "REPLIED"];

/** How a matter stands for the party that opened it. Back in its hands means given back, whatever else was tried before. */
export function wordOf({ opener, custody, reply }: Pick<Matter, "opener" | "custody" | "reply">): GeoWord {
  if (reply !== null && ["REPLIED", "VERIFIED", "CLOSED"].includes(custody.status)) return "REPLIED";
  if ((custody.status === "RETURNED" || custody.status === "CLOSED") && custody.owner === opener) return "RETURNED";
  if (custody.status === "CREATED" || (custody.status === "SENT" && custody.owner === opener)) return "SENT";
  return custody.status === "SIGNED" ? "SIGNED" : "PROCESSING";
}

/** A limit has run out and the next level has heard of it; whoever handed the matter over learns it by itself (LNK-03). */
const isLate = ({ custody }: Pick<Matter, "custody">): boolean => (custody.clock?.level ?? 0) > 0;
const LATE = "，已超时 overdue";

/** The last that was said on the way to here, without anybody's number. */
function lastWords(matter: Matter, word: GeoWord): string {
  if (word === "REPLIED") return matter.reply?.text ?? "";
  if (word === "RETURNED") return matter.custody.returns.at(-1)?.reason ?? "";
  return matter.progress.at(-1)?.text ?? "";
}

/** When the matter last changed, as far as an outsider is told of it, UTC ms. */
function changedAt({ openedAt, closedAt, custody, progress, reply, verdict, extension, assistants }: Matter): number {
  const times = [openedAt, closedAt, custody.since, custody.offer?.at, custody.clock?.since, custody.ruling?.at, ...custody.returns.map(({ at }) => at), ...progress.map(({ at }) => at), reply?.at, verdict?.at, extension?.askedAt, ...assistants.map(({ askedAt }) => askedAt)];
  return Math.max(...times.map((at) => at ?? 0));
}

const iso = (at: number): string => new Date(at).toISOString();

export interface RequestNames {
  /** Name of an item of the responsibility list; null for a matter without one. */
  readonly service: (item: string | null) => string | null;
  readonly party: (party: string) => string;
}

/** Matters without an item stand under a code that no list has. */
export const NO_ITEM = "OTHER";

/** A matter as a GeoReport request: what was sent, where it is, and nothing of whoever called. */
export function toRequest(matter: Matter, names: RequestNames): GeoRequest {
  const { content, custody } = matter;
  const word = wordOf(matter);
  const [zh, en] = SAID[word];
  const words = maskedWords(lastWords(matter, word));
  return {
    service_request_id: matter.id, status: CLOSED.includes(word) ? "closed" : "open", status_notes: `[${word}] ${zh} ${en}${isLate(matter) ? LATE : ""}${words === "" ? "" : `: ${words}`}`,
    service_name: names.service(content.item), service_code: content.item ?? NO_ITEM, description: maskedWords(content.text), agency_responsible: names.party(custody.owner),
    service_notice: matter.no, requested_datetime: iso(matter.openedAt), updated_datetime: iso(changedAt(matter)), expected_datetime: iso(custody.handleBy),
    address: content.place === null ? null : maskedWords(content.place.addressText), address_id: null, zipcode: null, lat: content.place?.point?.lat ?? null, long: content.place?.point?.lon ?? null, media_url: null,
  };
}
