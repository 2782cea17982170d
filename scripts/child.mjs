import { spawn } from "node:child_process";
import { constants } from "node:os";
import { ROOT } from "./root.mjs";

/** The exit code of a child as a shell would report it: 128 + signal number when a signal ended it. */
export function exitCodeOf(code, signal) {
  return code ?? 128 + (constants.signals[signal] ?? 0);
}

/**
 * Runs a program to its end from the repository's root.
 * @param tap called with every piece of standard output
 * @param shown whether the output is shown as it comes; without, `tap` has it alone
 * @returns the exit code; 127 when the program cannot be started
 */
export function run(program, args, { env = {}, tap, shown = true, cwd = ROOT } = {}) {
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: ["inherit", tap ? "pipe" : "inherit", "inherit"],
      shell: process.platform === "win32",
    });
    child.stdout?.on("data", (piece) => {
      if (shown) process.stdout.write(piece);
      tap(piece.toString());
    });
    child.on("error", (error) => {
      process.stderr.write(`${program}: ${error.message}\n`);
      resolve(127);
    });
    child.on("close", (code, signal) => resolve(exitCodeOf(code, signal)));
  });
}

/** npm runs a script through a shell that a signal ends without telling us; then we are handed to another parent. */
function whenLeftAlone(act) {
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    act();
  }, 250);
  watch.unref();
}

/**
 * Runs a program in our place: signals go through to it, and we leave with its exit code.
 * A terminal's Ctrl-C reaches the whole process group by itself, so SIGINT is forwarded only where there is no terminal.
 * Started by npm, we end the program when npm is gone, so that no server is left behind.
 */
export function become(program, args) {
  const child = spawn(program, args, { cwd: ROOT, stdio: "inherit", shell: process.platform === "win32" });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
    process.on(signal, () => {
      if (signal !== "SIGINT" || !process.stdin.isTTY) child.kill(signal);
    });
  }
  if (process.env.npm_lifecycle_event) whenLeftAlone(() => child.kill("SIGTERM"));
  child.on("error", (error) => {
    process.stderr.write(`${program}: ${error.message}\n`);
    process.exit(127);
  });
  child.on("close", (code, signal) => process.exit(exitCodeOf(code, signal)));
}
