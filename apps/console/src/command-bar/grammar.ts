import type { Incident } from "@tocsin/contract/intake/incident.ts";
import type { Unit } from "@tocsin/contract/dispatch/unit.ts";
import type { DepartmentRow, IncidentTypeRow, OutcomeRow, Priority } from "@tocsin/contract/organisation/city.ts";
import type { Successors } from "@tocsin/contract/views.ts";
import { findSeats, wordFor } from "../detail/successor-search.ts";
import { searchTypes } from "../intake/type-search.ts";
import { shortNo } from "../incident/summary.ts";
import { findAgencies, findIncidents, findOutcomes, findUnits, type BarWorld } from "./targets.ts";
import { UNIT_STATUS_WORDS, verbsFor, type Slot, type Verb } from "./verbs.ts";

type Seat = Successors["seats"][number];

/** What a line means so far. */
export interface Meaning {
  readonly verb: Verb | null;
  readonly incident: Incident | null;
  readonly other: Incident | null;
  readonly units: readonly Unit[];
  readonly type: IncidentTypeRow | null;
  readonly priority: Priority | null;
  readonly outcome: OutcomeRow | null;
  readonly agency: DepartmentRow | null;
  readonly seat: Seat | null;
  readonly unitStatus: "AVAILABLE" | "UNAVAILABLE" | "OFF_DUTY" | null;
  readonly place: string;
  readonly text: string;
}

export interface Suggestion {
  /** The line after taking it. */
  readonly line: string;
  readonly kind: "verb" | "incident" | "unit" | "type" | "priority" | "outcome" | "agency" | "unitStatus" | "seat";
  readonly subject: Verb | Incident | Unit | IncidentTypeRow | OutcomeRow | DepartmentRow | Seat | string;
}

export interface Reading {
  readonly meaning: Meaning;
  /** What is asked for next, or why the line cannot be done yet; null when ↵ does it. */
  readonly wants: Slot | "verb" | null;
  /** The piece that fits nothing. */
  readonly unknown: string | null;
  readonly suggestions: readonly Suggestion[];
}

const NOTHING: Meaning = { verb: null, incident: null, other: null, units: [], type: null, priority: null, outcome: null, agency: null, seat: null, unitStatus: null, place: "", text: "" };
const MOST = 8;
/** Slots that take the rest of the line. */
const OPEN_ENDED: readonly Slot[] = ["text", "place", "units"];
/** May be left out: a note is empty only where the contract allows it. */
const mayBeEmpty = (verb: Verb, slot: Slot): boolean => (slot === "text" && (verb.id === "close" || verb.id === "report")) || (slot === "place" && verb.id === "roads");

/** Reads one command line. Pure: the same line in the same world always means the same. */
export function readLine(line: string, world: BarWorld): Reading {
  const [first = "", ...rest] = line.trimStart().split(/\s+/);
  const verbs = verbsFor(first);
  const verb = verbs.find(({ names }) => names.includes(first.toLowerCase())) ?? null;
  if (!verb || (rest.length === 0 && verb.slots.length > 0)) {
    const suggestions = verbs.slice(0, MOST).map((each): Suggestion => ({ kind: "verb", subject: each, line: `${each.names[0]} ` }));
    return { meaning: { ...NOTHING, verb }, wants: verb ? stillWanted(verb, { ...NOTHING, verb }) : "verb", unknown: verbs.length === 0 ? first : null, suggestions };
  }
  return readSlots(verb, rest, world);
}

function readSlots(verb: Verb, tokens: readonly string[], world: BarWorld): Reading {
  let meaning: Meaning = { ...NOTHING, verb };
  let at = 0;
  let head = verb.names[0]!;
  for (const slot of verb.slots) {
    const taken = OPEN_ENDED.includes(slot) ? tokens.slice(at) : tokens.slice(at, at + 1);
    const typing = at + taken.length >= tokens.length;
    if (slot === "units") {
      const read = readUnits(verb, head, taken, meaning, world);
      meaning = read.meaning;
      if (read.stop) return read.stop;
      if (read.next === taken.length || verb.slots.at(-1) === "units") return { meaning, wants: stillWanted(verb, meaning), unknown: null, suggestions: read.suggestions };
      at += read.next;
      head = `${head} ${taken.slice(0, read.next).join(" ")}`;
      continue;
    }
    if (slot === "text" || slot === "place") {
      meaning = { ...meaning, [slot]: taken.join(" ").trim() };
      at = tokens.length;
      continue;
    }
    const token = taken[0] ?? "";
    const read = readOne(slot, token, meaning, world);
    const suggestions = typing ? read.suggestions.slice(0, MOST).map((each) => ({ ...each, line: `${head} ${each.line} ` })) : [];
    const asked = slot === "seat" && world.seats === null;
    if (!read.meaning) return { meaning, wants: slot, unknown: token !== "" && suggestions.length === 0 && !asked ? token : null, suggestions };
    meaning = read.meaning;
    if (typing && taken.length > 0) return { meaning, wants: stillWanted(verb, meaning), unknown: null, suggestions: suggestions.length > 1 ? suggestions : [] };
    at += 1;
    head = `${head} ${token}`;
  }
  return { meaning, wants: stillWanted(verb, meaning), unknown: null, suggestions: [] };
}

