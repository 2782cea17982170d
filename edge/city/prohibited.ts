/**
 * Field names that no file of a city may carry: biometrics, identity numbers, traces of people,
 * scores and watch lists. Compared without case, spaces and separators, anywhere in the name.
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

/** The message of `PROHIBITED_FIELD` for a field. */
export const prohibitedMessage = (name: string): readonly [string, string] => [
  `本平台不接收“${name}”:不采集生物特征、证件号码、轨迹和人员名单`,
  `"${name}" is not accepted: no biometrics, identity numbers, traces or lists of people`,
];
