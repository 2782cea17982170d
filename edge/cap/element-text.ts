import type { CapValue } from "./alert.ts";
import type { Element } from "./xml-tree.ts";

export const childrenOf = (element: Element, name: string): readonly Element[] => element.children.filter((child) => child.name === name);

/** Texts of the children of this name, in their order. */
export const textsOf = (element: Element, name: string): readonly string[] => childrenOf(element, name).map(({ text }) => text);

/** Text of the one child of this name; null where it is missing or empty. */
export const textOf = (element: Element, name: string): string | null => textsOf(element, name)[0] || null;

export const valuesOf = (element: Element, name: string): readonly CapValue[] =>
  childrenOf(element, name).map((pair) => ({ valueName: textOf(pair, "valueName") ?? "", value: textOf(pair, "value") ?? "" }));
