/** So many messages stand in the record itself; every one stands in the log. */
export const MESSAGES_SHOWN = 30;
/** A voice message: one channel of 16-bit samples at this rate, and no longer than so many seconds. */
export const VOICE_RATE = 16_000;
export const VOICE_MOST_S = 30;
export const VOICE_MIME = "audio/wav";
/** How long one party may hold the floor at a stretch, so that a stuck key never silences the others. */
export const FLOOR_MOST_S = 30;
/** The floor of a speaker of whose device nothing is heard for so long is free again: a lost line silences nobody. */
export const FLOOR_LEASE_S = 6;
/** A speaker's device sends its voice to each listener by itself, and to no more than so many (decision 0033). */
export const TALK_LISTENERS_MOST = 12;
/** Desks leave room for the crews of a room, but so many of them hear in any case. */
export const TALK_SEATS_LEAST = 4;
