/**
 * One process of `runTestFiles`: asks for a file, runs it as a suite of its own (hooks of the file are hooks of that suite), and asks
 * for the next. An empty name ends it; Node then prints the closing lines over all that it ran.
 */
import { after, suite } from "node:test";
import { pathToFileURL } from "node:url";

/** A file that has not ended by then hangs; it fails instead of holding up everybody, milliseconds. */
const FILE_TIMEOUT_MS = 480_000;

const nextFile = () =>
  new Promise((resolve) => {
    process.once("message", resolve);
    process.send("next");
  });

const runFile = (file) =>
  new Promise((ended) => {
    suite(file, { timeout: FILE_TIMEOUT_MS }, async () => {
      after(ended);
      await import(pathToFileURL(file).href);
    });
  });

for (let file = await nextFile(); file !== ""; file = await nextFile()) await runFile(file);
process.disconnect();
