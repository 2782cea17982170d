import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { COMMANDS } from "@tocsin/contract/commands.ts";
import { PublicFigures, PublicMonths } from "@tocsin/contract/governance/publication.ts";
import { Layout, LayoutCheck, Layouts } from "@tocsin/contract/layouts/layout.ts";
import { GeoErrors, GeoReceipts, GeoRequests, GeoServiceDefinition, GeoServices, GeoTokens } from "@tocsin/contract/linkage/georeport.ts";
import { SharedRows } from "@tocsin/contract/linkage/sharing.ts";
import { LinkageSummary } from "@tocsin/contract/linkage/views.ts";
import { Accepted, Board, CapReceipt, CityView, Health, MadeRecommendationView, PlaceCandidates, PositionReceipt, PositionSources, Recommendation, Refused, SignedIn, StreamUpload, Timeline } from "@tocsin/contract/views.ts";

interface Schema {
  readonly type?: unknown;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema | readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly patternProperties?: Readonly<Record<string, Schema>>;
}

/** Every field below a schema as a path; a list is `[]`, a map `{}`. Records that contain themselves end after eight steps. */
function fieldsOf(schema: Schema, path: string): string[] {
  if (path.split(".").length > 8) return [];
  const items = schema.items === undefined ? [] : [schema.items].flat() as readonly Schema[];
  return [
    ...Object.entries(schema.properties ?? {}).flatMap(([name, below]) => [`${path}.${name}`, ...fieldsOf(below, `${path}.${name}`)]),
    ...items.flatMap((item) => fieldsOf(item, `${path}[]`)),
    ...(schema.anyOf ?? []).flatMap((part) => fieldsOf(part, path)),
    ...Object.values(schema.patternProperties ?? {}).flatMap((below) => fieldsOf(below, `${path}{}`)),
  ];
}

const PUBLISHED = fileURLToPath(new URL("../../core/contract/interface-fields.txt", import.meta.url));
/** What the integrator's guide (docs/guides/integrator.md) tells other systems to build on; the stream's records are the board's. */
const ANSWERS = {
  Accepted, Refused, SignedIn, Board, CityView, Health, Timeline, Recommendation, MadeRecommendationView, PlaceCandidates, Layouts, Layout, LayoutCheck, StreamUpload, PositionReceipt, PositionSources,
  CapReceipt, LinkageSummary, SharedRows, PublicMonths, PublicFigures, GeoServices, GeoServiceDefinition, GeoReceipts, GeoTokens, GeoRequests, GeoErrors,
} as const;

/** The fields of commands and of the answers on which other systems build, as the code has them now. */
export const interfaceFields = (): string[] => [...new Set([...Object.entries(COMMANDS), ...Object.entries(ANSWERS)].flatMap(([name, schema]) => [name, ...fieldsOf(schema as Schema, name)]))].sort();
/** … and as they were published last. */
export const publishedFields = (): string[] => readFileSync(PUBLISHED, "utf8").split("\n").filter((line) => line !== "");

// `node testing/conformance/interface-fields.ts` publishes what there is now.
if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(PUBLISHED, `${interfaceFields().join("\n")}\n`);
