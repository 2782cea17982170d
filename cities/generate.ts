import { writeCity, type CityData } from "./city-files.ts";
import { drawAccounts } from "./demo/accounts.ts";
import { areasText } from "./demo/areas.ts";
import { drawAssetHolders } from "./demo/asset-holders.ts";
import { buildCity } from "./demo/built-city.ts";
import { drawPlaces } from "./demo/gazetteer.ts";
import { drawContacts } from "./demo/contacts.ts";
import { drawHazards } from "./demo/hazards.ts";
import { greenLayer, waterLayer } from "./demo/map-layers.ts";
import { drawMetro } from "./demo/metro.ts";
import { MUTUAL_AID } from "./demo/mutual-aid.ts";
import { drawOrganisation } from "./demo/organisation.ts";
import { demoPlans } from "./demo/plan-files.ts";
import { CENTRE, toLonLat } from "./demo/plane.ts";
import { drawPremises } from "./demo/premises.ts";
import { drawRapidPoints } from "./demo/rapid-points.ts";
import { drawSensors } from "./demo/sensors.ts";
import { DEMO_CLIENTS, demoSharing } from "./demo/sharing.ts";
import { demoCertificates, demoJoint, demoRosters } from "./demo/joint-desk.ts";
import { drawReserves } from "./demo/reserves.ts";
import { drawSiteGroups } from "./demo/site-groups.ts";
import { DEMO_SPEEDS } from "./demo/speeds.ts";
import { standbyPosts } from "./demo/standby-posts.ts";
import { drawUnits } from "./demo/units.ts";

/** The day of which a city that is told none has its agreements. */
const DRAWN_ON = "2026-03-02";

/**
 * The demo city: 岚江市 (Lanjiang), a fictional Chinese river city of about a million people.
 * The same seed gives the same bytes; every purpose draws from a random stream of its own.
 */
export function demoCity(seed: string | number): CityData {
  const built = buildCity(seed);
  const orgPlan = drawOrganisation(built);
  const { groups, premises } = drawSiteGroups(built, orgPlan, drawPremises(built, drawMetro(built)));
  const orgs = [orgPlan.city, ...orgPlan.districts, ...orgPlan.lines, ...orgPlan.stations, ...orgPlan.posts].map(({ row }) => row).concat(groups);
  const units = drawUnits(orgPlan, groups, built.dice("units"));
  const rowsOf = premises.map(({ row }) => row);
  const hazards = drawHazards(rowsOf, built.dice("hazards"));
  const posts = standbyPosts(orgs);
  const [west, south] = toLonLat([-13_200, -10_800]);
  const [east, north] = toLonLat([13_200, 10_800]);
  return {
    head: {
      id: "demo",
      nameZh: "岚江市",
      nameEn: "Lanjiang",
      centre: { lon: CENTRE[0], lat: CENTRE[1] },
      bounds: [west, south, east, north],
      utcOffset: 480,
      matrixVersion: 1,
      attribution: "岚江市为虚构城市 · Lanjiang is a fictional city",
      coverTarget: 300,
    },
    orgs,
    units,
    premises: rowsOf,
    hazards,
    contacts: drawContacts(groups, built.dice("contacts")),
    accounts: drawAccounts(orgs, units),
    mutualAid: MUTUAL_AID,
    rapidPoints: drawRapidPoints(built, orgPlan, premises, units),
    standbyPosts: posts,
    assetHolders: drawAssetHolders(built, orgPlan, { premises, hazards, standbyPosts: posts }),
    clients: DEMO_CLIENTS,
    sharing: demoSharing(DRAWN_ON),
    reserves: drawReserves(orgs, units),
    joint: demoJoint(),
    rosters: demoRosters(),
    certificates: demoCertificates(units),
    sensors: drawSensors(rowsOf),
    speeds: DEMO_SPEEDS,
    areas: areasText(built, orgPlan, premises),
    roads: { roads: built.roads, turns: built.turns },
    places: drawPlaces(built, orgPlan, premises),
    water: waterLayer(built),
    green: greenLayer(built),
    plans: demoPlans(),
  };
}

/** Writes the demo city's folder. */
export function generateDemoCity(dir: string, seed: string | number = 1): void {
  writeCity(dir, demoCity(seed));
}
