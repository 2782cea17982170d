import type { OwnOrder } from "../state/own-order.ts";
import { useWording } from "../language/wording.ts";

/** What the units have reported and asked for, and the answers. */
export function IncidentLog({ own: { incident } }: { own: OwnOrder }) {
  const { words, time } = useWording();
  return (
    <>
      {incident.support.length > 0 && (
        <section className="card">
          <h2>{words.order.supportLog}</h2>
          <ul>
            {incident.support.map(({ id, kind, text, at, answer, owner }) => (
              <li key={id}>
                <span className="quiet">{time(at)}</span> {words.support.kind[kind]} {text}
                <br />
                {answer ? <strong>{answer.text}</strong> : <span className="quiet">{owner ? words.support.owner(owner.name) : words.order.supportWaiting}</span>}
              </li>
            ))}
          </ul>
        </section>
      )}
      {incident.feedback.length > 0 && (
        <section className="card">
          <h2>{words.order.feedbackLog}</h2>
          <ul>
            {incident.feedback.map(({ id, kind, text, at, unitId, media, recording }) => (
              <li key={id}>
                <span className="quiet">
                  {time(at)} {unitId} {words.feedback.kind[kind]}
                </span>
                <br />
                {text} {media.length > 0 && <span className="quiet">{words.outbox.photos(media.length)}</span>} {recording && <span className="quiet">{words.feedback.recorded(recording.reference)}</span>}
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}
