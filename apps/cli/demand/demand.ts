import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { forecastWeek } from "@tocsin/engine/demand/forecast-week.ts";
import { numberOption, readArguments } from "../arguments.ts";
import { Complaint } from "../complaint.ts";
import { dataFolder, RECORDS_FILE } from "../replay-sf/sf-city.ts";
import { countCalls, demoCalls, sanFranciscoCalls } from "./demand-calls.ts";
import { demandCsv, demandText } from "./demand-text.ts";

const SHOWN = 12;

/**
 * `demand sf|demo [--weeks 8] [--held 7] [--cells 400] [--csv FILE]`: expected calls of the next week by place, with the error
 * that the same method had on the last days. Place and time only, for rosters and relocation (DAT-06).
 * San Francisco has seven days: its last day is held out, which says little of a week.
 */
export async function demand(args: readonly string[]): Promise<void> {
  const { options, words } = readArguments(args, { weeks: "text", held: "text", cells: "text", csv: "text" });
  const [which = "demo"] = words;
  if (which !== "sf" && which !== "demo") throw new Complaint(`应为 sf 或 demo / must be sf or demo: ${which}`);
  const weeks = numberOption("weeks", options.weeks, 8, 2, 60);
  const given = which === "sf" ? sanFranciscoCalls(join(dataFolder(), RECORDS_FILE)) : demoCalls(Math.floor(weeks));
  const held = numberOption("held", options.held, which === "sf" ? 1 : 7, 1, given.days - 1);
  const counted = countCalls(given, numberOption("cells", options.cells, 400, 1, 3_000));
  const forecast = forecastWeek(counted.history, Math.floor(held));
  console.log(demandText(counted, forecast, SHOWN));
  if (options.csv !== undefined) writeFileSync(options.csv, demandCsv(counted, forecast));
}
