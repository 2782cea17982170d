import type { Incident } from "@tocsin/contract/intake/incident.ts";
import { PRIORITY_SHAPES } from "./priority-shape.ts";

/** The shape of a priority with its figure: told apart without colour. */
export function PriorityMark({ priority }: { readonly priority: Incident["priority"] }) {
  const { path, filled, figure } = PRIORITY_SHAPES[priority ?? "none"];
  const colour = priority === null ? "var(--p2)" : `var(--${priority.toLowerCase()})`;
  return (
    <svg className="priority-mark" viewBox="0 0 24 24" width="24" height="24" aria-hidden="true">
      <path d={path} fill={filled ? colour : "none"} stroke={colour} strokeWidth="2" strokeLinejoin="round" strokeDasharray={priority === null ? "3 2" : undefined} />
      <text x="12" y="16.5" textAnchor="middle" fontSize="12" fontWeight="700" fill={filled ? "var(--on-priority)" : colour}>{figure}</text>
    </svg>
  );
}
