import { Type, type Static } from "typebox";
import { At, nullable, text } from "../place.ts";

const closed = { additionalProperties: false } as const;

/** A calendar month of the city, `2026-10`: what figures are published of, and the id of their record. */
export const Month = Type.String({ pattern: "^20\\d{2}-(0[1-9]|1[0-2])$" });

/** RESPONSE: orders by district and time to the scene; MATTERS: matters of 12345 by department and how far they are; COMPLAINTS: about the police, by district. */
export const FIGURE_TABLES = ["RESPONSE", "MATTERS", "COMPLAINTS"] as const;
export type FigureTableId = (typeof FIGURE_TABLES)[number];

/** Null: not told, since fewer than five stand behind it, or since one such could be reckoned from it. */
const Told = nullable(Type.Integer({ minimum: 0 }));
const line = { total: Told, /** As many as the table has columns; they add to the total, those that are not told among them. */ cells: Type.Array(Told), /** Whole minutes, rounded up; only where the line is told as a whole. */ medianMin: Told };
export const FigureRow = Type.Object({ id: Type.String(), nameZh: Type.String(), nameEn: Type.String(), ...line }, closed);
export type FigureRow = Static<typeof FigureRow>;
export const FigureTable = Type.Object({ id: Type.Enum(FIGURE_TABLES), columns: Type.Array(Type.String()), rows: Type.Array(FigureRow), city: Type.Object(line, closed) }, closed);
export type FigureTable = Static<typeof FigureTable>;

const Sentence = Type.Object({ zh: Type.String(), en: Type.String() }, closed);
/** How the figures were made, as it was when they were. */
const made = { tables: Type.Array(FigureTable), method: Type.Array(Sentence), /** What was wrong and why it is put right; null: the first of its month. */ reason: nullable(Type.String()) };
const Draft = Type.Object({ no: Type.Integer({ minimum: 1 }), ...made, by: Type.String(), name: Type.String(), at: At }, closed);
/** A version that the public reads; a later one never takes its place, it stands beside it. */
const Published = Type.Object({ ...Draft.properties, publishedBy: Type.String(), publishedName: Type.String(), publishedAt: At }, closed);

/** The figures of one month: versions that are public, oldest first, and a draft that waits for another seat (GOV-03). */
export const Publication = Type.Object({ id: Month, version: Type.Integer({ minimum: 1 }), published: Type.Array(Published), draft: nullable(Draft), scope: Type.Array(Type.String()) }, closed);
export type Publication = Static<typeof Publication>;

export interface PublicationEvents {
  readonly FiguresDrafted: Pick<Static<typeof Draft>, "tables" | "method" | "reason" | "name"> & { readonly scope: readonly string[] };
  readonly FiguresPublished: { readonly name: string };
}

/** Counts the month and puts the figures before whoever publishes them; a second draft takes the first one's place. */
export const draft = Type.Object({ month: Month }, closed);
/** Counts again what has been published; public beside the former once another seat has published it. */
export const correct = Type.Object({ month: Month, reason: text(400) }, closed);
/** `draftVersion`: the record's version that was looked at; of a draft that was made anew meanwhile nobody has seen the figures. */
export const publish = Type.Object({ month: Month, draftVersion: Type.Integer({ minimum: 1 }) }, closed);

/** What everybody may read: of whoever drafted and published only that it was two. */
export const PublicVersion = Type.Object({ no: Type.Integer(), publishedAt: At, ...made }, closed);
export type PublicVersion = Static<typeof PublicVersion>;
export const PublicFigures = Type.Object({ month: Month, versions: Type.Array(PublicVersion) }, closed);
export type PublicFigures = Static<typeof PublicFigures>;
export const PublicMonths = Type.Object({ months: Type.Array(Type.Object({ month: Month, versions: Type.Integer(), publishedAt: At }, closed)) }, closed);
export type PublicMonths = Static<typeof PublicMonths>;
