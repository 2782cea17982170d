import type { ReactNode } from "react";
import type { Report } from "@tocsin/contract/organisation/mechanism.ts";
import { useSay } from "../language/words.ts";
import { ReportMark } from "../mechanisms/mechanism-mark.tsx";
import { showPanel } from "../selection/panels.ts";
import "./board-frame.css";

/** A page over map and detail, below the strip and beside the queue; Esc leaves. One of figures says under which mechanism they are read (ORG-05). */
export function BoardFrame({ title, report, children }: { readonly title: string; readonly report?: Report; readonly children: ReactNode }) {
  const say = useSay();
  return (
    <section className="board" aria-label={title} onKeyDown={(event) => event.key === "Escape" && showPanel("none")}>
      <header className="board-head">
        <h1>{title} {report && <ReportMark report={report} />}</h1>
        <button type="button" className="plain" onClick={() => showPanel("none")}>{say("prompt.leave")} <kbd>Esc</kbd></button>
      </header>
      {children}
    </section>
  );
}
