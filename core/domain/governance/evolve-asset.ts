import { type Asset, type AssetEvents, type AssetStatus, holderOf } from "@tocsin/contract/governance/asset.ts";
import type { AssetEvent } from "@tocsin/contract/events.ts";
import { ImpossibleEvent } from "../fold.ts";

type Unversioned = Pick<AssetEvent, "id" | "type" | "data" | "at" | "by">;
type Data<Type extends keyof AssetEvents> = AssetEvents[Type];

/** In which status each event can come. */
export const ASSET_POSSIBLE: Readonly<Record<Exclude<keyof AssetEvents, "AssetRegistered">, readonly AssetStatus[]>> = {
  AssetOffered: ["ORPHAN", "HELD"],
  AssetOfferEnded: ["ORPHAN", "HELD"],
  AssetTaken: ["ORPHAN", "HELD"],
  AssetAssigned: ["ORPHAN"],
  AssetHolderLost: ["HELD"],
  AssetHolderBack: ["ORPHAN"],
  AssetRetired: ["ORPHAN", "HELD"],
};

/** The terms with the open one ended. @throws ImpossibleEvent when it would end before it began. */
function ended(terms: Asset["terms"], until: number): Asset["terms"] {
  return terms.map((term) => {
    if (term.until !== null) return term;
    if (until < term.from) throw new ImpossibleEvent(`a term from ${term.from} cannot end at ${until}`);
    return { ...term, until };
  });
}

function taken(state: Asset, { data, at, by }: Unversioned): Partial<Asset> {
  const { from, name } = data as Data<"AssetTaken">;
  const { offer, terms } = state;
  if (offer === null) throw new ImpossibleEvent("taken without an offer");
  if (terms.length > 0 && holderOf(state) === null) throw new ImpossibleEvent("taken after its terms have ended");
  return { status: "HELD", orphanSince: null, offer: null, holderPaths: offer.paths, terms: [...ended(terms, from), { party: offer.to, from, until: null, given: offer.given, taken: { by, name, at } }] };
}

/** By paper: what was signed stands in both places, since nobody has signed here. */
function assigned({ offer, terms }: Asset, { data, at, by }: Unversioned): Partial<Asset> {
  const { party, paths, signed } = data as Data<"AssetAssigned">;
  if (offer !== null || terms.length > 0) throw new ImpossibleEvent("assigned by paper after the register had begun");
  const paper = { by, name: signed, at };
  return { status: "HELD", orphanSince: null, holderPaths: [...paths], terms: [{ party, from: at, until: null, given: paper, taken: paper }] };
}

function changed(state: Asset, event: Unversioned): Partial<Asset> {
  const { at, by, data } = event;
  switch (event.type) {
    case "AssetOffered": {
      const { name, ...offer } = data as Data<"AssetOffered">;
      if (state.offer !== null) throw new ImpossibleEvent("offered twice");
      return { offer: { no: state.version + 1, ...offer, paths: [...offer.paths], given: { by, name, at } } };
    }
    case "AssetOfferEnded":
      return { offer: null };
    case "AssetTaken":
      return taken(state, event);
    case "AssetAssigned":
      return assigned(state, event);
    case "AssetHolderLost":
      return { status: "ORPHAN", orphanSince: at };
    case "AssetHolderBack":
      return { status: "HELD", orphanSince: null };
    case "AssetRetired": {
      const { until, name, reason } = data as Data<"AssetRetired">;
      return { status: "RETIRED", orphanSince: null, offer: null, holderPaths: [], terms: ended(state.terms, until), retired: { by, name, at, reason } };
    }
    default:
      return {};
  }
}

const scopeOf = ({ area, holderPaths, offer }: Pick<Asset, "area" | "holderPaths" | "offer">): string[] => [...new Set([area, ...holderPaths, ...(offer?.paths ?? [])])];

/** Folds one event into what somebody answers for. @throws ImpossibleEvent when the event cannot follow the state. */
export function evolveAsset(state: Asset | null, event: Unversioned): Asset {
  if (event.type === "AssetRegistered") {
    if (state !== null) throw new ImpossibleEvent("registered twice");
    const data = event.data as Data<"AssetRegistered">;
    return { id: event.id, version: 1, ...data, status: "ORPHAN", registeredAt: event.at, registeredBy: event.by, orphanSince: event.at, terms: [], holderPaths: [], offer: null, retired: null, scope: [data.area] };
  }
  if (state === null) throw new ImpossibleEvent(`${event.type} on what was never registered`);
  if (!ASSET_POSSIBLE[event.type].includes(state.status)) throw new ImpossibleEvent(`${event.type} on what is ${state.status}`);
  const next = { ...state, ...changed(state, event), version: state.version + 1 };
  return { ...next, scope: scopeOf(next) };
}
