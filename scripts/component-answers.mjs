/** Asking the registry for components, through npm as it is set up here: a mirror, a proxy and a sign-in are npm's own affair. */
import { packageOf, rowOf } from "./components.mjs";
import { npmAnswer } from "./npm.mjs";

/** So many at once: kind to a registry, and done in a minute. */
const AT_ONCE = 4;

/** What the registry says of one component. @throws {Error} where it does not answer */
async function ask(component) {
  const { package: name, version } = packageOf(component);
  const { answer } = await npmAnswer(["view", `${name}@${version}`, "time", "versions", "dist-tags", "deprecated", "--json", "--loglevel=silent"]);
  if (answer.time === undefined || answer.versions === undefined || answer["dist-tags"] === undefined) throw new Error(`${name}@${version}: ${answer.error?.summary ?? "nothing came"}`);
  return answer;
}

/** Rows of the ledger for all of them, asked today; `earlier` are those of before. @throws {Error} where one is not answered: a ledger with gaps says nothing */
export async function askAll(components, earlier, today) {
  const rows = [];
  for (let at = 0; at < components.length; at += AT_ONCE) {
    const some = components.slice(at, at + AT_ONCE);
    const answers = await Promise.all(some.map(ask));
    rows.push(...some.map((component, index) => rowOf(component, answers[index], today, earlier.find(({ name }) => name === component.name))));
  }
  return rows;
}
