import { createHash, randomBytes } from "node:crypto";
import { base32 } from "./totp.ts";

const TOKEN = /^[A-Za-z0-9_-]{43}$/;

/** 32 random bytes as text, which only its holder has; what is stored is the hash. */
export const newToken = (): string => randomBytes(32).toString("base64url");
/** Random groups of four letters and digits, twenty bits each, without signs that are mistaken for each other: for what people copy by hand. */
export const newGroups = (groups: number): string => base32(randomBytes(Math.ceil((groups * 20) / 8))).slice(0, groups * 4).match(/.{4}/g)!.join("-");
export const isToken = (text: string): boolean => TOKEN.test(text);
export const tokenHash = (token: string): string => createHash("sha256").update(token).digest("hex");
