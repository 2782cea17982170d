import type { Room, RoomMessage } from "@tocsin/contract/command/room.ts";
import { VOICE_MIME } from "@tocsin/contract/command/room-limits.ts";
import { receiptsOf } from "@tocsin/client/room-receipts.ts";
import { LATE_MS } from "../incident/device-time.ts";
import { useTimeText } from "../incident/use-time-text.ts";
import { nameIn, useLang, useSay } from "../language/words.ts";
import { client } from "../live/session.ts";
import { showOnMap } from "../map/map-focus.ts";

/** One message: when, by which unit or seat, what, and who has received and read it. */
export function MessageLine({ message, room }: { readonly message: RoomMessage; readonly room: Room }) {
  const say = useSay();
  const lang = useLang();
  const timeText = useTimeText();
  const { text, media = [], point, spoken, at, deviceAt, from } = message;
  const late = deviceAt !== null && at - deviceAt >= LATE_MS;
  return (
    <article className={from.key === room.own ? "message message-own" : "message"}>
      <p className="message-head">
        <span className="num dim">{timeText(at)}</span> <strong>{nameIn(lang, from)}</strong>
        {late && <span className="tag">{say("talk.written", { time: timeText(deviceAt) })}</span>}
      </p>
      {spoken && <SpokenLine spoken={spoken} />}
      {text !== undefined && <p className="said">{text}</p>}
      {media.map(({ mediaId, mime }) =>
        mime === VOICE_MIME ? <audio key={mediaId} controls preload="none" src={client.mediaUrl(mediaId)} aria-label={say("talk.voice")} /> : (
          <a key={mediaId} href={client.mediaUrl(mediaId)} target="_blank" rel="noreferrer"><img src={client.mediaUrl(mediaId)} alt={say("talk.photo")} loading="lazy" /></a>
        ))}
      {point && <button type="button" className="plain" onClick={() => showOnMap(point)}>◎ {say("talk.point")}</button>}
      {!spoken && <ReceiptLine message={message} room={room} />}
    </article>
  );
}

/** A burst of radio: its sound is not kept; who was connected is. */
function SpokenLine({ spoken: { ms, heard } }: { readonly spoken: NonNullable<RoomMessage["spoken"]> }) {
  const say = useSay();
  const lang = useLang();
  return (
    <p className="said">
      ◉ {say("talk.spoken", { second: Math.max(1, Math.round(ms / 1_000)) })} <span className="dim">{heard.length === 0 ? say("talk.heardByNone") : say("talk.heardBy", { names: heard.map((party) => nameIn(lang, party)).join(say("list.comma")) })}</span>
    </p>
  );
}

function ReceiptLine({ message, room }: { readonly message: RoomMessage; readonly room: Room }) {
  const say = useSay();
  const lang = useLang();
  const { units, delivered, read, seats } = receiptsOf(room, message);
  const names = [...read, ...seats.map((seat) => nameIn(lang, seat))];
  if (units === 0 && names.length === 0) return null;
  return (
    <details className="receipts">
      <summary>{units > 0 && say("talk.receipts", { delivered: delivered.length, read: read.length, units })} {seats.length > 0 && say("talk.seatsRead", { count: seats.length })}</summary>
      {units > 0 && <p className="hint dim">{say("talk.deliveredTo", { names: delivered.join(say("list.comma")) || "—" })}</p>}
      <p className="hint dim">{say("talk.readBy", { names: names.join(say("list.comma")) || "—" })}</p>
    </details>
  );
}
