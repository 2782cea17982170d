import { accessSync, constants, existsSync } from "node:fs";
import { spawnSync } from "node:child_process";
import { delimiter, join } from "node:path";
import { run } from "./child.mjs";
import { say } from "./say.mjs";

/** Chromium without windows: a page costs it a third of what it costs the whole browser, which draws its own frame around each. */
const SHELL = "chromium-headless-shell";
const NAMES = [SHELL, "chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const MAC = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome";

function onPath(name) {
  for (const folder of [...(process.env.PATH ?? "").split(delimiter), "/usr/bin"]) {
    const path = join(folder, name);
    try {
      accessSync(path, constants.X_OK);
      return path;
    } catch {
      // not in this folder: look in the next
    }
  }
  return undefined;
}

/** The path of an installed Chromium or Chrome; `CHROME_PATH` goes first. */
export function findChromium() {
  const named = process.env.CHROME_PATH;
  if (named && existsSync(named)) return named;
  for (const name of NAMES) {
    const found = onPath(name);
    if (found) return found;
  }
  return existsSync(MAC) ? MAC : undefined;
}

/** Whether a Chinese font is known to the system; `undefined` where it cannot be asked. */
function hasChineseFont() {
  const answer = spawnSync("fc-list", [":lang=zh"], { encoding: "utf8" });
  return answer.status === 0 ? answer.stdout.trim() !== "" : undefined;
}

/** Where no mirror answers, waiting for it must not cost more than the tests. */
const IMPATIENT = ["-o", "Acquire::Retries=0", "-o", "Acquire::http::Timeout=15"];

async function install(packages) {
  say(`正在安装 ${packages.join("、")}（apt-get）……`, `Installing ${packages.join(", ")} (apt-get) …`);
  const unasked = { env: { DEBIAN_FRONTEND: "noninteractive" } };
  if ((await run("apt-get", [...IMPATIENT, "update", "-qq"], unasked)) !== 0) return false;
  return (await run("apt-get", [...IMPATIENT, "install", "-y", "-qq", "--no-install-recommends", ...packages], unasked)) === 0;
}

/**
 * Chromium and a Chinese font for the browser tests: installed where the system lets us (root with apt-get), asked for in one clear line where not.
 * @returns the path of the browser, or `undefined` when there is none and the browser tests must be skipped
 */
export async function ensureBrowser() {
  const mayInstall = process.getuid?.() === 0 && onPath("apt-get") !== undefined;
  const font = hasChineseFont() === true ? [] : ["fonts-noto-cjk"];
  const shell = process.env.CHROME_PATH || onPath(SHELL) ? [] : [SHELL];
  if (mayInstall && shell.length + font.length > 0 && !(await install([...shell, ...font]))) {
    // Not every distribution has the shell: any browser will do.
    const missing = findChromium() ? font : ["chromium", ...font];
    if (missing.length > 0 && (shell.length === 0 || !(await install(missing)))) say("apt-get 安装失败，继续使用现有环境。", "apt-get failed; going on with what there is.");
  }
  const browser = findChromium();
  if (!browser) {
    say(
      "未找到 Chromium：浏览器测试将跳过。安装方法：sudo apt-get install chromium-headless-shell fonts-noto-cjk，或将 CHROME_PATH 指向已有的 Chrome/Chromium。",
      "No Chromium found: the browser tests will be SKIPPED. To run them: sudo apt-get install chromium-headless-shell fonts-noto-cjk, or point CHROME_PATH at an installed Chrome/Chromium.",
    );
  } else if (hasChineseFont() === false) {
    say(
      "未找到中文字体：截图中的汉字会显示为方框。安装方法：sudo apt-get install fonts-noto-cjk。",
      "No Chinese font found: Chinese characters will be boxes in the screenshots. To mend it: sudo apt-get install fonts-noto-cjk.",
    );
  }
  return browser;
}
