import { customPinyin, pinyin } from "pinyin-pro";

/** Readings that a general dictionary gets wrong in the words of this trade and in place names. */
customPinyin({
  长寿: "cháng shòu", 重庆: "chóng qìng", 重伤: "zhòng shāng", 传染: "chuán rǎn", 占道: "zhàn dào", 着火: "zháo huǒ", 坠楼: "zhuì lóu", 走失: "zǒu shī",
  行凶: "xíng xiōng", 抢夺: "qiǎng duó", 强奸: "qiáng jiān", 调解: "tiáo jiě", 供水: "gōng shuǐ", 供电: "gōng diàn", 供热: "gōng rè", 噪声: "zào shēng",
  指挥长: "zhǐ huī zhǎng",
});

const HAN = /[\u3400-\u9FFF]/;

/** Full pinyin and initials of a Chinese text, without tones and spaces: 火灾 gives `huozai` and `hz`. */
export function readings(text: string): string[] {
  const han = [...text].filter((unit) => HAN.test(unit)).join("");
  if (han === "") return [];
  const syllables = pinyin(han, { toneType: "none", type: "array", v: true });
  return [syllables.join(""), syllables.map((syllable) => syllable[0] ?? "").join("")];
}
