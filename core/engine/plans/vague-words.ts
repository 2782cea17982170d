/** Words by which a duty tells nobody what to do, when, or with whom; taken from reviews of paper plans. */
const VAGUE_ZH = [
  "酌情", "适当", "妥善", "尽快", "尽可能", "及时", "必要时", "视情", "有关部门", "相关部门", "有关单位", "相关单位", "相关人员", "有关人员", "相关工作", "有关工作", "高度重视", "切实", "进一步", "加强", "做好", "统筹", "积极配合", "等工作", "等措施",
];
const VAGUE_EN = [
  "as appropriate", "appropriate", "appropriately", "as needed", "if necessary", "when necessary", "where necessary", "as soon as possible", "asap", "promptly", "properly", "relevant", "related departments",
  "strengthen", "pay attention", "make efforts", "do a good job", "coordinate closely", "and so on", "etc",
];
const VAGUE_EN_PATTERN = new RegExp(`\\b(${VAGUE_EN.join("|")})\\b`, "i");
/** A duty shorter than this cannot say who does what. */
const LEAST_ZH = 6;
const LEAST_EN = 12;

/** Why a duty is vague: the word, or "" when it is too short; null when it is not. */
export function vagueIn(zh: string, en: string): string | null {
  const word = VAGUE_ZH.find((each) => zh.includes(each)) ?? VAGUE_EN_PATTERN.exec(en)?.[0];
  if (word !== undefined) return word;
  return zh.trim().length < LEAST_ZH || en.trim().length < LEAST_EN ? "" : null;
}
