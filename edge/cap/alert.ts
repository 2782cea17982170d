/** An alert of the Common Alerting Protocol 1.2 (OASIS, 2010), as it is read. Instants are milliseconds UTC, points are longitude and latitude in WGS-84. */

export const STATUSES = ["Actual", "Exercise", "System", "Test", "Draft"] as const;
export const MESSAGE_TYPES = ["Alert", "Update", "Cancel", "Ack", "Error"] as const;
export const SCOPES = ["Public", "Restricted", "Private"] as const;
export const CATEGORIES = ["Geo", "Met", "Safety", "Security", "Rescue", "Fire", "Health", "Env", "Transport", "Infra", "CBRNE", "Other"] as const;
export const RESPONSES = ["Shelter", "Evacuate", "Prepare", "Execute", "Avoid", "Monitor", "Assess", "AllClear", "None"] as const;
export const URGENCIES = ["Immediate", "Expected", "Future", "Past", "Unknown"] as const;
export const SEVERITIES = ["Extreme", "Severe", "Moderate", "Minor", "Unknown"] as const;
export const CERTAINTIES = ["Observed", "Likely", "Possible", "Unlikely", "Unknown"] as const;

/** Names an earlier message of a sender. */
export interface CapReference {
  readonly sender: string;
  readonly identifier: string;
  readonly sent: number;
}

export interface CapCircle {
  readonly lon: number;
  readonly lat: number;
  readonly radiusM: number;
}

export interface CapArea {
  readonly areaDesc: string;
  /** Closed rings of `[lon, lat]`. */
  readonly polygons: readonly (readonly (readonly [number, number])[])[];
  readonly circles: readonly CapCircle[];
  readonly geocodes: readonly CapValue[];
}

export interface CapValue {
  readonly valueName: string;
  readonly value: string;
}

export interface CapInfo {
  readonly language: string;
  readonly categories: readonly (typeof CATEGORIES)[number][];
  readonly event: string;
  readonly responses: readonly (typeof RESPONSES)[number][];
  readonly urgency: (typeof URGENCIES)[number];
  readonly severity: (typeof SEVERITIES)[number];
  readonly certainty: (typeof CERTAINTIES)[number];
  readonly effective: number | null;
  readonly onset: number | null;
  readonly expires: number | null;
  readonly senderName: string | null;
  readonly headline: string | null;
  readonly description: string | null;
  readonly instruction: string | null;
  readonly parameters: readonly CapValue[];
  readonly areas: readonly CapArea[];
}

export interface CapAlert {
  readonly identifier: string;
  readonly sender: string;
  readonly sent: number;
  readonly status: (typeof STATUSES)[number];
  readonly messageType: (typeof MESSAGE_TYPES)[number];
  readonly scope: (typeof SCOPES)[number];
  readonly references: readonly CapReference[];
  readonly infos: readonly CapInfo[];
  /** A signature stands in it. It is not checked: whose an alert is follows from the key with which it came. */
  readonly signed: boolean;
}

export const CAP_FAULTS = ["ENCODING", "TOO_LARGE", "SYNTAX", "DOCTYPE", "NAMESPACE", "MISSING", "UNKNOWN", "ORDER", "TOO_MANY", "VALUE", "COORDINATES_SWAPPED"] as const;

/** What is wrong with an alert, and where: `path` is a JSON pointer such as `/alert/info/0/urgency`. */
export interface CapFault {
  readonly path: string;
  readonly code: (typeof CAP_FAULTS)[number];
  /** What was found or would be possible, as it is written in CAP. */
  readonly detail: string;
}
