import { langStore, sayNow } from "../language/words.ts";
import { keepSoon } from "../store/kept-records.ts";
import { PAPER_KEPT, type KeptPage } from "./paper-place.ts";

export function keepPage(page: KeptPage): void {
  const [kind, id] = PAPER_KEPT;
  keepSoon({ keep: { kind, id, of: null, head: page } });
}

/** A locked seat shows the board to nobody, on paper either: this lies in its place until the seat opens. */
export function coverPaper(): void {
  const html = `<!doctype html>
<html lang="${langStore.get() === "zh" ? "zh-CN" : "en"}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${sayNow("lock.title")}</title>
<style>:root{color-scheme:light dark}body{font:18px/1.6 "Noto Sans CJK SC","PingFang SC","Microsoft YaHei",sans-serif;max-width:34em;margin:15vh auto;padding:0 16px}h1{font-size:24px}</style></head><body>
<h1>${sayNow("lock.title")}</h1>
<p>${sayNow("lock.noPaper")}</p>
<p><a href="/">${sayNow("lock.open")}</a></p>
</body></html>
`;
  keepPage({ locked: true, html });
}
