import type { FastifyInstance } from "fastify";
import type { City } from "@tocsin/contract/organisation/city.ts";
import { refuse } from "@tocsin/contract/refusal.ts";
import { ROUTES } from "@tocsin/contract/routes.ts";
import { CityView, DemoSignIns } from "@tocsin/contract/views.ts";
import { answers } from "../../http/answer-schemas.ts";
import { RefusedRequest } from "../../http/refused-request.ts";
import { typeKeys } from "./type-keys.ts";

export interface CityDeps {
  readonly city: City;
  /** A demo shows its sign-ins to everyone. */
  readonly demo: boolean;
}

function cityView({ city, demo }: CityDeps): CityView {
  const { head, orgs, departments, outcomes, premises, deadlines, factKeys } = city;
  return {
    head, factKeys: [...factKeys], departments: [...departments], outcomes: [...outcomes], premises: [...premises], deadlines, demo,
    orgs: orgs.map((org) => ({ ...org })),
    types: city.types.map((type) => ({ type, keys: typeKeys(type) })),
  };
}

/** One sign-in per account that has a demo password; the first role names it. */
function demoSignIns(city: City): { signIns: DemoSignInRow[] } {
  const roleZh = new Map(city.roles.map((row) => [row.role, row.nameZh]));
  return {
    signIns: city.accounts.flatMap((account) => {
      const role = account.grants[0]?.role ?? "";
      return account.demoPassword === undefined ? [] : [{ account: account.id, password: account.demoPassword, name: account.name, role, roleZh: roleZh.get(role) ?? role, unitId: account.unit ?? null }];
    }),
  };
}

interface DemoSignInRow {
  readonly account: string;
  readonly password: string;
  readonly name: string;
  readonly role: string;
  readonly roleZh: string;
  readonly unitId: string | null;
}

export function registerCity(app: FastifyInstance, deps: CityDeps): void {
  const view = cityView(deps);
  app.get(ROUTES.city, { schema: { tags: ["city"], response: answers(CityView) } }, async () => view);

  app.get(ROUTES.demo, { config: { open: true }, schema: { tags: ["city"], response: answers(DemoSignIns) } }, async () => {
    if (!deps.demo) throw new RefusedRequest(refuse("NOT_FOUND"));
    return demoSignIns(deps.city);
  });
}
