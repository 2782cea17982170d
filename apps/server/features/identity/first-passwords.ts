import { passwordFault } from "@tocsin/identity/password-rules.ts";
import type { SecretFiles } from "@tocsin/ledger/secret-file.ts";
import { PASSWORD_WORDS } from "./password-words.ts";

/**
 * First passwords of a real city, by account: lines `account:password` of a file that only the operator reads, `#` begins a
 * comment. They count while the account has none; the file can be deleted after the first start.
 * @throws RangeError naming every line that is wrong.
 */
export function readFirstPasswords(path: string, accounts: ReadonlySet<string>, secrets: SecretFiles): ReadonlyMap<string, string> {
  const passwords = new Map<string, string>();
  const faults: string[] = [];
  for (const [index, line] of secrets.read(path).split(/\r?\n/).entries()) {
    if (line.trim() === "" || line.startsWith("#")) continue;
    const fault = (zh: string, en: string): void => void faults.push(`${path}:${index + 1} ${zh} / ${en}`);
    const colon = line.indexOf(":");
    const [account, password] = [line.slice(0, colon).trim(), line.slice(colon + 1)];
    if (colon < 0) fault("应为 账号:密码", "is not account:password");
    else if (!accounts.has(account)) fault(`accounts.yaml 中没有账号 ${account}`, `there is no account ${account} in accounts.yaml`);
    else {
      const weak = passwordFault(password, [account]);
      if (weak === null) passwords.set(account, password);
      else fault(`密码：${PASSWORD_WORDS[weak].zh}`, `password: ${PASSWORD_WORDS[weak].en}`);
    }
  }
  if (faults.length > 0) throw new RangeError(faults.join("\n"));
  return passwords;
}
