import { install, mayInstall, onPath } from "./debian.mjs";
import { say } from "./say.mjs";

/** Program and package: what places calls, and what answers them in tests. */
const NEEDED = [["baresip", "baresip-core"], ["sipp", "sip-tester"]];

/** What the test of calls needs: installed where the system lets us, asked for in one line where not; that test is then skipped, and says so. */
export async function ensureTelephone() {
  const missing = () => NEEDED.filter(([program]) => onPath(program) === undefined).map(([, name]) => name);
  if (missing().length > 0 && mayInstall()) await install(missing());
  const still = missing();
  if (still.length > 0) say(`未找到 ${still.join("、")}：电话呼叫测试将跳过。安装方法：sudo apt-get install ${still.join(" ")}`, `No ${still.join(", ")}: the test of calls will be SKIPPED. To run it: sudo apt-get install ${still.join(" ")}`);
}
