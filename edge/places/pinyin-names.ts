/** Pinyin of place names, for finding them by the sounds or initials that an operator types. */
import { customPinyin, pinyin } from "pinyin-pro";

/** Places whose common reading a general dictionary may miss. */
const PLACE_READINGS: Readonly<Record<string, string>> = {
  长寿: "cháng shòu",
  重庆: "chóng qìng",
  大足: "dà zú",
  北碚: "běi bèi",
  綦江: "qí jiāng",
  涪陵: "fú líng",
  六安: "lù ān",
  台州: "tāi zhōu",
  蚌埠: "bèng bù",
  亳州: "bó zhōu",
  丽水: "lí shuǐ",
  厦门: "xià mén",
  大厦: "dà shà",
  铅山: "yán shān",
  乐清: "yuè qīng",
  渑池: "miǎn chí",
  番禺: "pān yú",
  东莞: "dōng guǎn",
  大栅栏: "dà shí làn",
  朝天门: "cháo tiān mén",
  朝阳: "cháo yáng",
  长江: "cháng jiāng",
  长安: "cháng ān",
  长沙: "cháng shā",
  长春: "cháng chūn",
  解放: "jiě fàng",
  单县: "shàn xiàn",
  洪洞: "hóng tóng",
  尉犁: "yù lí",
  莘县: "shēn xiàn",
  浚县: "xùn xiàn",
  会稽: "kuài jī",
  华山: "huà shān",
  柏林: "bó lín",
  藏南: "zàng nán",
};

let taught = false;

/** Adds readings such as `{ 大栅栏: "dà shí làn" }`; they hold for the whole process. */
export function teachReadings(readings: Readonly<Record<string, string>>): void {
  customPinyin({ ...readings });
}

/** The syllables of a name without tones, ü as v; what is not Chinese stays together, in small letters without spaces. */
export function syllablesOf(name: string): string[] {
  if (!taught) {
    teachReadings(PLACE_READINGS);
    taught = true;
  }
  const parts = pinyin(name, { toneType: "none", type: "array", nonZh: "consecutive", v: true });
  return parts.map((part) => part.toLowerCase().replaceAll(/[^a-z0-9]/g, "")).filter((part) => part !== "");
}

/** Letters that a name is known by: 滨江大道 is `bjdd`, ABC大厦 is `abcds`. */
export function initialsOf(syllables: readonly string[], name: string): string {
  // A run of Latin letters or digits inside the name counts in full, a Chinese syllable with its first letter.
  const latin = new Set((name.toLowerCase().match(/[a-z0-9]+/g) ?? []));
  return syllables.map((syllable) => (latin.has(syllable) ? syllable : syllable.slice(0, 1))).join("");
}

/**
 * Whether typed letters run through the syllables from the first one on, each given in full or by its beginning:
 * `binjdd`, `bjdadao` and `bjd` all fit 滨江大道.
 */
export function fitsSyllables(typed: string, syllables: readonly string[]): boolean {
  let ends = new Set([0]);
  for (const syllable of syllables) {
    const next = new Set<number>();
    for (const end of ends) {
      for (let length = 1; length <= syllable.length && typed[end + length - 1] === syllable[length - 1]; length++) {
        if (end + length === typed.length) return true;
        next.add(end + length);
      }
    }
    if (next.size === 0) return false;
    ends = next;
  }
  return false;
}
