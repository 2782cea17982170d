/**
 * Field names that nothing may carry: biometrics, identity numbers, traces of people, scores and watch lists.
 * Compared without case, spaces and separators, anywhere in the name.
 */
const PROHIBITED = [
  "facetemplate", "faceid", "voiceprint", "gait", "iriscode", "fingerprint", "idcard", "nationalid", "platetrace", "licenseplate", "licenceplate", "platenumber",
  "phoneprobe", "imei", "imsi", "socialaccount", "wechat", "personriskscore", "personscore", "watchlist", "blacklist",
  "身份证", "人脸", "声纹", "步态", "虹膜", "指纹", "车牌", "社交账号", "微信号", "黑名单", "布控", "重点人员",
] as const;

/** The same in words: a name is compared word by word, so that `template` is not taken for a `plate`. */
const WORD_SEQUENCES = [
  "face", "facial", "voiceprint", "voice print", "gait", "iris", "retina", "fingerprint", "finger print", "dna", "biometric", "biometrics",
  "id card", "idcard", "id number", "identity card", "identity number", "identity document", "national id", "citizen id", "passport", "ssn", "hukou",
  "plate", "plates", "licence plate", "license plate", "number plate", "vehicle trace",
  "phone probe", "wifi probe", "imsi", "imei", "mac address", "device fingerprint", "cell trace", "phone trace",
  "social account", "social media", "wechat id", "weixin", "weibo", "qq number", "douyin",
  "person risk", "personal risk", "risk person", "person score", "personal score", "citizen score", "social credit", "person tag", "person label",
  "watchlist", "watch list", "blacklist", "black list", "wanted list", "key person", "key persons", "person of interest",
  "ethnicity", "ethnic", "religion", "political",
  "shenfenzheng", "sfz", "sfzh", "renlian", "chepai", "chepaihao", "shengwen", "butai", "hongmo", "zhiwen", "heimingdan", "zhongdianrenyuan",
];

const CHINESE = /身份证|证件号码|人脸|声纹|步态|虹膜|指纹|车牌|号牌|黑名单|重点人员|布控|风险人员|微信号|社交账号|民族|宗教/;

const SEQUENCES = new Set(WORD_SEQUENCES);
const LONGEST = 3;

/** `personRiskScore`, `person_risk_score`, `PersonRiskScore` and `PERSON-RISK-SCORE` are the words person, risk, score. */
export function wordsOf(name: string): string[] {
  return name
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .replace(/([A-Z])([A-Z][a-z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== "");
}

/** The prohibited word or phrase in a name, or `undefined`. */
export function prohibitedIn(name: string): string | undefined {
  const chinese = CHINESE.exec(name);
  if (chinese) return chinese[0];
  const words = wordsOf(name);
  for (let start = 0; start < words.length; start++) {
    for (let length = 1; length <= LONGEST && start + length <= words.length; length++) {
      const phrase = words.slice(start, start + length).join(" ");
      if (SEQUENCES.has(phrase)) return phrase;
    }
  }
  return undefined;
}

/** Whether a column, key or property of this name must be refused. */
export function isProhibitedField(name: string): boolean {
  const plain = name.toLowerCase().replaceAll(/[\s_\-.·]/g, "");
  return PROHIBITED.some((word) => plain.includes(word)) || prohibitedIn(name) !== undefined;
}

/** Words by which a rule would take hold of somebody: no condition has a natural person as its key (SCN-04). */
const PERSONS: readonly string[] = [
  "person", "persons", "suspect", "suspects", "resident", "residents", "citizen", "citizens", "caller", "callback", "victim", "witness", "officer", "driver", "owner", "tenant",
  "subject", "phonenumber", "mobile", "surname", "fullname", "clothing", "gender", "sex", "age", "birth", "birthday", "ethnicity", "religion", "nationality", "passport",
];
const PERSONS_ZH = /姓名|性别|年龄|民族|宗教|电话号码|手机号|嫌疑人|住户|护照/;

/** Whether a name in a rule stands for a person, or for what X-10 prohibits: `suspectName`, `resident`, `idCardNo`. */
export function namesPerson(name: string): boolean {
  const words = name.replace(/([a-z0-9])([A-Z])/g, "$1 $2").toLowerCase().split(/[^a-z0-9]+/);
  const pairs = words.slice(1).map((word, index) => `${words[index] ?? ""}${word}`);
  return isProhibitedField(name) || PERSONS_ZH.test(name) || [...words, ...pairs].some((word) => PERSONS.includes(word));
}
