import { promisify } from "node:util";
import { brotliCompress, brotliDecompress, constants } from "node:zlib";
import type { Db } from "./db.ts";
import { findRecommendation, keepRecommendation } from "./recommendations.ts";

const compress = promisify(brotliCompress);
const decompress = promisify(brotliDecompress);

/** Raised when what is packed gets another shape: what this build cannot read it does not guess. */
const FORMAT = "recommendation/2+brotli+base64";

/** A city's units are some hundred kilobytes of JSON, alike among themselves: packed they are a twentieth. */
interface Packed {
  readonly format: typeof FORMAT;
  readonly packed: string;
}

/** What is kept: whatever went in and came out, of which this much is looked at here. */
interface Made {
  readonly input: unknown;
  readonly made: { readonly checksum: string; readonly at: number; readonly incident: { readonly id: string } };
}

/** Keeps a recommendation under its id. Packing runs beside the main thread. */
export async function keepMade(db: Db, id: string, recommendation: Made): Promise<void> {
  const bytes = await compress(JSON.stringify(recommendation), { params: { [constants.BROTLI_PARAM_QUALITY]: 3 } });
  const body: Packed = { format: FORMAT, packed: bytes.toString("base64") };
  const { checksum, at, incident } = recommendation.made;
  await keepRecommendation(db, { id, incidentId: incident.id, at, checksum, body });
}

/** A recommendation as it was made; null when there is none of this id, or of a shape that this build cannot read. */
export async function findMade<M extends Made>(db: Db, id: string): Promise<M | null> {
  const stored = await findRecommendation(db, id);
  if (stored === null || (stored.body as Packed).format !== FORMAT) return null;
  const text = await decompress(Buffer.from((stored.body as Packed).packed, "base64"));
  return JSON.parse(text.toString("utf8")) as M;
}
