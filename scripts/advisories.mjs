/**
 * `npm run advisories`: asks the registry whether anything that is installed has a known weakness.
 * Exit code 0: nothing known; 1: something is, listed; 3: the registry could not be asked, which says nothing.
 */
import { npmAnswer } from "./npm.mjs";
import { say } from "./say.mjs";

const { vulnerabilities, message } = (await npmAnswer(["audit", "--json", "--loglevel=silent"])).answer;
if (vulnerabilities === undefined) {
  say(`npm 源没有回答安全公告查询：${message ?? "无内容"}。这不说明没有漏洞。`, `The registry did not answer the question for advisories: ${message ?? "nothing came"}. This does not mean that there are none.`);
  process.exit(3);
}
for (const { name, severity, range, fixAvailable } of Object.values(vulnerabilities)) process.stdout.write(`${severity.padEnd(9)} ${name} ${range}${fixAvailable ? "" : "  (no fix)"}\n`);
const known = Object.keys(vulnerabilities).length;
say(`${known} 个包有已知漏洞`, `${known} packages with a known weakness`);
process.exit(known === 0 ? 0 : 1);
