import type { KeyboardEvent, ReactNode, RefObject } from "react";

interface Props {
  readonly box: RefObject<HTMLDivElement | null>;
  /** What the keys do, said to who does not see them. */
  readonly label: string;
  readonly className: string;
  /** By `KeyboardEvent.key`, letters in lower case. */
  readonly keys: Readonly<Record<string, () => void>>;
  readonly children: ReactNode;
}

/** What a key does natively where the focus is: writes into a field, presses a button. */
function isTaken({ key, target, currentTarget }: KeyboardEvent<HTMLElement>): boolean {
  if (target === currentTarget || !(target instanceof HTMLElement)) return false;
  return /^(INPUT|SELECT|TEXTAREA)$/.test(target.tagName) || ((key === "Enter" || key === " ") && /^(A|BUTTON|SUMMARY)$/.test(target.tagName));
}

/** The list of a board with keys of its own, while the focus is on the list or a button within, and not in a field. A row that was clicked leaves them to the list. */
export function KeyedGroup({ box, label, className, keys, children }: Props) {
  return (
    <div
      ref={box} tabIndex={0} role="group" aria-label={label} className={className}
      onClick={({ target }) => target instanceof Element && target.closest("[tabindex='-1']") !== null && box.current?.focus()}
      onKeyDown={(event) => {
        const act = keys[event.key.length === 1 ? event.key.toLowerCase() : event.key];
        if (act === undefined || isTaken(event) || event.ctrlKey || event.metaKey || event.altKey) return;
        event.preventDefault();
        event.stopPropagation();
        act();
      }}
    >
      {children}
    </div>
  );
}
