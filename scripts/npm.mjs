import { run } from "./child.mjs";

/** npm as it was started, or the one on the path; `how` as for {@link run}. @returns its exit code */
export function npm(args, how) {
  const started = process.env.npm_execpath;
  return started?.endsWith(".js") ? run(process.execPath, [started, ...args], how) : run("npm", args, how);
}
