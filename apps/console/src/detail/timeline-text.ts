import { factLabel } from "@tocsin/client/fact-label.ts";
import type { Incident } from "@tocsin/contract/intake/incident.ts";
import { agencyName, typeName, type CityIndex } from "../city/city-index.ts";
import { runningTime } from "../incident/clock-state.ts";
import { nameIn, type Lang, type Say, type Word } from "../language/words.ts";
import { zh } from "../language/zh.ts";

const isWord = (key: string): key is Word => key in zh;

/** Name of an event; its code for one that this console does not know yet. */
export function eventWord(say: Say, type: string): string {
  const key = `event.${type}`;
  return isWord(key) ? say(key) : type;
}

interface Knowledge {
  readonly say: Say;
  readonly lang: Lang;
  readonly city: CityIndex;
  readonly incident: Incident;
  /** Name of the seat behind an account, where it is known. */
  readonly nameOf?: (userId: string) => string;
}

type Fields = Readonly<Record<string, unknown>>;
const fieldsOf = (value: unknown): Fields => (typeof value === "object" && value !== null ? (value as Fields) : {});
const textOf = (value: unknown): string => (typeof value === "string" || typeof value === "number" ? String(value) : "");

function coded(say: Say, group: string, code: unknown): string {
  const key = `${group}.${textOf(code)}`;
  return isWord(key) ? say(key) : textOf(code);
}

/** What an event says beside its name, in one short line. */
export function eventDetail(type: string, data: unknown, { say, lang, city, incident, nameOf = (userId) => userId }: Knowledge): string {
  const fields = fieldsOf(data);
  const unit = (id: unknown): string => incident.orders.flatMap(({ assignments }) => assignments).find(({ unitId }) => unitId === id)?.callSign ?? textOf(id);
  const clock = incident.clocks.find(({ id }) => id === fields["clockId"]) ?? fieldsOf(fields["clock"]);
  switch (type) {
    case "IncidentReceived": return textOf(fieldsOf(fields["report"])["text"]);
    case "ReportAdded": return textOf(fieldsOf(fields["report"])["text"]);
    case "IncidentClassified": return `${typeName(city, textOf(fields["typeCode"]), lang) ?? ""} ${coded(say, "priority", fields["priority"])}`;
    case "PriorityChanged": return `${coded(say, "priority", fields["from"])} → ${coded(say, "priority", fields["to"])} ${textOf(fields["reason"])}`;
    case "IncidentLocated": return textOf(fieldsOf(fields["place"])["addressText"]);
    case "FieldAmended": return `${coded(say, "field", fields["field"])}: ${textOf(fields["to"])}`;
    case "FactAdded": {
      const fact = fieldsOf(fields["fact"]);
      return `${factLabel(textOf(fact["key"]), city.city, lang)} ${coded(say, "answer", String(fact["value"]))}`;
    }
    case "NoteAdded": return textOf(fieldsOf(fields["note"])["text"]);
    case "OrderIssued": return (Array.isArray(fields["assignments"]) ? fields["assignments"] : []).map((each) => textOf(fieldsOf(each)["callSign"])).join(say("list.comma"));
    case "FeedbackGiven": return `${unit(fieldsOf(fields["feedback"])["unitId"])} ${textOf(fieldsOf(fields["feedback"])["text"])}`;
    case "ClockStarted": case "ClockDone": case "ClockBreached": case "ClockVoided": return coded(say, "clock", fieldsOf(clock)["step"]);
    case "BreachExplained": return `${coded(say, "clock", fieldsOf(clock)["step"])} ${coded(say, "breachReason", fields["code"])} ${textOf(fields["text"])}`;
    case "AssignmentDeclined": return `${unit(fields["unitId"])} ${coded(say, "decline", fields["code"])} ${textOf(fields["text"])}`;
    case "SupportRequested": return `${coded(say, "supportKind", fieldsOf(fields["request"])["kind"])} ${textOf(fieldsOf(fields["request"])["text"])}`;
    case "IncidentClosed": {
      const outcome = fieldsOf(fields["outcome"]);
      const row = city.outcomeByCode.get(textOf(outcome["code"]));
      return `${row ? nameIn(lang, row) : textOf(outcome["code"])} ${textOf(outcome["text"])}`;
    }
    case "ResponseSet": return `${lang === "zh" ? textOf(fields["nameZh"]) : textOf(fields["nameEn"])} ${fields["level"] === null ? "" : say("response.levelName", { level: textOf(fields["level"]) })} ${fields["running"] === true ? "" : say("responseStatus.TERMINATED")}`.trim();
    case "ProposalGone": return lang === "zh" ? textOf(fields["nameZh"]) : textOf(fields["nameEn"]);
    case "SeveritySet": return `${coded(say, "severity", fields["to"])} ${textOf(fields["reason"])}`.trim();
    case "ReportedUp": return `${coded(say, "upward", fields["kind"])} ${Number(fields["lateS"]) > 0 ? say("severity.wasLate", { time: runningTime(Number(fields["lateS"])) }) : say("severity.inTime")}`;
    case "AgencyInvited": case "RoomJoined": case "RoomLeft": case "AgencyStatusSet": return agencyName(city, textOf(fields["agency"]), lang);
    case "OrderEscalated": return `${unit(fields["unitId"])} ${coded(say, "escalation", fields["level"])}`;
    case "CommandTaken": case "CommandAccepted": return textOf(fields["name"]);
    case "CommandTakenOver": case "ShiftTakenOver": return fields["fromName"] === undefined ? textOf(fields["name"]) : `${textOf(fields["fromName"])} → ${textOf(fields["name"])} ${textOf(fields["reason"])}`;
    case "CommandOffered": return nameOf(textOf(fields["to"]));
    default: return [unit(fields["unitId"]), coded(say, "unavailable", fields["reason"]), textOf(fields["text"])].filter((part) => part !== "").join(" ");
  }
}
