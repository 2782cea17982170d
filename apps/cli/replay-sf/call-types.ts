/** Words of the department's records as types of the catalogue; what is not in the list is a general request. */
const TYPES: Readonly<Record<string, string>> = {
  "Medical Incident": "HP-04",
  "Traffic Collision": "TR-01",
  Alarms: "FR-01",
  "Structure Fire": "FR-01",
  "Outside Fire": "FR-01",
  "Vehicle Fire": "FR-01",
  "Smoke Investigation (Outside)": "FR-01",
  "Gas Leak (Natural and LP Gases)": "FR-02",
  "Odor (Strange / Unknown)": "FR-02",
  "Electrical Hazard": "FR-04",
  "Elevator / Escalator Rescue": "FR-06",
  "Fuel Spill": "FR-07",
  "Water Rescue": "HP-01",
};
const GENERAL = "HP-06";

export const typeCodeOf = (callType: string): string => TYPES[callType] ?? GENERAL;
