/**
 * Field names that nothing may carry: biometrics, identity numbers, traces of people, scores and watch lists.
 * Compared without case, spaces and separators, anywhere in the name.
 */
const PROHIBITED = [
  "facetemplate", "faceid", "voiceprint", "gait", "iriscode", "fingerprint", "idcard", "nationalid", "platetrace", "licenseplate", "licenceplate", "platenumber",
  "phoneprobe", "imei", "imsi", "socialaccount", "wechat", "personriskscore", "personscore", "watchlist", "blacklist",
  "身份证", "人脸", "声纹", "步态", "虹膜", "指纹", "车牌", "社交账号", "微信号", "黑名单", "布控", "重点人员",
] as const;

/** Whether a column, key or property of this name must be refused. */
export function isProhibitedField(name: string): boolean {
  const plain = name.toLowerCase().replaceAll(/[\s_\-.·]/g, "");
  return PROHIBITED.some((word) => plain.includes(word));
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
