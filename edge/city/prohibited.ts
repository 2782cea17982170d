/** The message of `PROHIBITED_FIELD` for a field. */
export const prohibitedMessage = (name: string): readonly [string, string] => [
  `本平台不接收“${name}”:不采集生物特征、证件号码、轨迹和人员名单`,
  `"${name}" is not accepted: no biometrics, identity numbers, traces or lists of people`,
];
