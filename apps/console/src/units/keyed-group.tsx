import type { ReactNode, RefObject } from "react";

interface Props {
  readonly box: RefObject<HTMLDivElement | null>;
  /** What the keys do, said to who does not see them. */
  readonly label: string;
  readonly className: string;
  /** By `KeyboardEvent.key`, letters in lower case. */
  readonly keys: Readonly<Record<string, () => void>>;
  readonly children: ReactNode;
}

/** The list of a board with keys of its own, while the focus is on the list itself and not in a field within. */
export function KeyedGroup({ box, label, className, keys, children }: Props) {
  return (
    <div
      ref={box} tabIndex={0} role="group" aria-label={label} className={className}
      onKeyDown={(event) => {
        const act = event.target === event.currentTarget ? keys[event.key.length === 1 ? event.key.toLowerCase() : event.key] : undefined;
        if (act === undefined) return;
        event.preventDefault();
        event.stopPropagation();
        act();
      }}
    >
      {children}
    </div>
  );
}
