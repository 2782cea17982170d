import { Type, type Static } from "typebox";
import { Latitude, Longitude } from "../coordinates.ts";
import { Code } from "../place.ts";

/** What a sensor may measure: things and amounts, nothing that knows a person. */
export const SENSOR_KINDS = ["GAS", "SMOKE", "WATER_LEVEL", "RAIN", "WIND", "TEMPERATURE", "STRUCTURE", "POWER", "CROWD_COUNT", "BUTTON"] as const;

/** `sensors.csv`: the allow-list of sensors whose alarms become advisories (CMD-01). */
export const SensorRow = Type.Object(
  { id: Code, kind: Type.Enum(SENSOR_KINDS), nameZh: Type.String({ minLength: 1, maxLength: 60 }), nameEn: Type.String({ minLength: 1, maxLength: 80 }), lon: Longitude, lat: Latitude },
  { additionalProperties: false },
);
export type SensorRow = Static<typeof SensorRow>;
