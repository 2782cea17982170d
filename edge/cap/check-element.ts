import type { CapFault } from "./alert.ts";
import type { Content, Part } from "./alert-shape.ts";
import type { Element } from "./xml-tree.ts";

export const CAP_1_2 = "urn:oasis:names:tc:emergency:cap:1.2";
const SIGNATURE = "http://www.w3.org/2000/09/xmldsig#";

const pathOf = (path: string, { name, most }: Part, index: number): string => (most === 1 ? `${path}/${name}` : `${path}/${name}/${index}`);

/** Whether an element stands for a signature, which may follow at the end of an alert. */
export const isSignature = ({ namespace }: Element): boolean => namespace === SIGNATURE;

/** Every fault of an element against what it may hold, with where it is. */
export function checkElement(element: Element, content: Content, path: string): CapFault[] {
  if (content.kind === "text") {
    if (element.children.length > 0) return [{ path, code: "UNKNOWN", detail: element.children[0]!.name }];
    return content.test(element.text) ? [] : [{ path, code: "VALUE", detail: content.wanted }];
  }
  const faults: CapFault[] = [];
  const counts = new Map<string, number>();
  let furthest = 0;
  for (const child of element.children) {
    const at = content.parts.findIndex(({ name }) => name === child.name);
    const part = content.parts[at];
    if (part === undefined || child.namespace !== CAP_1_2) {
      faults.push({ path: `${path}/${child.name}`, code: "UNKNOWN", detail: child.namespace });
      continue;
    }
    const index = counts.get(part.name) ?? 0;
    counts.set(part.name, index + 1);
    const here = pathOf(path, part, index);
    if (index === part.most) faults.push({ path: here, code: "TOO_MANY", detail: `${part.most}` });
    if (index >= part.most) continue;
    if (at < furthest) faults.push({ path: here, code: "ORDER", detail: `before ${content.parts[furthest]!.name}` });
    furthest = Math.max(furthest, at);
    faults.push(...checkElement(child, part.content, here));
  }
  for (const part of content.parts) if (part.least === 1 && !counts.has(part.name)) faults.push({ path: pathOf(path, part, 0), code: "MISSING", detail: part.name });
  if (element.text !== "") faults.push({ path, code: "UNKNOWN", detail: "text between elements" });
  return faults;
}
