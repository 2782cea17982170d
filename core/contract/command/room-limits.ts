/** So many messages stand in the record itself; every one stands in the log. */
export const MESSAGES_SHOWN = 30;
/** A voice message: one channel of 16-bit samples at this rate, and no longer than so many seconds. */
export const VOICE_RATE = 16_000;
export const VOICE_MOST_S = 30;
export const VOICE_MIME = "audio/wav";
/** How long one party may hold the floor at a stretch, so that a stuck key never silences the others. */
export const FLOOR_MOST_S = 30;
