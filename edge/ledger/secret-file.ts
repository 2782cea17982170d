import { randomBytes } from "node:crypto";
import { readFileSync, realpathSync, statSync } from "node:fs";
import { basename } from "node:path";
import { dropUnfinished, makeDurable, replaceDurable } from "./durable-file.ts";
import { sealBytes, unsealBytes } from "./personal/sealed-bytes.ts";
import { askBeside, type Asked, askNow, NoAnswer, type VaultCommand } from "./vault-command.ts";

/** A file of secrets that cannot be read or kept: which one, why, and what to do. */
export class UnreadableSecret extends RangeError {
  override readonly name = "UnreadableSecret";
}

/** Others than a file's owner and its group may read or write it. */
const OTHERS = 0o007;

/** What everybody on the machine can read is no secret any more, and what everybody can write is somebody else's (ASVS V13.3.2). Windows keeps rights elsewhere, and is not asked. */
function checkRights(path: string): void {
  if (process.platform === "win32" || (statSync(path).mode & OTHERS) === 0) return;
  throw new UnreadableSecret(`${path}: 本机其他用户可读或可写，请执行 chmod o= 后重试 / others on this machine can read or write it: chmod o= it`);
}

/** The operator's vault: what seals and opens a file's key (docs/decisions/0041). */
export interface VaultCommands {
  readonly seal: VaultCommand;
  readonly open: VaultCommand;
  /** How long it may take to answer, ms. */
  readonly withinMs: number;
}

/** Files that hold secrets: one module reads and writes them all, sealed by the operator's vault where one is named. */
export interface SecretFiles {
  /**
   * As text. With a vault, one that still lies there in clear is sealed first, where it lies.
   * @throws UnreadableSecret naming the file and what to do; what is there stays as it is
   */
  read(path: string): string;
  /** As `read`, beside the work of a server that is serving. */
  readBeside(path: string): Promise<string>;
  /** Makes one that a power cut must not take; false when it is there already (durable-file.ts). */
  make(path: string, text: string): boolean;
  /** @throws UnreadableSecret when the vault does not seal it; what is there stays as it is */
  replace(path: string, text: string): void;
}

/*
 * A sealed file is three lines: this mark, the file's own key as the vault sealed it, and the text under that key (AES-256-GCM),
 * bound to the file's name, so that one put in another's place opens nothing. The vault sees a key of 32 bytes in base64 and no secret:
 * that is short enough for any HSM, and a file is neither longer nor weaker for what a vault's own cipher can do.
 */
const MARK = "tocsin-sealed-1";
const SEALED = new RegExp(`^${MARK}\\n([A-Za-z0-9+/]+={0,2})\\n([A-Za-z0-9+/]+={0,2})\\n$`);
const KEY = /^[A-Za-z0-9+/]{43}=$/;

const boundTo = (path: string): string => `${MARK}\n${basename(path)}`;

type Verb = "seal" | "open";
/** A question to the vault. What is sealed and opened is written once, and asked at once or beside the work. */
interface Question {
  readonly verb: Verb;
  readonly input: Uint8Array;
}
type Asking<T> = Generator<Question, T, Buffer>;

const SETTINGS: Readonly<Record<Verb, string>> = { seal: "TOCSIN_VAULT_SEAL", open: "TOCSIN_VAULT_OPEN" };

function* sealed(path: string, text: string): Asking<string> {
  const key = randomBytes(32);
  const word = key.toString("base64");
  const wrapped = yield { verb: "seal", input: Buffer.from(word) };
  if (wrapped.includes(word) || wrapped.includes(key)) throw new NoAnswer(`${SETTINGS.seal} 没有加密`, `${SETTINGS.seal} does not seal: its answer shows what it was given`);
  // A vault that cannot open what it has sealed is found out before anything depends on it.
  const again = yield { verb: "open", input: wrapped };
  if (again.toString("latin1").trim() !== word) throw new NoAnswer(`${SETTINGS.open} 解不开 ${SETTINGS.seal} 所封`, `${SETTINGS.open} does not open what ${SETTINGS.seal} has sealed`);
  return `${MARK}\n${wrapped.toString("base64")}\n${sealBytes(key, boundTo(path), Buffer.from(text)).toString("base64")}\n`;
}

