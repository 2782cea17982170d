import { orgName, typeName, type CityIndex } from "../city/city-index.ts";
import { markedNo } from "../incident/marked-no.ts";
import { nameIn, type Lang, type Say } from "../language/words.ts";
import type { Incident } from "@tocsin/contract/intake/incident.ts";
import type { Meaning, Suggestion } from "./grammar.ts";
import type { Verb } from "./verbs.ts";
import type { Unit } from "@tocsin/contract/dispatch/unit.ts";
import type { Successors } from "@tocsin/contract/views.ts";
import type { DepartmentRow, IncidentTypeRow, OutcomeRow } from "@tocsin/contract/organisation/city.ts";

interface Tongue {
  readonly say: Say;
  readonly lang: Lang;
  readonly city: CityIndex;
}

function incidentText(incident: Incident, { say, lang, city }: Tongue): string {
  const type = typeName(city, incident.typeCode, lang) ?? say("incident.noType");
  return `${markedNo(say, incident)} ${incident.priority ? say(`priority.${incident.priority}`) : ""} ${type} ${incident.place?.addressText ?? ""}`;
}

const seatText = ({ name, roleZh, roleEn, orgPath }: Successors["seats"][number], { lang, city }: Tongue): string => `${name} ${lang === "zh" ? roleZh : roleEn} ${orgName(city, orgPath, lang)}`;

/** One line of the list of suggestions. */
export function suggestionText({ kind, subject }: Suggestion, tongue: Tongue): string {
  const { say, lang } = tongue;
  switch (kind) {
    case "verb": {
      const verb = subject as Verb;
      return `${verb.names.join(" / ")} — ${say(`verb.${verb.id}`)}`;
    }
    case "incident": return incidentText(subject as Incident, tongue);
    case "unit": {
      const unit = subject as Unit;
      return `${unit.id} ${unit.callSign} ${say(`unitStatus.${unit.status}`)}`;
    }
    case "type": {
      const type = subject as IncidentTypeRow;
      return `${type.number} ${nameIn(lang, type)}`;
    }
    case "seat": return seatText(subject as Successors["seats"][number], tongue);
    case "outcome": case "agency": {
      const row = subject as OutcomeRow | DepartmentRow;
      return `${row.code} ${nameIn(lang, row)}`;
    }
    case "priority": case "unitStatus": return String(subject);
  }
}

/** What ↵ will do, in one sentence. */
export function previewOf(meaning: Meaning, place: string | null, tongue: Tongue): string {
  const { say, lang } = tongue;
  const { verb, incident, other, units } = meaning;
  if (!verb) return "";
  const parts = [
    units.map(({ callSign }) => callSign).join(say("list.comma")),
    incident ? `#${incidentText(incident, tongue)}` : "",
    other ? `+ #${markedNo(tongue.say, other)}` : "",
    meaning.type ? nameIn(lang, meaning.type) : "",
    meaning.priority ? say(`priority.${meaning.priority}`) : "",
    meaning.outcome ? nameIn(lang, meaning.outcome) : "",
    meaning.agency ? nameIn(lang, meaning.agency) : "",
    meaning.seat ? seatText(meaning.seat, tongue) : "",
    meaning.unitStatus ? say(`unitStatus.${meaning.unitStatus}`) : "",
    meaning.place === "" ? "" : (place ?? meaning.place),
    meaning.text === "" ? "" : say("bar.quote", { text: meaning.text }),
  ];
  return `${say(`verb.${verb.id}`)}: ${parts.filter((part) => part !== "").join(" · ")}`;
}
