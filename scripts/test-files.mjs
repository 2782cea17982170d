import { fork } from "node:child_process";
import { NODE, ROOT } from "./root.mjs";

const WORKER = `${ROOT}/scripts/test-worker.mjs`;
/** A file that does not even end when its time is over (`test-worker.mjs`) never gives up the processor: its process is ended. */
const STUCK_MS = 510_000;
/** How long a process may live on when its last file has ended: what is still open then was left open by a test. */
const LEFT_OPEN_MS = 60_000;

/** Passes on whole suites of the report, so that those of several processes do not mix; the rest comes with the end. */
function passOnSuites(stream, print) {
  let [suite, line] = ["", ""];
  stream.setEncoding("utf8");
  stream.on("data", (piece) => {
    const lines = (line + piece).split("\n");
    line = lines.pop();
    for (const whole of lines) {
      suite += `${whole}\n`;
      if (!/^[✔✖]/.test(whole)) continue;
      print(suite);
      suite = "";
    }
  });
  return () => print(suite + line);
}

/**
 * Runs test files in several processes, each of which takes the next file when it is done with one: what one file has loaded and
 * compiled, the next need not. A process that ends in the middle of a file has failed, whatever its exit code.
 * @param files absolute, or relative to the root, in the order in which they start
 * @param print called with pieces of the report: whole files one by one, and each process's closing lines
 * @returns whether every file ran and every test passed
 */
export async function runTestFiles(files, { processes, env = {}, print, leftOpenMs = LEFT_OPEN_MS }) {
  const waiting = [...files];
  // A run within a test of this runner must not report as part of that test.
  const { NODE_TEST_CONTEXT: _context, ...own } = process.env;
  const runProcess = () =>
    new Promise((resolve) => {
      const child = fork(WORKER, [], { cwd: ROOT, execPath: NODE, execArgv: ["--test-reporter=spec"], stdio: ["ignore", "pipe", "inherit", "ipc"], env: { ...own, ...env } });
      const printRest = passOnSuites(child.stdout, print);
      let [running, tooLate] = ["", null];
      child.on("message", () => {
        running = waiting.shift() ?? "";
        child.send(running);
        clearTimeout(tooLate);
        tooLate = setTimeout(() => child.kill("SIGKILL"), running === "" ? leftOpenMs : STUCK_MS);
      });
      child.on("close", (code, signal) => {
        clearTimeout(tooLate);
        printRest();
        if (running !== "") print(`✖ ${running}: 进程中途结束 / its process ended in the middle (${signal ?? code})\n`);
        else if (signal) print(`✖ 测试留下了未关闭的资源 / a test left something open (${signal})\n`);
        resolve(code === 0 && running === "");
      });
    });
  const outcomes = await Promise.all(Array.from({ length: Math.min(processes, files.length) }, runProcess));
  for (const file of waiting) print(`✖ ${file}: 未运行 / was not run\n`);
  return outcomes.every(Boolean) && waiting.length === 0;
}
