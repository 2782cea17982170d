/** A vault whose key is a file: for tests of how one is asked. `node test-vault.ts seal|open KEYFILE`, bytes in on standard input, bytes out on standard output. */
import { readFileSync } from "node:fs";
import { sealBytes, unsealBytes } from "./personal/sealed-bytes.ts";

const [verb, keyFile = ""] = process.argv.slice(2);
const [key, input] = [readFileSync(keyFile), readFileSync(0)];
process.stdout.write(verb === "seal" ? sealBytes(key, "", input) : unsealBytes(key, "", input));
