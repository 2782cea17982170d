import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { STANDARD_DIR } from "@tocsin/cities/standard-folder.ts";
import { readSpeeds } from "@tocsin/city/speeds-file.ts";
import { faultText } from "@tocsin/city/fault.ts";
import { readSanFrancisco } from "@tocsin/roads/sf.ts";
import { needed, numberOption, readArguments } from "../arguments.ts";
import { roadTableOf, soundCity } from "../city-folder.ts";
import { Complaint } from "../complaint.ts";
import { readRecords } from "../replay-sf/records.ts";
import { dataFolder, EDGES_FILE, readStations, RECORDS_FILE, SF_UTC_OFFSET, STATIONS_FILE } from "../replay-sf/sf-city.ts";
import { calibrateSpeeds, type CalibrationOptions } from "./calibrate-speeds.ts";
import { calibrationText, speedsText } from "./calibration-text.ts";
import { engineDrives, readDrives } from "./recorded-drives.ts";

type Ground = Omit<CalibrationOptions, "trainDays">;

/** San Francisco's streets, engines and stations of the shared data, by the standard's speeds. @throws Complaint when the data is absent */
export function sanFrancisco(data: string): Ground {
  const { calls } = readRecords(readFileSync(join(data, RECORDS_FILE), "utf8"));
  const stations = readStations(readFileSync(join(data, STATIONS_FILE), "utf8"));
  const { speeds, faults } = readSpeeds(STANDARD_DIR);
  if (speeds === null) throw new Complaint(faults.map((fault) => faultText(fault, "zh")).join("\n"));
  return { table: readSanFrancisco(readFileSync(join(data, EDGES_FILE), "utf8")).table, records: engineDrives(calls, stations), speeds, utcOffset: SF_UTC_OFFSET };
}

function ownCity(dir: string, file: string): Ground {
  const { speeds, head } = soundCity(dir);
  return { table: roadTableOf(dir), records: readDrives(file), speeds, utcOffset: head.utcOffset };
}

/** `calibrate sf | --city DIR --drives FILE [--train 4] [--out FILE]`: prints how well it does on later days, and writes `speeds.yaml`. */
export async function calibrate(args: readonly string[]): Promise<void> {
  const { options, words } = readArguments(args, { city: "text", drives: "text", train: "text", out: "text" });
  const trainDays = numberOption("train", options.train, 4, 1, 3_650);
  const ground = words[0] === "sf" ? sanFrancisco(dataFolder()) : ownCity(needed("--city", options.city), needed("--drives", options.drives));
  const done = calibrateSpeeds({ ...ground, trainDays });
  console.log(calibrationText(done, trainDays));
  const out = options.out ?? (options.city === undefined ? undefined : join(options.city, "speeds.yaml"));
  if (out === undefined) console.log(`\n${speedsText(done)}`);
  else {
    writeFileSync(out, speedsText(done));
    console.log(`\n已写入 written: ${out}`);
  }
}
