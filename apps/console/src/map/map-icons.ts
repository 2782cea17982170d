import type { UnitKind } from "@tocsin/contract/organisation/city.ts";
import type { UnitStatus } from "@tocsin/contract/dispatch/unit.ts";
import { PRIORITY_SHAPES } from "../incident/priority-shape.ts";
import type { Theme } from "../theme/theme.ts";

/** Pixels per unit: sharp on dense screens. */
export const ICON_RATIO = 2;

interface Palette {
  readonly panel: string;
  readonly text: string;
  readonly dim: string;
  readonly accent: string;
  readonly amber: string;
  readonly red: string;
  readonly priority: Readonly<Record<string, string>>;
  readonly onPriority: string;
}

export const MAP_COLOURS: Readonly<Record<Theme, Palette>> = {
  light: { panel: "#ffffff", text: "#1d2227", dim: "#545c65", accent: "#1b5cb8", amber: "#a86a00", red: "#b3161b", onPriority: "#ffffff", priority: { P1: "#b3161b", P2: "#a84b00", P3: "#3f5f86", P4: "#5d656e", none: "#a84b00" } },
  dark: { panel: "#171b20", text: "#e3e7eb", dim: "#a4aeb8", accent: "#7db1f7", amber: "#f0b84a", red: "#ff6f6b", onPriority: "#14181c", priority: { P1: "#ff6f6b", P2: "#f5a04c", P3: "#8fb2dc", P4: "#a4aeb8", none: "#f5a04c" } },
};

/** One sign for each kind: a character in Chinese, a letter in English. */
const KIND_SIGNS: Readonly<Record<UnitKind, readonly [zh: string, en: string]>> = {
  PATROL_CAR: ["巡", "P"], MOTORCYCLE: ["摩", "M"], FOOT_PATROL: ["步", "F"], TRAFFIC_UNIT: ["交", "T"], SPECIAL_POLICE: ["特", "S"], COMMUNITY_TEAM: ["社", "C"], BOAT: ["艇", "B"],
  FIRE_ENGINE: ["消", "E"], LADDER_TRUCK: ["梯", "L"], RESCUE_SQUAD: ["救", "R"], AMBULANCE: ["医", "A"], SUPERVISOR: ["督", "V"], MRU_TEAM: ["应", "U"],
};

/** Places that stay where they are. */
const SITE_SIGNS: Readonly<Record<string, readonly [zh: string, en: string]>> = { RAPID: ["快", "Q"], STANDBY: ["备", "B"], PREMISE: ["单", "P"] };

/** Name of an image, drawn when the map first asks for it. */
export const incidentIcon = (priority: string | null, unassigned: boolean, drill: boolean): string => `i/${priority ?? "none"}/${unassigned ? "ring" : "plain"}${drill ? "/drill" : ""}`;
export const siteIcon = (kind: string, hazard: { readonly unverified: boolean } | null, lang: string): string => `s/${kind}/${hazard === null ? "plain" : hazard.unverified ? "unverified" : "hazard"}/${lang}`;
export const unitIcon = (kind: string, status: string, stale: boolean, lang: string): string => `u/${kind}/${status}/${stale ? "stale" : "fresh"}/${lang}`;

function canvas(size: number): CanvasRenderingContext2D {
  const element = document.createElement("canvas");
  element.width = size * ICON_RATIO;
  element.height = size * ICON_RATIO;
  const context = element.getContext("2d")!;
  context.scale(ICON_RATIO, ICON_RATIO);
  return context;
}

function write(context: CanvasRenderingContext2D, text: string, colour: string, x: number, y: number, size: number): void {
  context.fillStyle = colour;
  context.font = `600 ${size}px system-ui, "PingFang SC", "Noto Sans CJK SC", "Microsoft YaHei", sans-serif`;
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.fillText(text, x, y);
}

