import type { FigureTable, FigureTableId } from "@tocsin/contract/governance/publication.ts";

export interface Words {
  readonly zh: string;
  readonly en: string;
}

export const TABLE_WORDS: Readonly<Record<FigureTableId, Words>> = {
  RESPONSE: { zh: "出警用时（派警到到场）", en: "Response times, from order to arrival" },
  MATTERS: { zh: "转交部门的事项", en: "Matters handed over to departments" },
  COMPLAINTS: { zh: "对警务工作的投诉", en: "Complaints about the police" },
};

/** What a table counts. */
export const COUNTED_WORDS: Readonly<Record<FigureTableId, Words>> = {
  RESPONSE: { zh: "每个出警单元接到的一次派警计一次，按单元所属分局。", en: "Each unit sent counts once, by the district to which it belongs." },
  MATTERS: { zh: "当月受理、现由该部门负责的事项，按统计时的进展。", en: "Matters opened in the month for which the department is responsible, by how far they were when they were counted." },
  COMPLAINTS: { zh: "当月受理的警务投诉，按管辖分局和统计时的状态。", en: "Complaints received in the month, by district and by whether they were open when they were counted." },
};

/** What the rows of a table are. */
export const ROW_WORDS: Readonly<Record<FigureTableId, Words>> = {
  RESPONSE: { zh: "分局", en: "district" },
  MATTERS: { zh: "部门", en: "department" },
  COMPLAINTS: { zh: "分局", en: "district" },
};
export const CITY_WORDS: Words = { zh: "全市", en: "city" };
export const METHOD_WORDS: Words = { zh: "统计方法", en: "Method" };
const TOTAL_WORDS: Words = { zh: "合计", en: "total" };
const MEDIAN_WORDS: Words = { zh: "中位用时（分钟）", en: "median, minutes" };

const COLUMN_WORDS: Readonly<Record<string, Words>> = {
  "0-5 min": { zh: "5 分钟内", en: "within 5 min" }, "5-10 min": { zh: "5–10 分钟", en: "5–10 min" }, "10-15 min": { zh: "10–15 分钟", en: "10–15 min" },
  "15-30 min": { zh: "15–30 分钟", en: "15–30 min" }, ">30 min": { zh: "超过 30 分钟", en: "over 30 min" }, none: { zh: "无到场记录", en: "no arrival recorded" },
  OPEN: { zh: "办理中", en: "open" }, ANSWERED: { zh: "已答复、未评价", en: "answered, not rated" }, RATED_4_5: { zh: "评价 4–5 分", en: "rated 4–5" }, RATED_1_3: { zh: "评价 1–3 分", en: "rated 1–3" }, CLOSED: { zh: "已办结", en: "closed" },
};
const columnWords = (column: string): Words => COLUMN_WORDS[column] ?? { zh: column, en: column };

/** Only of times is there a median. */
const isTimed = ({ id }: Pick<FigureTable, "id">): boolean => id === "RESPONSE";
/** The heads of what a table tells of each row, in the order of `toldOf`. */
export const headWords = (table: Pick<FigureTable, "id" | "columns">): readonly Words[] => [...table.columns.map(columnWords), TOTAL_WORDS, ...(isTimed(table) ? [MEDIAN_WORDS] : [])];
/** What a table tells of one row, or of the city; null is not told. */
export const toldOf = (table: Pick<FigureTable, "id">, { cells, total, medianMin }: FigureTable["city"]): readonly (number | null)[] => [...cells, total, ...(isTimed(table) ? [medianMin] : [])];

/** How the figures of a month are made; each version keeps the words that held for it. */
export const METHOD: readonly Words[] = [
  { zh: "数字来自接处警和事项流转的原始记录，在拟制当时统计；月份按本市时间划分。", en: "Figures are counted from the records themselves at the time of drafting; a month is one of the city's own time." },
  { zh: "不含演练和测试，不含被取消、合并、召回、改派或谢绝的派警和警情；志愿者小组不计入。", en: "Drills and tests are left out, and so is what was cancelled, merged, recalled, reassigned or declined; groups of volunteers are not measured." },
  { zh: "小于 5 的数不公布，以“—”表示；为使其不能由合计推算，同时隐去必要的其他数，合计亦然。零照常公布。", en: "Counts below 5 are not told and stand as “—”; with them so many others, totals among them, that none can be reckoned. Zero is told." },
  { zh: "中位用时以整分钟向上取整，只在该行各数均公布时给出。", en: "A median is in whole minutes, rounded up, and given only where its line is told as a whole." },
  { zh: "由一个席位拟制、另一个席位发布。更正作为新版本发布并说明内容和原因，原版本保留可查；原先隐去的数不因更正而可推算。", en: "One seat drafts and another publishes. A correction is a further version that says what and why; the former stays to be read, and what it hid stays hidden." },
];
