import { createHash, randomBytes } from "node:crypto";

const TOKEN = /^[A-Za-z0-9_-]{43}$/;

/** 32 random bytes as text, which only its holder has; what is stored is the hash. */
export const newToken = (): string => randomBytes(32).toString("base64url");
export const isToken = (text: string): boolean => TOKEN.test(text);
export const tokenHash = (token: string): string => createHash("sha256").update(token).digest("hex");
