import type { Layout } from "@tocsin/contract/layouts/layout.ts";
import { spreadsheetText } from "@tocsin/kernel/csv.ts";
import { nameIn, useLang, useSay } from "../language/words.ts";
import { useSeat } from "../live/session.ts";
import { openInSandbox } from "../planner/planner-store.ts";
import { showPanel } from "../selection/panels.ts";

interface Props {
  readonly layout: Layout;
  readonly onLook: (at: { readonly lon: number; readonly lat: number }) => void;
}

/** Posts that a version changes: to be looked at on the map, to be tried in the sandbox with figures made anew, and to be taken to the city's files. */
export function ProposedPosts({ layout: { posts, name, no }, onLook }: Props) {
  const say = useSay();
  const lang = useLang();
  const { views } = useSeat();
  if (posts === undefined) return null;
  const days = say("planner.days").split(" ");
  const save = (): void => {
    const url = URL.createObjectURL(new Blob([spreadsheetText([["change", "id", "name_zh", "name_en", "lon", "lat"], ...posts.changes.map(({ kind, id, nameZh, nameEn, lon, lat }) => [kind, id, nameZh, nameEn, lon, lat])])], { type: "text/csv;charset=utf-8" }));
    const link = document.createElement("a");
    link.href = url;
    link.download = `posts-${no ?? "draft"}-${name}.csv`;
    link.click();
    URL.revokeObjectURL(url);
  };
  const tryIt = (): void => {
    void openInSandbox(posts);
    showPanel("planner");
  };
  return (
    <section aria-label={say("layouts.posts")}>
      <h2>{say("layouts.posts")} <span className="dim">{posts.changes.length}</span></h2>
      <p className="hint dim">{say("layouts.postsWhen", { day: days[posts.weekday - 1]!, hour: `${String(posts.hour).padStart(2, "0")}:00` })}</p>
      <ul className="layout-changes">
        {posts.changes.map((change, index) => (
          <li key={index}><button type="button" className="plain" onClick={() => onLook({ lon: change.lon, lat: change.lat })}><b>{say(`layouts.post.${change.kind}`)}</b> {nameIn(lang, change)} <span className="dim num">{change.lon.toFixed(5)}, {change.lat.toFixed(5)}</span></button></li>
        ))}
      </ul>
      <p className="layout-acts">
        {views.includes("PLANNER") && <button type="button" className="plain" onClick={tryIt}>{say("layouts.postsTry")}</button>}
        <button type="button" className="plain" onClick={save}>{say("layouts.postsExport")}</button>
      </p>
    </section>
  );
}