/** A drill is hollow with a dashed border, as its tag is. */
function drawIncident(priority: string, ring: boolean, drill: boolean, colours: Palette): ImageData {
  const size = 36;
  const context = canvas(size);
  const shape = PRIORITY_SHAPES[priority as keyof typeof PRIORITY_SHAPES] ?? PRIORITY_SHAPES.none;
  const colour = colours.priority[priority] ?? colours.dim;
  context.translate(6, 6);
  const path = new Path2D(shape.path);
  context.lineJoin = "round";
  context.lineWidth = 5;
  context.strokeStyle = colours.panel;
  context.stroke(path);
  const filled = shape.filled && !drill;
  context.fillStyle = filled ? colour : colours.panel;
  context.fill(path);
  context.lineWidth = 2;
  context.strokeStyle = colour;
  if (drill) context.setLineDash([3, 2.5]);
  context.stroke(path);
  write(context, shape.figure, filled ? colours.onPriority : colour, 12, priority === "P2" ? 14.5 : 12.5, 12);
  if (ring) {
    context.beginPath();
    context.arc(12, 12, 16, 0, Math.PI * 2);
    context.setLineDash([4, 3]);
    context.stroke();
  }
  return context.getImageData(0, 0, size * ICON_RATIO, size * ICON_RATIO);
}

/** Free: white with a border. Ordered: amber border. Under way: filled. At the scene: filled square. Away: struck out. Stale: dashed and pale. */
function drawUnit(kind: string, status: UnitStatus, stale: boolean, lang: string, colours: Palette): ImageData {
  const size = 24;
  const context = canvas(size);
  const under = status === "EN_ROUTE" || status === "ON_SCENE" || status === "CLEARING";
  const border = status === "ASSIGNED" && !stale ? colours.amber : under && !stale ? colours.accent : colours.dim;
  const box = new Path2D();
  if (status === "ON_SCENE" || status === "CLEARING") box.rect(3, 3, 18, 18);
  else box.arc(12, 12, 9, 0, Math.PI * 2);
  context.globalAlpha = stale ? 0.75 : 1;
  context.fillStyle = under && !stale ? colours.accent : colours.panel;
  context.fill(box);
  if (stale) context.setLineDash([3, 2]);
  context.lineWidth = status === "ASSIGNED" ? 3 : 1.3;
  context.strokeStyle = border;
  context.stroke(box);
  const sign = KIND_SIGNS[kind as UnitKind] ?? ["?", "?"];
  write(context, sign[lang === "zh" ? 0 : 1], under && !stale ? colours.panel : stale || status === "UNAVAILABLE" ? colours.dim : colours.text, 12, 12.5, 11);
  if (status === "UNAVAILABLE") {
    context.setLineDash([]);
    context.beginPath();
    context.moveTo(4, 20);
    context.lineTo(20, 4);
    context.stroke();
  }
  return context.getImageData(0, 0, size * ICON_RATIO, size * ICON_RATIO);
}

/** A house: units are round or square. With a danger it bears a triangle, dashed where what is known of it is no longer verified. */
function drawSite(kind: string, mark: string, lang: string, colours: Palette): ImageData {
  const size = 28;
  const context = canvas(size);
  const house = new Path2D("M4 12 L13 4 L22 12 L22 24 L4 24 Z");
  context.lineJoin = "round";
  context.fillStyle = colours.panel;
  context.fill(house);
  context.lineWidth = 1.5;
  context.strokeStyle = colours.dim;
  context.stroke(house);
  write(context, SITE_SIGNS[kind]?.[lang === "zh" ? 0 : 1] ?? "?", colours.text, 13, 16.5, 10);
  if (mark !== "plain") {
    const sign = new Path2D("M21 2 L28 14 L14 14 Z");
    context.fillStyle = colours.panel;
    context.fill(sign);
    if (mark === "unverified") context.setLineDash([2, 2]);
    context.strokeStyle = colours.red;
    context.stroke(sign);
    write(context, mark === "unverified" ? "?" : "!", colours.red, 21, 10.5, 8);
  }
  return context.getImageData(0, 0, size * ICON_RATIO, size * ICON_RATIO);
}

/** The picture for a name made by `incidentIcon`, `unitIcon` or `siteIcon`; undefined for any other name. */
export function drawIcon(name: string, theme: Theme): ImageData | undefined {
  const [family, first = "", second = "", third = "", fourth = "zh"] = name.split("/");
  const colours = MAP_COLOURS[theme];
  if (family === "i") return drawIncident(first, second === "ring", third === "drill", colours);
  if (family === "u") return drawUnit(first, second as UnitStatus, third === "stale", fourth, colours);
  if (family === "s") return drawSite(first, second, third === "" ? "zh" : third, colours);
  return undefined;
}
