import { useWording } from "./language/wording.ts";
import { HoldForHelp } from "./duress/hold-button.tsx";
import { useHeld } from "./state/field.ts";
import type { Screen } from "./state/store.ts";

const SCREENS: readonly Screen[] = ["order", "map", "me"];

/** The three screens, and the call for help beside them, under the thumb everywhere. */
export function TabBar({ screen }: { screen: Screen }) {
  const { store } = useHeld();
  const { words } = useWording();
  return (
    <nav className="tabs" aria-label={words.app}>
      {SCREENS.map((one) => (
        <button key={one} type="button" className="tab" aria-current={screen === one ? "page" : undefined} onClick={() => store.set({ screen: one })}>
          {words.tabs[one]}
        </button>
      ))}
      <HoldForHelp />
    </nav>
  );
}
