import type { FastifyInstance } from "fastify";
import { Type } from "typebox";
import { headOf, Layout, LayoutCheck, Layouts } from "@tocsin/contract/layouts/layout.ts";
import { Ulid } from "@tocsin/contract/place.ts";
import { refuse } from "@tocsin/contract/refusal.ts";
import { ROUTES } from "@tocsin/contract/routes.ts";
import { faultsOf } from "../../desk/layout-check.ts";
import { answers } from "../../http/answer-schemas.ts";
import { RefusedRequest } from "../../http/refused-request.ts";
import { sessionOf } from "../../http/request-session.ts";
import { seesLayout } from "../../masking.ts";
import type { ServedCity } from "../../served-city.ts";
import type { Session } from "../../session.ts";
import type { CityPresent } from "../present/city-present.ts";

export interface LayoutsDeps {
  readonly present: Pick<CityPresent, "layouts" | "caughtUp">;
  readonly city: ServedCity;
}

const Params = Type.Object({ id: Ulid });

/** Versions of the patrol areas: their heads, one with its areas, and what keeps one from being published (DSP-07). */
export function registerLayouts(app: FastifyInstance, { present, city }: LayoutsDeps): void {
  const seen = async (session: Session): Promise<Layout[]> => {
    await present.caughtUp();
    return [...present.layouts.values()].filter((layout) => seesLayout(session, layout, city.roles));
  };
  const theLayout = async (session: Session, id: string): Promise<Layout> => {
    const layout = (await seen(session)).find((candidate) => candidate.id === id);
    if (layout === undefined) throw new RefusedRequest(refuse("NOT_FOUND"));
    return layout;
  };

  app.get(ROUTES.layouts, { schema: { tags: ["layouts"], response: answers(Layouts) } }, async (request) => ({ layouts: (await seen(sessionOf(request))).map(headOf) }));

  app.get<{ Params: { id: string } }>(ROUTES.layout, { schema: { tags: ["layouts"], params: Params, response: answers(Layout) } }, (request) => theLayout(sessionOf(request), request.params.id));

  app.get<{ Params: { id: string } }>(ROUTES.layoutCheck, { schema: { tags: ["layouts"], params: Params, response: answers(LayoutCheck) } }, async (request) => {
    const { version, areas } = await theLayout(sessionOf(request), request.params.id);
    return { version, faults: [...(await faultsOf(city.index, areas))] };
  });
}
