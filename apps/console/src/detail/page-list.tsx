import type { Seat } from "@tocsin/contract/views.ts";
import { useSay, type Word } from "../language/words.ts";
import { useSeat } from "../live/session.ts";
import { seesIncidents, seesMatters } from "../matters/own-matters.ts";
import { openPanel, type Panel } from "../selection/panels.ts";

interface PageRow {
  readonly panel: Panel;
  readonly word: Word;
  readonly key?: string;
  /** Left out: for every seat. */
  readonly for?: (seat: Pick<Seat, "views">) => boolean;
}

const audits = ({ views }: Pick<Seat, "views">): boolean => views.includes("AUDIT");

/** Every page that lies over map and detail, by whose work it is. */
const PAGES: readonly PageRow[] = [
  { panel: "units", word: "keys.units", key: "U", for: seesIncidents }, { panel: "breaches", word: "keys.breaches", key: "B", for: seesIncidents }, { panel: "reserve", word: "keys.reserve", key: "I", for: seesIncidents },
  { panel: "advisories", word: "verb.advisories", for: seesIncidents }, { panel: "posts", word: "verb.posts", for: seesIncidents }, { panel: "support", word: "verb.support", for: seesIncidents },
  { panel: "matters", word: "verb.matters", for: seesMatters }, { panel: "joint", word: "verb.joint" }, { panel: "duty", word: "verb.duty" }, { panel: "assets", word: "verb.assets" }, { panel: "reviews", word: "verb.reviews" },
  { panel: "plans", word: "verb.plans" }, { panel: "guidance", word: "verb.guidance" }, { panel: "mechanisms", word: "verb.mechanisms" },
  { panel: "speed", word: "keys.speed", key: "V", for: seesIncidents }, { panel: "planner", word: "keys.planner", key: "H" }, { panel: "layouts", word: "verb.layouts" }, { panel: "figures", word: "verb.figures" }, { panel: "audit", word: "verb.audit", for: audits },
];

/** Where nothing is chosen: the pages of this seat, for hands that know no verb of the command bar yet. */
export function PageList() {
  const say = useSay();
  const seat = useSeat();
  return (
    <nav className="page-list" aria-label={say("detail.pages")}>
      <h2>{say("detail.pages")}</h2>
      {PAGES.filter((page) => page.for?.(seat) ?? true).map(({ panel, word, key }) => <button key={panel} type="button" className="plain" onClick={() => openPanel(panel)}>{say(word)} {key && <kbd>{key}</kbd>}</button>)}
    </nav>
  );
}
