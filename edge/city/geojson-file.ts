import { isProhibitedField } from "@tocsin/contract/prohibited.ts";
import type { FileFaults } from "./fault.ts";
import { prohibitedMessage } from "./prohibited.ts";

/** One feature of a GeoJSON file with the line on which it starts. */
export interface Feature {
  readonly line: number;
  readonly properties: Readonly<Record<string, unknown>>;
  readonly geometry: { readonly type: string; readonly coordinates: unknown };
}

/** The features of a FeatureCollection; whatever is not one becomes a fault. */
export function readFeatures(text: string, faults: FileFaults): Feature[] {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    faults.add(lineOfJsonError(text, message), "", "FILE_SYNTAX", "不是可读的 JSON", `is not readable as JSON: ${message}`);
    return [];
  }
  const collection = parsed as { type?: unknown; features?: unknown };
  if (parsed === null || collection.type !== "FeatureCollection" || !Array.isArray(collection.features)) {
    faults.add(1, "type", "FILE_SYNTAX", "应为 GeoJSON 的 FeatureCollection", "is not a GeoJSON FeatureCollection");
    return [];
  }
  const lines = featureLines(text);
  return collection.features.flatMap((value: unknown, index) => {
    const line = lines[index] ?? 1;
    const feature = (value ?? {}) as { properties?: unknown; geometry?: { type?: unknown; coordinates?: unknown } | null };
    if (typeof feature.geometry?.type !== "string" || !Array.isArray(feature.geometry.coordinates)) {
      faults.add(line, "geometry", "FIELD_MISSING", "缺少几何图形", "has no geometry");
      return [];
    }
    const properties = (feature.properties ?? {}) as Record<string, unknown>;
    for (const name of Object.keys(properties)) if (isProhibitedField(name)) faults.add(line, name, "PROHIBITED_FIELD", ...prohibitedMessage(name));
    return [{ line, properties, geometry: { type: feature.geometry.type, coordinates: feature.geometry.coordinates } }];
  });
}

function lineOfJsonError(text: string, message: string): number {
  const position = /position (\d+)/.exec(message)?.[1];
  return position === undefined ? 1 : text.slice(0, Number(position)).split("\n").length;
}

/** The line on which each member of the top-level `features` list starts. The text is known to be JSON. */
function featureLines(text: string): number[] {
  const lines: number[] = [];
  let line = 1;
  let depth = 0;
  let listDepth = -1;
  let key = "";
  for (let i = 0; i < text.length; i++) {
    const sign = text[i];
    if (sign === "\n") line += 1;
    else if (sign === '"') {
      const start = i + 1;
      for (i = start; text[i] !== '"'; i++) if (text[i] === "\\") i++;
      if (depth === 1) key = text.slice(start, i);
    } else if (sign === "{" || sign === "[") {
      depth += 1;
      if (sign === "[" && depth === 2 && key === "features") listDepth = depth;
      else if (depth === listDepth + 1 && listDepth > 0) lines.push(line);
    } else if (sign === "}" || sign === "]") {
      if (depth === listDepth) return lines;
      depth -= 1;
    }
  }
  return lines;
}
