import { useSay } from "../language/words.ts";
import { dismissNotice, useNotice } from "../live/notice.ts";

/** What happened, and the key that mends it: one sentence. */
export function NoticeLine() {
  const say = useSay();
  const notice = useNotice();
  return (
    <div className={`notice notice-${notice?.tone ?? "none"}`} role={notice && notice.tone !== "done" ? "alert" : "status"}>
      {notice && (
        <>
          <span aria-hidden="true">{notice.tone === "done" ? "✓" : notice.tone === "lost" ? "○" : "✕"}</span> <span className="notice-text">{notice.text}</span>
          {notice.mend && (
            <button type="button" className="plain" onClick={() => { dismissNotice(); notice.mend?.run(); }}>
              {notice.mend.text} <kbd>{notice.mend.key}</kbd>
            </button>
          )}
          <button type="button" className="plain" aria-label={say("notice.dismiss")} onClick={dismissNotice}>×</button>
        </>
      )}
    </div>
  );
}
