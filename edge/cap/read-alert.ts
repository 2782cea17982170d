import { fail, ok, type Result } from "@tocsin/kernel/result.ts";
import type { CapAlert, CapFault, CapInfo, CapReference } from "./alert.ts";
import { ALERT, instantOf } from "./alert-shape.ts";
import { CAP_1_2, checkElement, isSignature } from "./check-element.ts";
import { childrenOf, textOf, textsOf, valuesOf } from "./element-text.ts";
import { readArea } from "./read-area.ts";
import { type Element, xmlTree } from "./xml-tree.ts";

const instant = (element: Element, name: string): number | null => {
  const text = textOf(element, name);
  return text === null ? null : instantOf(text);
};

/** `sender,identifier,sent` triples, split by spaces. */
function readReferences(text: string | null, faults: CapFault[]): CapReference[] {
  return (text ?? "").split(/\s+/).filter(Boolean).flatMap((triple) => {
    const [sender = "", identifier = "", when = "", ...more] = triple.split(",");
    const sent = instantOf(when);
    if (sender !== "" && identifier !== "" && more.length === 0 && Number.isFinite(sent)) return [{ sender, identifier, sent }];
    faults.push({ path: "/alert/references", code: "VALUE", detail: "sender,identifier,sent" });
    return [];
  });
}

/** What was checked against the schema has its choices: the casts say what the table has made sure of. */
function readInfo(element: Element, path: string, faults: CapFault[]): CapInfo {
  const [effective, onset, expires] = [instant(element, "effective"), instant(element, "onset"), instant(element, "expires")];
  const begins = onset ?? effective;
  if (begins !== null && expires !== null && expires < begins) faults.push({ path: `${path}/expires`, code: "VALUE", detail: "not before onset" });
  return {
    language: textOf(element, "language") ?? "en-US",
    categories: textsOf(element, "category") as CapInfo["categories"],
    event: textOf(element, "event") ?? "",
    responses: textsOf(element, "responseType") as CapInfo["responses"],
    urgency: textOf(element, "urgency") as CapInfo["urgency"],
    severity: textOf(element, "severity") as CapInfo["severity"],
    certainty: textOf(element, "certainty") as CapInfo["certainty"],
    effective, onset, expires,
    senderName: textOf(element, "senderName"),
    headline: textOf(element, "headline"),
    description: textOf(element, "description"),
    instruction: textOf(element, "instruction"),
    parameters: valuesOf(element, "parameter"),
    areas: childrenOf(element, "area").map((area, index) => readArea(area, `${path}/area/${index}`, faults)),
  };
}

/** Rules between elements (3.2.1 of the standard). */
function checkAlert(alert: CapAlert, root: Element, faults: CapFault[]): void {
  const missing = (name: string): number => faults.push({ path: `/alert/${name}`, code: "MISSING", detail: name });
  if (alert.messageType !== "Alert" && alert.references.length === 0) missing("references");
  if (alert.scope === "Restricted" && textOf(root, "restriction") === null) missing("restriction");
  if (alert.scope === "Private" && textOf(root, "addresses") === null) missing("addresses");
}

/**
 * Reads an alert of CAP 1.2 from bytes (UTF-8 or GB 18030). Older versions are refused by their namespace.
 * @returns the alert, or every fault at once; what a broken document holds is never partly used.
 */
export function readAlert(bytes: Uint8Array): Result<CapAlert, readonly CapFault[]> {
  const tree = xmlTree(bytes);
  if (!tree.ok) return fail([tree.error]);
  const root = { ...tree.value, children: tree.value.children.filter((child) => !isSignature(child)) };
  if (root.name !== "alert" || root.namespace !== CAP_1_2) return fail([{ path: "/alert", code: "NAMESPACE", detail: `${root.namespace} ${root.name}`.trim() }]);
  const faults = checkElement(root, ALERT, "/alert");
  if (faults.length > 0) return fail(faults);
  const alert: CapAlert = {
    identifier: textOf(root, "identifier") ?? "",
    sender: textOf(root, "sender") ?? "",
    sent: instantOf(textOf(root, "sent") ?? ""),
    status: textOf(root, "status") as CapAlert["status"],
    messageType: textOf(root, "msgType") as CapAlert["messageType"],
    scope: textOf(root, "scope") as CapAlert["scope"],
    references: readReferences(textOf(root, "references"), faults),
    infos: childrenOf(root, "info").map((info, index) => readInfo(info, `/alert/info/${index}`, faults)),
    signed: tree.value.children.some(isSignature),
  };
  checkAlert(alert, root, faults);
  return faults.length > 0 ? fail(faults) : ok(alert);
}
