import { hash, verify, type Options } from "@node-rs/argon2";

/** `Algorithm.Argon2id`; the package declares it as an ambient const enum, which type stripping cannot import. */
const ARGON2ID = 2;
/** Argon2id with the first recommended setting of OWASP's password storage sheet: 19 MiB, 2 passes, 1 lane. */
const SETTING: Options = { algorithm: ARGON2ID, memoryCost: 19_456, timeCost: 2, parallelism: 1 };

const LONGEST = 256;
/** Each check needs 19 MiB and about 30 ms of a core: a flood of sign-ins waits here and does not take the machine. */
const AT_ONCE = 2;

let running = 0;
const waiting: (() => void)[] = [];

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (running >= AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve));
  else running++;
  try {
    return await work();
  } finally {
    const next = waiting.shift();
    if (next) next();
    else running--;
  }
}

/** The same word typed on two keyboards may come as different code points. */
const normal = (password: string): string => password.normalize("NFC");

/** @throws RangeError when the password is empty or longer than 256 characters. */
export async function hashPassword(password: string): Promise<string> {
  if (password.length === 0 || password.length > LONGEST) throw new RangeError(`password: 1 to ${LONGEST} characters`);
  return inTurn(() => hash(normal(password), SETTING));
}

let decoy: Promise<string> | undefined;

/**
 * Whether a password belongs to a hash. Without a hash (no such account) it takes the same work and answers false,
 * so that the time of an answer does not tell which accounts exist.
 */
export async function passwordMatches(passwordHash: string | null, password: string): Promise<boolean> {
  decoy ??= hashPassword("no account has this password");
  const against = passwordHash ?? (await decoy);
  const matches = await inTurn(() => verify(against, normal(password.slice(0, LONGEST))).catch(() => false));
  return matches && passwordHash !== null && password.length <= LONGEST;
}
