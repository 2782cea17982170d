import type { ReactNode } from "react";
import { useSay } from "../language/words.ts";
import { showPanel } from "../selection/panels.ts";
import "./board-frame.css";

/** A page over map and detail, below the strip and beside the queue; Esc leaves. */
export function BoardFrame({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  const say = useSay();
  return (
    <section className="board" aria-label={title} onKeyDown={(event) => event.key === "Escape" && showPanel("none")}>
      <header className="board-head">
        <h1>{title}</h1>
        <button type="button" className="plain" onClick={() => showPanel("none")}>{say("prompt.leave")} <kbd>Esc</kbd></button>
      </header>
      {children}
    </section>
  );
}
