import { useEffect, useMemo, useRef, useState } from "react";
import type { Patrol } from "@tocsin/contract/dispatch/unit.ts";
import { useWording, type Wording } from "../language/wording.ts";
import { useField } from "../state/field.ts";
import { isEnded } from "../state/is-ended.ts";
import type { OwnOrder } from "../state/own-order.ts";
import type { FieldState } from "../state/store.ts";
import { ClosureList } from "../roads/closure-list.tsx";
import { NextCheckpoint } from "../patrol/patrol-card.tsx";
import { runningPatrol } from "../patrol/checkpoints.ts";
import { distanceText } from "./distance-text.ts";
import { drawingShapes } from "./drawing-shapes.ts";
import { openMap, type MapCanvas, type Pin } from "./map-canvas.ts";
import { goalOf, ownPoint, wayThere, type WayThere } from "./route-shape.ts";

function pinsOf(state: FieldState, own: OwnOrder | undefined, patrol: Patrol | undefined, { words }: Wording): Pin[] {
  const pins: Pin[] = [];
  const goal = goalOf(own);
  const here = ownPoint(state);
  for (const { unitId, callSign, status } of own?.incident.orders.flatMap(({ assignments }) => assignments) ?? []) {
    const position = state.board.positions.get(unitId);
    if (unitId === state.seat?.unitId || !position || isEnded({ status })) continue;
    pins.push({ id: unitId, at: [position.lon, position.lat], kind: "other", label: callSign });
  }
  for (const [index, { name, point }] of patrol?.checkpoints.entries() ?? []) {
    if (patrol && index >= patrol.next) pins.push({ id: `checkpoint ${index}`, at: [point.lon, point.lat], kind: index === patrol.next ? "goal" : "other", label: index === patrol.next ? name : String(index + 1) });
  }
  if (here) pins.push({ id: "own", at: here, kind: "own", label: words.map.you });
  if (goal) pins.push({ id: "goal", at: goal, kind: "goal", label: words.map.goal });
  return pins;
}

const isDark = (look: FieldState["look"]): boolean => look === "dark" || (look === "auto" && matchMedia("(prefers-color-scheme: dark)").matches);

export default function MapScreen() {
  const { state, current, unit } = useField();
  const patrol = current ? undefined : runningPatrol(unit);
  const wording = useWording();
  const { words } = wording;
  const box = useRef<HTMLDivElement>(null);
  const canvas = useRef<MapCanvas>(undefined);
  const [opened, setOpened] = useState(0);
  const [failed, setFailed] = useState(false);
  const way = current ? wayThere(state, current) : null;
  const centre = goalOf(current) ?? ownPoint(state) ?? (state.city ? ([state.city.head.centre.lon, state.city.head.centre.lat] as const) : ([0, 0] as const));
  const theme = isDark(state.look) ? "dark" : "light";
  const start = useRef(centre);

  useEffect(() => {
    let gone = false;
    if (!box.current) return;
    void openMap(box.current, { theme, centre: start.current, failed: () => setFailed(true) }).then((map) => {
      if (gone) return map.remove();
      canvas.current = map;
      setOpened((n) => n + 1);
    });
    return () => {
      gone = true;
      canvas.current?.remove();
      canvas.current = undefined;
    };
  }, [theme]);
  const known = state.board.closures;
  const closures = useMemo(() => [...known.values()].filter(({ status }) => status !== "ENDED"), [known]);
  const board = state.board.drawings;
  const minute = Math.floor((Date.now() + state.offset) / 60_000);
  const drawings = useMemo(() => drawingShapes([...board.values()].filter(({ status }) => status === "STANDING"), ({ kind, label, changedAt }) => `${words.map.drawn[kind]} ${label} · ${words.map.minutesOld(Math.max(0, minute - Math.floor(changedAt / 60_000)))}`), [board, minute, words]);
  useEffect(() => canvas.current?.draw(way?.line ?? [], pinsOf(state, current, patrol, wording), closures, drawings));

  return (
    <main className="screen map-screen" data-opened={opened}>
      <div className="map" ref={box} role="application" aria-label={words.tabs.map} />
      <button type="button" className="centre" onClick={() => canvas.current?.fit()}>
        {words.map.centre}
      </button>
      {failed && <p className="quiet">{words.map.failed}</p>}
      {current ? <Way own={current} way={way} /> : patrol ? <section className="way"><NextCheckpoint patrol={patrol} /></section> : <h1 className="empty">{words.map.noOrder}</h1>}
      <ClosureList />
    </main>
  );
}

/** How far, how long, and along which roads. */
function Way({ own, way }: { own: OwnOrder; way: WayThere | null }) {
  const wording = useWording();
  const { words } = wording;
  if (!goalOf(own)) return <p>{words.map.noPoint}</p>;
  return (
    <section className="way">
      <h1 className="address">{own.incident.place?.addressText}</h1>
      {way && (
        <p className="far">
          <strong>{distanceText(way.metres, wording)}</strong>
          <strong>{way.ms === null ? words.map.straight : words.map.eta(Math.max(1, Math.ceil(way.ms / 60_000)))}</strong>
        </p>
      )}
      {way && way.at === null && <p className="quiet">{words.map.noRoute}</p>}
      {way && way.legs.length > 0 && (
        <>
          <h2>{words.map.legs}</h2>
          <ol className="rows">
            {way.legs.map(({ road, metres }, index) => (
              <li key={`${index}-${road}`}>
                <span>{road || words.map.unnamed}</span>
                <span className="number">{distanceText(metres, wording)}</span>
              </li>
            ))}
          </ol>
          {way.at !== null && <p className="quiet">{words.map.stale(wording.time(way.at, true))}</p>}
        </>
      )}
    </section>
  );
}
