/// <reference lib="dom" />

/** One drive or stay on the page: what, from when to when (minutes of the day), along which points. */
export interface PageLeg {
  readonly unit: number;
  /** 0 to a call, 1 at the scene, 2 to a hospital, 3 there, 4 to a post. */
  readonly kind: number;
  readonly from: number;
  readonly to: number;
  /** Lon, lat, lon, lat … evenly in time. */
  readonly line: readonly number[];
}

export interface PageArm {
  readonly name: string;
  readonly legs: readonly PageLeg[];
  /** By call: minutes of the day at which a unit was ordered and arrived; null: never. */
  readonly ordered: readonly (number | null)[];
  readonly arrived: readonly (number | null)[];
  readonly late: readonly boolean[];
}

export interface DayData {
  readonly title: string;
  readonly bounds: readonly [number, number, number, number];
  readonly roads: readonly (readonly number[])[];
  readonly units: readonly { readonly id: string; readonly lon: number; readonly lat: number }[];
  readonly calls: readonly { readonly at: number; readonly lon: number; readonly lat: number; readonly top: boolean }[];
  readonly arms: readonly PageArm[];
  /** Minute of the day at which the second arm leaves the first. */
  readonly branchAt: number;
}

/** A day with the legs of each unit at hand. */
interface Played {
  readonly data: DayData;
  readonly byUnit: readonly (readonly (readonly PageLeg[])[])[];
}