/** The first slot that still has nothing. */
function stillWanted(verb: Verb, meaning: Meaning): Slot | null {
  const filled: Record<Slot, boolean> = {
    incident: meaning.incident !== null, incident2: meaning.other !== null, units: meaning.units.length > 0, unit: meaning.units.length > 0, type: meaning.type !== null,
    priority: meaning.priority !== null, place: meaning.place !== "", text: meaning.text !== "", outcome: meaning.outcome !== null, unitStatus: meaning.unitStatus !== null, agency: meaning.agency !== null,
    seat: meaning.seat !== null,
  };
  return verb.slots.find((slot) => !filled[slot] && !mayBeEmpty(verb, slot)) ?? null;
}

interface UnitsRead {
  readonly meaning: Meaning;
  readonly next: number;
  readonly suggestions: readonly Suggestion[];
  readonly stop: Reading | null;
}

/** Units up to the first token that names none; the last one typed may still be ambiguous. */
function readUnits(verb: Verb, head: string, tokens: readonly string[], before: Meaning, world: BarWorld): UnitsRead {
  const scoped: BarWorld = verb.id === "recall" && before.incident ? { ...world, units: unitsOn(before.incident, world) } : world;
  const units: Unit[] = [];
  for (const [index, token] of tokens.entries()) {
    const found = findUnits(scoped, token);
    const last = index === tokens.length - 1;
    const line = [head, ...tokens.slice(0, index)].join(" ");
    const suggestions = found.slice(0, MOST).map((unit): Suggestion => ({ kind: "unit", subject: unit, line: `${line} ${unit.id} ` }));
    if (token === "") return { meaning: { ...before, units }, next: tokens.length, suggestions, stop: null };
    if (found.length === 1) {
      units.push(found[0]!);
      continue;
    }
    if (found.length === 0 && units.length > 0 && verb.slots.includes("text")) return { meaning: { ...before, units }, next: index, suggestions: [], stop: null };
    const meaning = { ...before, units };
    return { meaning, next: index, suggestions, stop: { meaning, wants: "units", unknown: found.length === 0 || !last ? token : null, suggestions } };
  }
  return { meaning: { ...before, units }, next: tokens.length, suggestions: [], stop: null };
}

const unitsOn = (incident: Incident, world: BarWorld): readonly Unit[] => world.units.filter((unit) => unit.assignment?.incidentId === incident.id);

type OneRead = { readonly meaning: Meaning | null; readonly suggestions: readonly Suggestion[] };

/** A slot of one token; understood when exactly one thing fits, or one fits best. */
function readOne(slot: Slot, token: string, before: Meaning, world: BarWorld): OneRead {
  switch (slot) {
    case "incident":
    case "incident2": {
      const found = findIncidents(world, token).filter(({ id }) => id !== before.incident?.id);
      const suggestions = found.map((incident): Suggestion => ({ kind: "incident", subject: incident, line: shortNo(incident.no) }));
      const chosen = token !== "" && (found.length === 1 || (found[0] && shortNo(found[0].no) === token)) ? found[0]! : null;
      return { meaning: chosen && { ...before, [slot === "incident" ? "incident" : "other"]: chosen }, suggestions };
    }
    case "unit": {
      const found = findUnits(world, token);
      const suggestions = found.map((unit): Suggestion => ({ kind: "unit", subject: unit, line: unit.id }));
      return { meaning: token !== "" && found.length === 1 ? { ...before, units: found } : null, suggestions };
    }
    case "type": {
      const found = searchTypes(world.types, token, MOST);
      const suggestions = found.map((type): Suggestion => ({ kind: "type", subject: type, line: String(type.number) }));
      return { meaning: token !== "" && found[0] ? { ...before, type: found[0] } : null, suggestions };
    }
    case "outcome": {
      const found = findOutcomes(world, token);
      const suggestions = found.map((outcome): Suggestion => ({ kind: "outcome", subject: outcome, line: outcome.code }));
      return { meaning: token !== "" && found[0] ? { ...before, outcome: found[0] } : null, suggestions };
    }
    case "agency": {
      const found = findAgencies(world, token);
      const suggestions = found.map((agency): Suggestion => ({ kind: "agency", subject: agency, line: agency.code }));
      return { meaning: token !== "" && found[0] ? { ...before, agency: found[0] } : null, suggestions };
    }
    case "seat": {
      const seats = world.seats ?? [];
      const found = findSeats(seats, token);
      const suggestions = found.map((seat): Suggestion => ({ kind: "seat", subject: seat, line: wordFor(seat, seats) }));
      return { meaning: token !== "" && found.length === 1 ? { ...before, seat: found[0]! } : null, suggestions };
    }
    case "priority": {
      const level = /^[pP]?([1-4])$|^([一二三四])级?$/.exec(token);
      const digit = level?.[1] ?? (level?.[2] ? String("一二三四".indexOf(level[2]) + 1) : null);
      const suggestions = ["P1", "P2", "P3", "P4"].map((line): Suggestion => ({ kind: "priority", subject: line, line }));
      return { meaning: digit ? { ...before, priority: `P${digit}` as Priority } : null, suggestions };
    }
    case "unitStatus": {
      const status = UNIT_STATUS_WORDS[token.toLowerCase()] ?? null;
      const suggestions = ["空闲", "暂离", "下班"].map((line): Suggestion => ({ kind: "unitStatus", subject: line, line }));
      return { meaning: status ? { ...before, unitStatus: status } : null, suggestions };
    }
    case "units":
    case "place":
    case "text":
      return { meaning: before, suggestions: [] };
  }
}
