import { useEffect } from "react";
import { DrawPanel } from "../drawings/draw-panel.tsx";
import { endDrawing } from "../drawings/drawing-draft.ts";
import { useSay } from "../language/words.ts";
import { openPanel } from "../selection/panels.ts";
import { useStore } from "../store/external-store.ts";
import { RaiseForm } from "./raise-form.tsx";
import { raisingStore } from "./raising.ts";
import "./advisories.css";

const back = (): void => openPanel("advisories");
const itself = (raising: boolean): boolean => raising;

/** What stands beside the map while something is drawn on it. */
export const DrawOrRaise = () => (useStore(raisingStore, itself) ? <RaisePanel /> : <DrawPanel />);

/** An advisory is brought in beside the map, on which its area may be drawn (CMD-01); Esc and what is done lead back to the list. */
function RaisePanel() {
  const say = useSay();
  useEffect(() => endDrawing, []);
  return (
    <section className="detail draw-panel" aria-label={say("advisory.raise")}>
      <header className="board-head"><h1>{say("advisory.raise")}</h1><button type="button" className="plain" onClick={back}>{say("prompt.leave")} <kbd>Esc</kbd></button></header>
      <RaiseForm onLeave={back} />
    </section>
  );
}
