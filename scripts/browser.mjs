import { existsSync } from "node:fs";
import { spawnSync } from "node:child_process";
import { install, mayInstall, onPath } from "./debian.mjs";
import { say } from "./say.mjs";

/** Chromium without windows: a page costs it a third of what it costs the whole browser, which draws its own frame around each. */
const SHELL = "chromium-headless-shell";
const NAMES = [SHELL, "chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const MAC = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome";

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

/**
 * Chromium and a Chinese font for the browser tests: installed where the system lets us (root with apt-get), asked for in one clear line where not.
 * @returns the path of the browser, or `undefined` when there is none and the browser tests must be skipped
 */
export async function ensureBrowser() {
  const font = hasChineseFont() === true ? [] : ["fonts-noto-cjk"];
  const shell = process.env.CHROME_PATH || onPath(SHELL) ? [] : [SHELL];
  if (mayInstall() && shell.length + font.length > 0 && !(await install([...shell, ...font]))) {
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
