import { useEffect, useRef, useState, type ReactNode } from "react";

interface Props<Item> {
  readonly items: readonly Item[];
  readonly heightOf: (item: Item) => number;
  readonly keyOf: (item: Item) => string;
  readonly draw: (item: Item) => ReactNode;
  /** Brought into view when it changes. */
  readonly currentKey: string | null;
  readonly label: string;
}

/** Rows of known heights of which only those in view exist: ten thousand scroll like ten. */
export function WindowedList<Item>({ items, heightOf, keyOf, draw, currentKey, label }: Props<Item>) {
  const box = useRef<HTMLDivElement>(null);
  const [top, setTop] = useState(0);
  const [height, setHeight] = useState(800);
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const observer = new ResizeObserver(() => setHeight(element.clientHeight));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  const offsets: number[] = [0];
  for (const item of items) offsets.push(offsets.at(-1)! + heightOf(item));
  const total = offsets.at(-1) ?? 0;
  const current = currentKey === null ? -1 : items.findIndex((item) => keyOf(item) === currentKey);
  const [from, to] = [offsets[current], offsets[current + 1]];
  useEffect(() => {
    const element = box.current;
    if (!element || from === undefined || to === undefined) return;
    if (from < element.scrollTop + STICKY) element.scrollTop = Math.max(0, from - STICKY);
    else if (to > element.scrollTop + element.clientHeight) element.scrollTop = to - element.clientHeight;
    // Only when another row becomes the current one: a person who scrolls away is left alone.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [currentKey]);
  const first = Math.max(0, lowerBound(offsets, top - MARGIN) - 1);
  const last = Math.min(items.length, lowerBound(offsets, top + height + MARGIN));
  return (
    <div ref={box} className="windowed" role="list" aria-label={label} onScroll={(event) => setTop(event.currentTarget.scrollTop)}>
      <div style={{ height: total, position: "relative" }}>
        {items.slice(first, last).map((item, index) => (
          <div key={keyOf(item)} role="listitem" style={{ position: "absolute", top: offsets[first + index], left: 0, right: 0, height: heightOf(item) }}>
            {draw(item)}
          </div>
        ))}
      </div>
    </div>
  );
}

const MARGIN = 200;
/** Height of a group's heading, under which a row must not hide. */
const STICKY = 28;

/** Index of the first value that is not below the target. */
function lowerBound(sorted: readonly number[], target: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! < target) low = middle + 1;
    else high = middle;
  }
  return low;
}
