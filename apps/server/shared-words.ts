import type { Matter } from "@tocsin/contract/linkage/matter.ts";
import { isSealed } from "@tocsin/ledger/personal/sealed-text.ts";
import type { Vault } from "@tocsin/ledger/personal/vault.ts";

/** Whose key seals what another platform shared of a matter. */
export const sharedSubject = (matterId: string): string => `matter/${matterId}`;

/** Words that a neighbour shared lie sealed in the log and in the records (JNT-07); here they are opened for those who may see the matter. */
export interface SharedWords {
  use(open: Vault["open"]): void;
  /** Opens what is sealed of matters among these records, so that `readable` finds it at once. */
  ready(records: Iterable<{ readonly kind: string; readonly state: unknown }>): Promise<void>;
  /** The matter with its words; what cannot be opened any more is a dash. */
  readable(matter: Matter): Matter;
}

/** Opened texts that are kept in memory; each is opened anew for whoever looks next. */
const MOST = 20_000;
const GONE = "—";

/** The matter with each of its words changed. */
function withWords(matter: Matter, change: (text: string) => string): Matter {
  const { content, progress, reply } = matter;
  const { place } = content;
  const said = <Said extends { readonly text: string }>(each: Said): Said => ({ ...each, text: change(each.text) });
  return {
    ...matter, content: { ...content, text: change(content.text), place: place === null ? null : { ...place, addressText: change(place.addressText) } },
    progress: progress.map(said), reply: reply === null ? null : said(reply),
  };
}

function sealedIn(matter: Matter): string[] {
  const found: string[] = [];
  withWords(matter, (text) => {
    if (isSealed(text)) found.push(text);
    return text;
  });
  return found;
}

export function sharedWords(): SharedWords {
  const opened = new Map<string, string>();
  let open: Vault["open"] = () => Promise.resolve(null);
  const note = (sealed: string, text: string | null): void => {
    opened.delete(sealed);
    // Its key is gone: nothing of it stays in memory either.
    if (text === null) return;
    if (opened.size >= MOST) opened.delete(opened.keys().next().value!);
    opened.set(sealed, text);
  };
  return {
    // A key that was made anew after the deletion opens nothing of before.
    use: (from) => void (open = from),
    async ready(records) {
      const sealed = [...records].flatMap(({ kind, state }) => (kind === "matter" ? sealedIn(state as Matter) : []));
      await Promise.all([...new Set(sealed)].map(async (text) => note(text, await open(text).catch(() => null))));
    },
    readable: (matter) => (sealedIn(matter).length === 0 ? matter : withWords(matter, (text) => (isSealed(text) ? (opened.get(text) ?? GONE) : text))),
  };
}
