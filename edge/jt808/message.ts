/** What messages say. Fields that name a person, a vehicle's sign or a device beyond its number are not read. */
import type { Read } from "./header.ts";
import { readLocation, readLocations, type Location } from "./location.ts";

export const ID = {
  ANSWER: 0x8001, REGISTER_ANSWER: 0x8100,
  HEARTBEAT: 0x0002, REGISTER: 0x0100, AUTHENTICATE: 0x0102, LOCATION: 0x0200, LOCATIONS: 0x0704,
} as const;

export type Message =
  | { readonly kind: "HEARTBEAT" }
  /** `device`: the number that its maker gave the terminal. */
  | { readonly kind: "REGISTER"; readonly device: string }
  | { readonly kind: "AUTHENTICATE"; readonly code: string }
  | { readonly kind: "LOCATIONS"; readonly locations: readonly Location[] }
  /** Of the standard or of a maker, but nothing that says where a unit is. */
  | { readonly kind: "OTHER" };

const ASCII = new TextDecoder("latin1");
const text = (bytes: Uint8Array): string => ASCII.decode(bytes).replaceAll("\0", "").trim();
/** Province and county, maker, model: before the maker's number in the body of a registration, in bytes, and the number's own. */
const REGISTER_FORMS = { 2019: [4 + 11 + 30, 30], 2013: [4 + 5 + 20, 7], 2011: [4 + 5 + 8, 7] } as const;

function readRegister(body: Uint8Array, version: 2013 | 2019): Read<Message, "BODY"> {
  // A colour follows; the form of 2011 is shorter, and its header looks like that of 2013.
  const forms = version === 2019 ? [REGISTER_FORMS[2019]] : [REGISTER_FORMS[2013], REGISTER_FORMS[2011]];
  const form = forms.find(([before, own]) => body.length > before + own);
  if (form === undefined) return { ok: false, fault: "BODY" };
  return { ok: true, value: { kind: "REGISTER", device: text(body.subarray(form[0], form[0] + form[1])) } };
}

function readCode(body: Uint8Array, version: 2013 | 2019): Read<Message, "BODY"> {
  if (version === 2013) return { ok: true, value: { kind: "AUTHENTICATE", code: text(body) } };
  const length = body[0] ?? Infinity;
  return 1 + length > body.length ? { ok: false, fault: "BODY" } : { ok: true, value: { kind: "AUTHENTICATE", code: text(body.subarray(1, 1 + length)) } };
}

/** Reads the whole body of a message, its parts put together. */
export function readMessage(id: number, body: Uint8Array, version: 2013 | 2019): Read<Message, "BODY"> {
  switch (id) {
    case ID.HEARTBEAT:
      return { ok: true, value: { kind: "HEARTBEAT" } };
    case ID.REGISTER:
      return readRegister(body, version);
    case ID.AUTHENTICATE:
      return readCode(body, version);
    case ID.LOCATION: {
      const location = readLocation(body);
      return location.ok ? { ok: true, value: { kind: "LOCATIONS", locations: [location.value] } } : location;
    }
    case ID.LOCATIONS: {
      const locations = readLocations(body);
      return locations.ok ? { ok: true, value: { kind: "LOCATIONS", locations: locations.value } } : locations;
    }
    default:
      return { ok: true, value: { kind: "OTHER" } };
  }
}

/** Results of the general answer (0x8001). */
export const RESULT = { DONE: 0, FAILED: 1, WRONG: 2, UNSUPPORTED: 3 } as const;

/** Body of the general answer to a message. */
export function answerBody(serial: number, id: number, result: (typeof RESULT)[keyof typeof RESULT]): Uint8Array {
  return Uint8Array.of(serial >> 8, serial & 255, id >> 8, id & 255, result);
}

/** Body of the answer to a registration: 0 and the code with which to sign in; 3: it is enrolled already and has its code; 4: there is no such terminal. */
export function registerAnswerBody(serial: number, result: 0 | 3 | 4, code = ""): Uint8Array {
  return Uint8Array.of(serial >> 8, serial & 255, result, ...new TextEncoder().encode(code));
}
