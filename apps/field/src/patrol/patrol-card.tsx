import { useEffect, useState } from "react";
import type { Patrol, Unit } from "@tocsin/contract/dispatch/unit.ts";
import { useWording, type Wording } from "../language/wording.ts";
import { distanceText } from "../map/distance-text.ts";
import { ownPoint } from "../map/route-shape.ts";
import { useField } from "../state/field.ts";
import { checkpointRows, maySkip, wayToNext, type CheckpointRow } from "./checkpoints.ts";

/** The next checkpoint and how far it is. */
export function NextCheckpoint({ patrol }: { patrol: Patrol }) {
  const { state } = useField();
  const wording = useWording();
  const { words } = wording;
  const way = wayToNext(patrol, ownPoint(state));
  return (
    <>
      <p className="quiet">{words.patrol.next}</p>
      <h1>{patrol.checkpoints[patrol.next]?.name}</h1>
      {way ? (
        <p className="far">
          <strong>{distanceText(way.metres, wording)}</strong>
          <strong>{words.patrol.direction[way.eighth]}</strong>
        </p>
      ) : (
        <p className="quiet">{words.patrol.noPosition}</p>
      )}
    </>
  );
}

const stateText = ({ state, at }: CheckpointRow, { words, time }: Wording): string =>
  state === "PASSED" ? (at === null ? words.patrol.passed : `${words.patrol.passed} ${time(at)}`) : { EXCUSED: words.patrol.excused, NEXT: words.patrol.isNext, AHEAD: words.patrol.ahead }[state];

/** The running patrol: where to go next, and the round with what is done (DSP-03). */
export function PatrolCard({ unit, patrol }: { unit: Unit; patrol: Patrol }) {
  const { session, may } = useField();
  const wording = useWording();
  const { words } = wording;
  const rows = checkpointRows(patrol);
  const skips = maySkip(unit, patrol) && may("dispatch.checkpoint") && rows.some(({ state }) => state === "AHEAD");
  return (
    <>
      <section className="head">
        <p className="head-marks">
          <strong className="mark">{words.unit.PATROL}</strong>
          <span>{words.patrol.count(rows.filter(({ state }) => state === "PASSED").length, rows.length)}</span>
        </p>
        <NextCheckpoint patrol={patrol} />
      </section>
      <section className="card">
        <h2>{words.patrol.round}</h2>
        <ol className="rows checkpoints">
          {rows.map((row) => (
            <li key={row.index} aria-current={row.state === "NEXT" ? "step" : undefined} data-state={row.state}>
              <span>
                {row.index + 1} · {row.name}
              </span>
              {skips && row.state === "AHEAD" ? (
                <button type="button" onClick={() => session.act({ name: "dispatch.checkpoint", payload: { unitId: unit.id, index: row.index, deviceAt: Date.now() } })}>
                  {words.patrol.here}
                </button>
              ) : (
                <span className="number">{stateText(row, wording)}</span>
              )}
            </li>
          ))}
        </ol>
        {skips && <p className="quiet">{words.patrol.skipHint}</p>}
      </section>
      {may("dispatch.endPatrol") && <EndPatrol unitId={unit.id} />}
    </>
  );
}

/** Two taps, so that a wet hand does not end a round. */
function EndPatrol({ unitId }: { unitId: string }) {
  const { session } = useField();
  const { words } = useWording();
  const [asked, setAsked] = useState(false);
  const end = (): void => {
    if (asked) session.act({ name: "dispatch.endPatrol", payload: { unitId } });
    else setAsked(true);
  };
  return (
    <div className="secondary">
      <button type="button" onClick={end}>
        {asked ? words.patrol.endSure : words.patrol.end}
      </button>
      {asked && (
        <button type="button" onClick={() => setAsked(false)}>
          {words.patrol.goOn}
        </button>
      )}
    </div>
  );
}

const REST_MS = 1_000;

/** Rests for a moment on each new checkpoint, so that a second tap by mistake does not pass the next one too. Give it the checkpoint as `key`. */
export function CheckpointButton({ unitId, patrol }: { unitId: string; patrol: Patrol }) {
  const { session } = useField();
  const { words } = useWording();
  const [ready, setReady] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setReady(true), REST_MS);
    return () => clearTimeout(timer);
  }, []);
  const reached = (): void => session.act({ name: "dispatch.checkpoint", payload: { unitId, index: patrol.next, deviceAt: Date.now() } });
  return (
    <button type="button" className="primary" disabled={!ready} onClick={reached}>
      {words.patrol.reached(patrol.checkpoints[patrol.next]?.name ?? "")}
    </button>
  );
}
