import type { Client } from "@tocsin/client/client.ts";
import { boardStore } from "../live/live-board.ts";
import { selectionStore } from "../selection/selection.ts";
import { summaryOf } from "../incident/summary.ts";

const AGAIN_MS = 15_000;
const MOST = 8;
const EMPTY: GeoJSON.FeatureCollection = { type: "FeatureCollection", features: [] };

/** Units on their way to the chosen incident. */
function underWay(): { readonly incidentId: string; readonly unitIds: readonly string[] } | null {
  const { incidentId } = selectionStore.get();
  const incident = incidentId === null ? undefined : boardStore.get().incidents.get(incidentId);
  if (!incident?.place?.point) return null;
  const unitIds = summaryOf(incident).active.filter(({ assignment }) => assignment.arrivedAt === null).map(({ assignment }) => assignment.unitId);
  return { incidentId: incident.id, unitIds: unitIds.slice(0, MOST) };
}

/** Ways of those under way, asked anew when they change and every so often while they drive. */
export function routeLines(client: Client, draw: (data: GeoJSON.FeatureCollection) => void): { readonly again: () => void; readonly stop: () => void } {
  let known = "";
  let asked = 0;
  const ask = async (): Promise<void> => {
    const now = underWay();
    const mine = (asked += 1);
    if (!now || now.unitIds.length === 0) return draw(EMPTY);
    // A way that cannot be had is left out: the units themselves are on the map.
    const found = await Promise.allSettled(now.unitIds.map((unitId) => client.route(unitId, now.incidentId)));
    if (mine !== asked) return;
    const features = found.flatMap((each): GeoJSON.Feature[] =>
      each.status === "fulfilled" && each.value.line.length > 1 ? [{ type: "Feature", geometry: { type: "LineString", coordinates: each.value.line.map(([lon, lat]) => [lon, lat]) }, properties: {} }] : [],
    );
    draw({ type: "FeatureCollection", features });
  };
  const check = (): void => {
    const now = underWay();
    const key = now ? `${now.incidentId} ${now.unitIds.join()}` : "";
    if (key === known) return;
    known = key;
    void ask();
  };
  const again = (): void => void ask();
  const ends = [boardStore.subscribe(check), selectionStore.subscribe(check)];
  const timer = setInterval(() => known !== "" && again(), AGAIN_MS);
  check();
  return {
    again,
    stop: () => {
      clearInterval(timer);
      asked += 1;
      for (const end of ends) end();
    },
  };
}
