import { UNIT_KINDS, type UnitKind } from "@tocsin/contract/organisation/city.ts";
import type { Say } from "../language/words.ts";

const isKind = (kind: string): kind is UnitKind => (UNIT_KINDS as readonly string[]).includes(kind);
export const kindWord = (say: Say, kind: string): string => (isKind(kind) ? say(`unitKind.${kind}`) : kind);
