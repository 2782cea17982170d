import { spawn, spawnSync } from "node:child_process";

/** A program of the operator's with its arguments, by which a vault seals or opens: bytes in on its standard input, bytes out on its standard output. No shell reads it. */
export type VaultCommand = readonly [program: string, ...parts: string[]];

/** Which command, by what setting it was given, and how long it may take, ms. */
export interface Asked {
  readonly setting: string;
  readonly command: VaultCommand;
  readonly withinMs: number;
}

/** The most that is read of an answer. A sealed key of any vault is far shorter; what comes without end is no answer. */
export const ANSWER_MAX = 65_536;

/** Why a command gave no answer, in Chinese and English. */
export class NoAnswer extends Error {
  readonly zh: string;
  readonly en: string;
  constructor(zh: string, en: string) {
    super(`${zh} / ${en}`);
    [this.zh, this.en] = [zh, en];
  }
}

interface Ended {
  readonly stdout: Buffer;
  readonly stderr: Buffer;
  readonly status: number | null;
  readonly fault: { readonly code?: string | undefined; readonly message: string } | null;
}

/** What a program says of itself, on one line and bounded, since it stands in ours. */
const saidIn = (stderr: Buffer): string => stderr.toString("utf8").replace(/[^\P{C}]+|\s+/gu, " ").trim().slice(0, 300);

function answerOf({ setting, command, withinMs }: Asked, { stdout, stderr, status, fault }: Ended): Buffer {
  const program = `${setting} (${command[0]})`;
  const said = saidIn(stderr);
  const more = said === "" ? "" : `: ${said}`;
  if (fault?.code === "ETIMEDOUT") throw new NoAnswer(`${program} 在 ${withinMs / 1_000} 秒内没有应答`, `${program} did not answer within ${withinMs / 1_000} s`);
  if (fault?.code === "ENOBUFS") throw new NoAnswer(`${program} 的应答超过 ${ANSWER_MAX} 字节`, `${program} answered more than ${ANSWER_MAX} bytes`);
  if (fault?.code === "ENOENT" || fault?.code === "EACCES") throw new NoAnswer(`无法启动 ${program}`, `${program} cannot be started (${fault.code})`);
  if (status !== 0) throw new NoAnswer(`${program} 失败（${status ?? "被终止"}）`, `${program} failed (${status ?? "ended"})${more}`);
  // A program that has done its work without reading to the end leaves a broken pipe, which is its own affair.
  if (fault !== null && fault.code !== "EPIPE") throw new NoAnswer(`${program} 失败`, `${program} failed: ${fault.message}`);
  if (stdout.length === 0) throw new NoAnswer(`${program} 的应答为空`, `${program} answered nothing${more}`);
  return stdout;
}

/** Asks while a server starts, when nothing else is to be done. @throws NoAnswer */
export function askNow(asked: Asked, input: Uint8Array): Buffer {
  const { command: [program, ...parts], withinMs } = asked;
  const { stdout, stderr, status, error } = spawnSync(program, parts, { input, timeout: withinMs, maxBuffer: ANSWER_MAX, killSignal: "SIGKILL", windowsHide: true });
  return answerOf(asked, { stdout: stdout ?? Buffer.alloc(0), stderr: stderr ?? Buffer.alloc(0), status, fault: error ?? null });
}

/** Asks beside other work: a vault that hangs holds up nothing, and is ended with all that it has started. @throws NoAnswer */
export function askBeside(asked: Asked, input: Uint8Array): Promise<Buffer> {
  const { command: [program, ...parts], withinMs } = asked;
  return new Promise((resolve, reject) => {
    const child = spawn(program, parts, { stdio: ["pipe", "pipe", "pipe"], detached: process.platform !== "win32", windowsHide: true });
    const pieces: Record<"stdout" | "stderr", Buffer[]> = { stdout: [], stderr: [] };
    let length = 0;
    let fault: Ended["fault"] = null;
    const settle = (status: number | null): void => {
      clearTimeout(timer);
      try {
        resolve(answerOf(asked, { stdout: Buffer.concat(pieces.stdout), stderr: Buffer.concat(pieces.stderr), status, fault }));
      } catch (error) {
        reject(error);
      }
    };
    const end = (code: string): void => {
      fault ??= { code, message: code };
      for (const stream of [child.stdout, child.stderr]) stream.destroy();
      try {
        if (child.pid !== undefined) process.kill(process.platform === "win32" ? child.pid : -child.pid, "SIGKILL");
      } catch {
        // It has ended by itself.
      }
    };
    const timer = setTimeout(() => end("ETIMEDOUT"), withinMs);
    for (const name of ["stdout", "stderr"] as const) {
      child[name].on("data", (piece: Buffer) => {
        length += piece.length;
        if (length > ANSWER_MAX) end("ENOBUFS");
        else pieces[name].push(piece);
      });
    }
    child.on("error", (error: NodeJS.ErrnoException) => {
      fault ??= error;
      settle(null);
    });
    child.on("close", (status) => settle(status));
    child.stdin.on("error", () => undefined).end(input);
  });
}
