/**
 * `npm run sbom`: the bill of materials of everything that is installed, in CycloneDX, from the lockfile.
 * `npm run sbom -- FILE`; without it artefacts/sbom.cdx.json. With tools of development, marked as such: npm leaves out too much when it
 * is told to leave those out (what they share with the rest goes too).
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { npmAnswer } from "./npm.mjs";
import { ROOT } from "./root.mjs";
import { say } from "./say.mjs";

const file = resolve(process.argv[2] ?? `${ROOT}/artefacts/sbom.cdx.json`);
const { code, text, answer } = await npmAnswer(["sbom", "--sbom-format", "cyclonedx", "--package-lock-only"]);
if (code !== 0) process.exit(code);
const { specVersion, components } = answer;
mkdirSync(dirname(file), { recursive: true });
writeFileSync(file, text);
say(`物料清单已写入 ${file}（CycloneDX ${specVersion}，${components.length} 项）`, `Bill of materials written to ${file} (CycloneDX ${specVersion}, ${components.length} components)`);
