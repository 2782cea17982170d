import type { FastifyInstance } from "fastify";
import type { City } from "@tocsin/contract/organisation/city.ts";
import { ROUTES } from "@tocsin/contract/routes.ts";
import { CityView } from "@tocsin/contract/views.ts";
import { bordersOf } from "@tocsin/domain/linkage/border.ts";
import { answers } from "../../http/answer-schemas.ts";
import { typeKeys } from "./type-keys.ts";

export interface CityDeps {
  readonly city: City;
  /** A demo shows its sign-ins to everyone who asks (features/demo). */
  readonly demo: boolean;
}

function cityView({ city, demo }: CityDeps): CityView {
  const { head, orgs, departments, responsibilities, outcomes, premises, hazards, rapidPoints, standbyPosts, reserves, sensors, deadlines, policies, factKeys, joint, mechanisms, capabilities, roles } = city;
  const borders = bordersOf(city.platforms);
  return {
    ...(borders.length === 0 ? {} : { borders: [...borders] }),
    head, factKeys: [...factKeys], departments: [...departments], responsibilities: [...responsibilities], joint, mechanisms, capabilities: [...capabilities], seats: roles.map(({ role, nameZh, nameEn }) => ({ role, nameZh, nameEn })), outcomes: [...outcomes], premises: [...premises], hazards: hazards.map(({ premise, verifiedAt, reviewBy }) => ({ premise, verifiedAt, reviewBy })), rapidPoints: [...rapidPoints], deadlines, queue: policies.queue, standbyPosts: [...standbyPosts], reserves: [...reserves], sensors: [...sensors], demo,
    orgs: orgs.map((org) => ({ ...org })),
    types: city.types.map((type) => ({ type, keys: typeKeys(type) })),
  };
}

export function registerCity(app: FastifyInstance, deps: CityDeps): void {
  const view = cityView(deps);
  app.get(ROUTES.city, { schema: { tags: ["city"], response: answers(CityView) } }, async () => view);
}
