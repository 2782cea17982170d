/**
 * Names that no schema, table or city file may carry: what identifies, traces or scores a person.
 * A name is compared word by word, so that `template` is not taken for a `plate`.
 */
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
    .replace(/([A-Z]+)([A-Z][a-z])/g, "$1 $2")
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

/** Names of fields and fixed values in everything that a module exports: TypeBox schemas are plain objects. */
export function schemaNames(exported: unknown, seen = new Set<object>()): string[] {
  if (typeof exported !== "object" || exported === null || seen.has(exported)) return [];
  seen.add(exported);
  const record = exported as Record<string, unknown>;
  const names: string[] = [];
  if (typeof record["properties"] === "object" && record["properties"] !== null) names.push(...Object.keys(record["properties"]));
  if (typeof record["const"] === "string") names.push(record["const"]);
  for (const value of Object.values(record)) names.push(...schemaNames(value, seen));
  return names;
}

/** Identifiers of a migration, without its comments and texts. */
export function sqlNames(sql: string): string[] {
  const bare = sql.replace(/--.*$/gm, "").replace(/\/\*[\s\S]*?\*\//g, "").replace(/'[^']*'/g, "''");
  return [...new Set(bare.match(/[A-Za-z_\u4e00-\u9fff][\w\u4e00-\u9fff]*/g) ?? [])];
}

/** Column names of a CSV file, keys of a JSON or YAML file. */
export function dataNames(path: string, text: string): string[] {
  if (path.endsWith(".csv")) return (text.split(/\r?\n/, 1)[0] ?? "").replace(/^\uFEFF/, "").split(",").map((name) => name.replace(/"/g, "").trim());
  const keys = path.endsWith(".json") || path.endsWith(".geojson") ? /"([^"\\]+)"\s*:/g : /^[\s-]*([^\s#:"'][^:#]*):(?:\s|$)/gm;
  return [...new Set([...text.matchAll(keys)].map(([, key]) => key ?? ""))];
}
