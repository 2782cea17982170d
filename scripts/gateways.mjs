import { existsSync } from "node:fs";
import { install, mayInstall, onPath } from "./debian.mjs";
import { run } from "./child.mjs";
import { say } from "./say.mjs";

/** Programs of others that tests speak to, and the packages that bring them: what places calls, what answers them, what passes a voice on, what keeps a key to itself. */
const TELEPHONE = { zh: "电话呼叫测试", en: "the test of calls", needed: [["baresip", "baresip-core"], ["sipp", "sip-tester"]] };
const RELAY = { zh: "中继通话测试", en: "the test of the relay", needed: [["turnserver", "coturn"]] };
const HSM = { zh: "密钥保管库（HSM）测试", en: "the test of the HSM", needed: [["softhsm2-util", "softhsm2"], ["pkcs11-tool", "opensc"], ["openssl", "openssl"]] };

/** Installed where the system lets us, asked for in one line where not; the test is then skipped, and says so. Answers what was installed now. */
async function ensure({ zh, en, needed }) {
  const missing = () => needed.filter(([program]) => onPath(program) === undefined).map(([, name]) => name);
  const before = missing();
  if (before.length > 0 && mayInstall()) await install(before);
  const still = missing();
  if (still.length > 0) say(`未找到 ${still.join("、")}：${zh}将跳过。安装方法：sudo apt-get install ${still.join(" ")}`, `No ${still.join(", ")}: ${en} will be SKIPPED. To run it: sudo apt-get install ${still.join(" ")}`);
  return before.filter((name) => !still.includes(name));
}

export const ensureTelephone = () => ensure(TELEPHONE);
export const ensureHsm = () => ensure(HSM);

/** The package starts a relay that is open to everybody: the test runs its own, and that one is not left behind. */
export async function ensureRelay() {
  if (!(await ensure(RELAY)).includes("coturn")) return;
  const stop = existsSync("/run/systemd/system") ? ["systemctl", "disable", "--now", "coturn"] : ["service", "coturn", "stop"];
  await run(stop[0], stop.slice(1), { tap: () => undefined, shown: false });
}
