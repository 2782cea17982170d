import { run } from "./child.mjs";

/** npm as it was started, or the one on the path; `how` as for {@link run}. @returns its exit code */
export function npm(args, how) {
  const started = process.env.npm_execpath;
  return started?.endsWith(".js") ? run(process.execPath, [started, ...args], how) : run("npm", args, how);
}

/** What npm answers as JSON, with its text and its exit code; nothing that can be read is an empty answer. */
export async function npmAnswer(args) {
  let text = "";
  const code = await npm(args, { shown: false, tap: (piece) => (text += piece) });
  try {
    return { code, text, answer: JSON.parse(text) };
  } catch {
    return { code, text, answer: {} };
  }
}
