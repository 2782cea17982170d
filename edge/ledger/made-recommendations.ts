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
  readonly made: Answer;
}

interface Answer {
  readonly checksum: string;
  readonly at: number;
  readonly incident: { readonly id: string };
}

/** Keeps a recommendation under its id; `input` is JSON in UTF-8, as it was hashed. Packing runs beside the main thread. */
export async function keepMade(db: Db, id: string, input: Uint8Array, made: Answer): Promise<void> {
  const json = Buffer.concat([Buffer.from('{"input":'), input, Buffer.from(`,"made":${JSON.stringify(made)}}`)]);
  const bytes = await compress(json, { params: { [constants.BROTLI_PARAM_QUALITY]: 3, [constants.BROTLI_PARAM_SIZE_HINT]: json.length } });
  const body: Packed = { format: FORMAT, packed: bytes.toString("base64") };
  await keepRecommendation(db, { id, incidentId: made.incident.id, at: made.at, checksum: made.checksum, body });
}

/** A recommendation as it was made; null when there is none of this id, or of a shape that this build cannot read. */
export async function findMade<M extends Made>(db: Db, id: string): Promise<M | null> {
  const stored = await findRecommendation(db, id);
  if (stored === null || (stored.body as Packed).format !== FORMAT) return null;
  const text = await decompress(Buffer.from((stored.body as Packed).packed, "base64"));
  return JSON.parse(text.toString("utf8")) as M;
}