function clockText(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(Math.floor(minute % 60)).padStart(2, "0")}`;
}

function project(canvas: HTMLCanvasElement, bounds: DayData["bounds"]): (lon: number, lat: number) => readonly [number, number] {
  const [west, south, east, north] = bounds;
  const squeeze = Math.cos((((south + north) / 2) * Math.PI) / 180);
  const scale = Math.min(canvas.width / ((east - west) * squeeze), canvas.height / (north - south)) * 0.96;
  const [left, top] = [(canvas.width - (east - west) * squeeze * scale) / 2, (canvas.height - (north - south) * scale) / 2];
  return (lon, lat) => [left + (lon - west) * squeeze * scale, top + (north - lat) * scale];
}

/** The unit's last leg that has begun; on the way it is between two points of its line. */
function placeOf({ data, byUnit }: Played, arm: number, unit: number, now: number): { readonly lon: number; readonly lat: number; readonly kind: number } {
  const legs = byUnit[arm]![unit]!;
  const leg = legs.findLast(({ from }) => from <= now);
  if (leg === undefined) return { ...data.units[unit]!, kind: -1 };
  const steps = leg.line.length / 2 - 1;
  const done = leg.to <= leg.from ? 1 : Math.min(1, (now - leg.from) / (leg.to - leg.from));
  const i = Math.min(Math.max(0, steps - 1), Math.floor(done * steps));
  const part = steps === 0 ? 0 : done * steps - i;
  const next = Math.min(steps, i + 1);
  const mix = (axis: number): number => leg.line[2 * i + axis]! + (leg.line[2 * next + axis]! - leg.line[2 * i + axis]!) * part;
  return { lon: mix(0), lat: mix(1), kind: leg.kind === 4 && done === 1 ? -1 : leg.kind };
}

/** A pen on one pane: discs and the roads, in the pane's own scale. */
function penOn(canvas: HTMLCanvasElement, data: DayData, dark: boolean) {
  const ratio = devicePixelRatio;
  canvas.width = canvas.clientWidth * ratio;
  canvas.height = canvas.clientHeight * ratio;
  const to = project(canvas, data.bounds);
  const pen = canvas.getContext("2d")!;
  pen.strokeStyle = dark ? "#2c3644" : "#d3d9e2";
  pen.lineWidth = ratio;
  pen.beginPath();
  for (const line of data.roads) {
    for (let i = 0; i < line.length; i += 2) {
      const [x, y] = to(line[i]!, line[i + 1]!);
      if (i === 0) pen.moveTo(x, y);
      else pen.lineTo(x, y);
    }
  }
  pen.stroke();
  return (lon: number, lat: number, size: number, colour: string, hollow: boolean): void => {
    const [x, y] = to(lon, lat);
    pen.beginPath();
    pen.arc(x, y, size * ratio, 0, 2 * Math.PI);
    pen.lineWidth = 2 * ratio;
    pen.strokeStyle = pen.fillStyle = colour;
    if (hollow) pen.stroke();
    else pen.fill();
  };
}

/** Draws one day's pane as of a minute; answers its counts in words. */
function drawArm(played: Played, arm: number, canvas: HTMLCanvasElement, now: number, dark: boolean): string {
  const { data } = played;
  const disc = penOn(canvas, data, dark);
  const colours = ["#e0893a", "#d0453f", "#b565c9", "#b565c9", "#3fae7a"];
  const { ordered, arrived, late } = data.arms[arm]!;
  let [served, tooLate, waiting] = [0, 0, 0];
  data.calls.forEach((call, i) => {
    if (call.at > now) return;
    const done = arrived[i] !== null && arrived[i]! <= now;
    if (done) served += 1;
    if (done && late[i]) tooLate += 1;
    const unsent = ordered[i] === null || ordered[i]! > now;
    if (unsent) waiting += 1;
    if (!done) disc(call.lon, call.lat, call.top ? 9 : 6, unsent ? "#d0453f" : "#e0893a", true);
    else if (now - arrived[i]! < 20) disc(call.lon, call.lat, 5, late[i] ? "#d0453f" : "#3fae7a", true);
  });
  let busy = 0;
  data.units.forEach((_, unit) => {
    const { lon, lat, kind } = placeOf(played, arm, unit, now);
    if (kind >= 0 && kind < 4) busy += 1;
    disc(lon, lat, 4, kind < 0 ? (dark ? "#7fa6f5" : "#2f62c9") : colours[kind]!, false);
  });
  return `到场 reached ${served} · 迟到 late ${tooLate} · 待派 waiting ${waiting} · 在忙 busy ${busy}/${data.units.length}`;
}

/** Calls that the two days answered with a different delay, most first; a press goes there. */
function listDifferences(data: DayData, element: (id: string) => HTMLElement, goTo: (minute: number) => void): void {
  const [a, b] = [data.arms[0]!, data.arms[1]!];
  const rows = data.calls.flatMap((call, i) => (a.arrived[i] === null || b.arrived[i] === null || a.arrived[i] === b.arrived[i] ? [] : [{ call, i, by: b.arrived[i]! - a.arrived[i]! }]));
  rows.sort((x, y) => Math.abs(y.by) - Math.abs(x.by));
  const text = (value: number, late: boolean): string => `${value.toFixed(1)} min${late ? " 迟 late" : ""}`;
  element("count").textContent = `${rows.length} / ${data.calls.length}`;
  for (const { call, i, by } of rows.slice(0, 200)) {
    const row = document.createElement("tr");
    const cells = [clockText(call.at), call.top ? "P1" : "", text(a.arrived[i]! - call.at, a.late[i]!), text(b.arrived[i]! - call.at, b.late[i]!), `${by > 0 ? "+" : ""}${by.toFixed(1)} min`];
    cells.forEach((value, c) => {
      const cell = row.insertCell();
      if (c > 0) return void (cell.textContent = value);
      const go = document.createElement("button");
      go.textContent = value;
      go.onclick = () => goTo(call.at);
      cell.append(go);
    });
    row.className = by > 0 ? "worse" : "better";
    element("rows").append(row);
  }
}

/** Plays two days on two panes of one map under one slider. */
function playDay(data: DayData): void {
  const $ = (id: string): HTMLElement => document.getElementById(id)!;
  const slider = $("slider") as HTMLInputElement;
  const canvases = data.arms.map((_, i) => $(`map${i}`) as HTMLCanvasElement);
  const dark = matchMedia("(prefers-color-scheme:dark)");
  const played: Played = { data, byUnit: data.arms.map(({ legs }) => data.units.map((_, unit) => legs.filter((leg) => leg.unit === unit))) };
  let playing = false;

  function show(): void {
    const now = Number(slider.value);
    $("clock").textContent = clockText(now);
    slider.setAttribute("aria-valuetext", clockText(now));
    data.arms.forEach((_, arm) => ($(`state${arm}`).textContent = drawArm(played, arm, canvases[arm]!, now, dark.matches)));
  }
  function step(): void {
    if (!playing) return;
    slider.value = String(Number(slider.value) + Number(($("speed") as HTMLSelectElement).value) / 60);
    if (Number(slider.value) >= Number(slider.max)) playing = false;
    show();
    requestAnimationFrame(step);
  }
  function goTo(minute: number): void {
    slider.value = String(minute);
    show();
    scrollTo({ top: 0, behavior: "smooth" });
  }
  slider.oninput = show;
  $("play").onclick = () => {
    playing = !playing;
    $("play").textContent = playing ? "⏸" : "▶";
    step();
  };
  addEventListener("resize", show);
  dark.addEventListener("change", show);
  slider.value = String(data.branchAt);
  listDifferences(data, $, goTo);
  show();
}

/** The player as the page carries it: the text of these functions, which use nothing from outside of themselves and the page. */
export const PLAYER = [clockText, project, placeOf, penOn, drawArm, listDifferences, playDay].map(String).join("\n");
