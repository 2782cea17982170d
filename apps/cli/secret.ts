import { randomBytes } from "node:crypto";
import { text } from "node:stream/consumers";
import { secretFilesOf } from "@tocsin/ledger/secret-file.ts";
import { needed, readArguments } from "./arguments.ts";
import { Complaint } from "./complaint.ts";

/** A key of a file that holds one a line, the newest first: master keys, keys of second factors. */
const KEY = /^[A-Za-z0-9+/]{43}=$/;

/** @throws Complaint on a file of another kind */
function keysIn(path: string, kept: string): readonly string[] {
  const lines = kept.split("\n").map((line) => line.trim()).filter((line) => line !== "");
  if (lines.length === 0 || lines.some((line) => !KEY.test(line))) throw new Complaint(`${path}: 不是每行一个 32 字节密钥的文件 / is no file of keys of 32 bytes, one a line`);
  return lines;
}

/**
 * `secret show FILE`: in clear, on standard output · `put FILE`: what comes on standard input · `renew FILE`: a new key before the old ·
 * `retire FILE`: without its oldest key. Where a vault is named, nothing of it touches the disk in clear.
 */
export async function secret(args: readonly string[]): Promise<void> {
  const { words: [verb, file] } = readArguments(args, {});
  const files = secretFilesOf(process.env);
  const path = needed("FILE", file);
  if (verb === "show") process.stdout.write(files.read(path));
  else if (verb === "put") {
    const given = await text(process.stdin);
    if (given.trim() === "") throw new Complaint("标准输入为空,文件未改动 / nothing came on standard input: the file was left as it is");
    files.replace(path, given);
  } else if (verb === "renew" || verb === "retire") {
    const keys = keysIn(path, files.read(path));
    if (verb === "retire" && keys.length === 1) throw new Complaint(`${path}: 只剩一个密钥 / holds one key only`);
    files.replace(path, `${(verb === "renew" ? [randomBytes(32).toString("base64"), ...keys] : keys.slice(0, -1)).join("\n")}\n`);
  } else throw new Complaint(`secret: show, put, renew, retire: ${verb ?? ""}`);
}
