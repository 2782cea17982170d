/** One spelling for what people write in several: only ever for comparing, never for showing. */

const HAN = "\\u3400-\\u9fff";
const SPACE_AT_HAN = new RegExp(`(?<=[${HAN}]) | (?=[${HAN}])`, "g");

/** Whether a text has a Chinese character. */
export function hasHan(text: string): boolean {
  return /[\u3400-\u9fff]/.test(text);
}

/** Full width to half width, small letters, no accents, apostrophes or full stops, single spaces, none beside Chinese characters. */
export function fold(text: string): string {
  const folded = text
    .normalize("NFKC")
    .toLowerCase()
    .normalize("NFD")
    .replaceAll(/\p{M}/gu, "")
    .normalize("NFC")
    .replaceAll("ß", "ss")
    .replaceAll("號", "号")
    .replaceAll(/['’`.]/g, "")
    .replaceAll(/[\s,，。;；]+/g, " ")
    .replaceAll(SPACE_AT_HAN, "")
    .trim();
  // A name of nothing but dots still is a name.
  return folded === "" ? text.trim() : folded;
}

/** The words of a text, each folded; spaces between Chinese words count here. */
export function foldedWords(text: string): string[] {
  return text.normalize("NFKC").split(/[\s,，、;；]+/).map(fold).filter((word) => word !== "");
}

const STREET_WORDS: Readonly<Record<string, string>> = {
  street: "st",
  avenue: "ave",
  av: "ave",
  boulevard: "blvd",
  bl: "blvd",
  drive: "dr",
  road: "rd",
  lane: "ln",
  court: "ct",
  place: "pl",
  terrace: "ter",
  terr: "ter",
  tr: "ter",
  alley: "aly",
  al: "aly",
  circle: "cir",
  cr: "cir",
  highway: "hwy",
  hy: "hwy",
  parkway: "pkwy",
  pw: "pkwy",
  plaza: "plz",
  pz: "plz",
  square: "sq",
  wy: "way",
  hl: "hill",
};

/** A folded text with the short forms of words for streets: `mission street` and `mission st` become one. */
export function shortForm(folded: string): string {
  if (!/[a-z]/.test(folded)) return folded;
  const words = folded.split(" ").map((word, index) => {
    const short = index > 0 ? (STREET_WORDS[word] ?? word) : word;
    return short.replace(/strasse$/, "str").replace(/^0+([1-9]\d*(?:st|nd|rd|th))$/, "$1");
  });
  return words.join(" ");
}