function* opened(path: string, kept: string): Asking<string> {
  const [, wrapped, body] = SEALED.exec(kept) ?? [];
  if (wrapped === undefined || body === undefined) throw new NoAnswer("密封文件已损坏", "the sealed file is spoilt");
  const word = (yield { verb: "open", input: Buffer.from(wrapped, "base64") }).toString("latin1").trim();
  if (!KEY.test(word)) throw new NoAnswer(`${SETTINGS.open} 的应答不是本文件的密钥`, `${SETTINGS.open} answers something that is no key of this file`);
  try {
    return unsealBytes(Buffer.from(word, "base64"), boundTo(path), Buffer.from(body, "base64")).toString("utf8");
  } catch {
    throw new NoAnswer("内容被改动，或密封时用的是别的文件名", "it was changed, or was sealed under another file name");
  }
}

function* reading(path: string, vault: VaultCommands | null): Asking<string> {
  checkRights(path);
  const kept = readFileSync(path, "utf8");
  if (kept.startsWith(`${MARK}\n`)) {
    if (vault === null) throw new NoAnswer(`由密钥保管库密封，请给出 ${SETTINGS.open} 与 ${SETTINGS.seal}`, `is sealed by a vault: name its commands in ${SETTINGS.open} and ${SETTINGS.seal}`);
    return yield* opened(path, kept);
  }
  if (vault === null) return kept;
  const text = yield* sealed(path, kept);
  // Whoever wrote it meanwhile wrote what counts: that is sealed when it is read next.
  const target = realpathSync(path);
  if (readFileSync(target, "utf8") === kept) replaceDurable(target, text);
  dropUnfinished(target);
  return kept;
}

function named(path: string, error: unknown): Error {
  if (error instanceof NoAnswer) return new UnreadableSecret(`${path}: ${error.zh}；文件未改动 / ${error.en}; the file was left as it is`, { cause: error });
  const { code, syscall } = error as NodeJS.ErrnoException;
  if (code === "ENOENT" || error instanceof RangeError || syscall === undefined) return error as Error;
  return new UnreadableSecret(`${path}: 无法读取或原地密封（${code}） / cannot be read, or sealed where it lies (${code}): let the server write there, or seal it by \`tocsin secret put\``, { cause: error });
}

const askedOf = (vault: VaultCommands, verb: Verb): Asked => ({ setting: SETTINGS[verb], command: vault[verb], withinMs: vault.withinMs });

function atOnce<T>(path: string, vault: VaultCommands | null, asking: Asking<T>): T {
  try {
    let step = asking.next();
    while (step.done !== true) step = asking.next(askNow(askedOf(vault!, step.value.verb), step.value.input));
    return step.value;
  } catch (error) {
    throw named(path, error);
  }
}

async function beside<T>(path: string, vault: VaultCommands | null, asking: Asking<T>): Promise<T> {
  try {
    let step = asking.next();
    while (step.done !== true) step = asking.next(await askBeside(askedOf(vault!, step.value.verb), step.value.input));
    return step.value;
  } catch (error) {
    throw named(path, error);
  }
}

export function openSecretFiles(vault: VaultCommands | null): SecretFiles {
  const toKeep = (path: string, text: string): string => (vault === null ? text : atOnce(path, vault, sealed(path, text)));
  return {
    read: (path) => atOnce(path, vault, reading(path, vault)),
    readBeside: (path) => beside(path, vault, reading(path, vault)),
    make: (path, text) => makeDurable(path, toKeep(path, text)),
    replace: (path, text) => replaceDurable(path, toKeep(path, text)),
  };
}

/** Longer than a vault across a network takes, shorter than whoever starts a server waits. */
const WITHIN_MS = 15_000;

function commandIn(env: Readonly<Record<string, string | undefined>>, verb: Verb): VaultCommand | null {
  const [program, ...parts] = (env[SETTINGS[verb]] ?? "").split(/\s+/).filter((part) => part !== "");
  return program === undefined ? null : [program, ...parts];
}

/**
 * As the environment says: `TOCSIN_VAULT_SEAL`, `TOCSIN_VAULT_OPEN`, each a program and its arguments with blanks between; none by default.
 * @throws RangeError where one of them is missing
 */
export function secretFilesOf(env: Readonly<Record<string, string | undefined>>): SecretFiles {
  const [seal, open] = [commandIn(env, "seal"), commandIn(env, "open")];
  if (seal !== null && open !== null) return openSecretFiles({ seal, open, withinMs: WITHIN_MS });
  if (seal !== null || open !== null) throw new RangeError(`${SETTINGS[seal === null ? "seal" : "open"]}: 密封与解封两个命令须同时给出 / the commands that seal and open must be given together`);
  return openSecretFiles(null);
}
