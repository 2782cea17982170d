import type { Room, RoomMessage } from "@tocsin/contract/command/room.ts";
import { VOICE_MIME } from "@tocsin/contract/command/room-limits.ts";
import { receiptsOf } from "@tocsin/client/room-receipts.ts";
import type { Words } from "../language/chinese.ts";
import { useWording } from "../language/wording.ts";
import type { Act } from "../outbox/act.ts";
import { useField } from "../state/field.ts";

const LATE_MS = 60_000;

const secondsOf = ({ ms }: NonNullable<RoomMessage["spoken"]>): number => Math.max(1, Math.round(ms / 1_000));

/** A message in one line: what was written, or what kind of thing it is. */
export function contentWord({ text, media = [], point, spoken }: Pick<RoomMessage, "text" | "media" | "point" | "spoken">, words: Words): string {
  if (spoken !== undefined) return words.radio.spoken(secondsOf(spoken));
  if (text !== undefined) return text;
  if (media.some(({ mime }) => mime === VOICE_MIME)) return words.room.voice;
  return point !== undefined && media.length === 0 ? words.room.point : words.room.photo;
}

export function SaidLine({ message, room }: { readonly message: RoomMessage; readonly room: Room }) {
  const { session } = useField();
  const { words, pick, list, time } = useWording();
  const { text, media = [], point, spoken, at, deviceAt, from } = message;
  const own = from.key === room.own;
  const { units, delivered, read } = receiptsOf(room, message);
  return (
    <li className="message" data-own={own}>
      <p className="quiet">
        <strong>{own ? words.room.you : pick({ zh: from.nameZh, en: from.nameEn })}</strong> {time(at)}
        {deviceAt !== null && at - deviceAt >= LATE_MS && ` · ${words.room.written(time(deviceAt))}`}
      </p>
      {spoken && <p className="said">◉ {words.radio.spoken(secondsOf(spoken))} <span className="quiet">{spoken.heard.length === 0 ? words.radio.heardByNone : words.radio.heardBy(list(spoken.heard.map((party) => pick({ zh: party.nameZh, en: party.nameEn }))))}</span></p>}
      {text !== undefined && <p className="said">{text}</p>}
      {media.map(({ mediaId, mime }) =>
        mime === VOICE_MIME ? <audio key={mediaId} controls preload="none" src={session.client.mediaUrl(mediaId)} aria-label={words.room.voice} /> : <img key={mediaId} src={session.client.mediaUrl(mediaId)} alt={words.room.photo} loading="lazy" />,
      )}
      {point && <p className="said">◎ {words.room.point} {point.lat.toFixed(5)}, {point.lon.toFixed(5)}</p>}
      {own && !spoken && units > 0 && <p className="quiet">{words.room.receipts(delivered.length, read.length, units)}</p>}
    </li>
  );
}

/** One that waits on this phone: with its own time, which it keeps. */
export function WaitingLine({ act }: { readonly act: Act<"rooms.post"> }) {
  const { state } = useField();
  const { words, time } = useWording();
  const photos = act.photos.map(({ blobKey }) => blobKey);
  return (
    <li className="message" data-own>
      <p className="quiet">
        <strong>{words.room.you}</strong> {time(act.at + state.offset)} · {act.status === "REFUSED" ? words.outbox.refused : words.outbox.waiting}
      </p>
      <p className="said">{act.payload.text ?? (act.payload.point ? words.room.point : photos.length > 0 ? words.room.attached : words.room.point)}</p>
    </li>
  );
}
