import { Refused } from "@tocsin/contract/views.ts";
import type { TSchema } from "typebox";

/** Answers of a route: the view when it goes well, the one shape of refusals otherwise. */
export const answers = (view: TSchema) => ({ 200: view, "4xx": Refused, "5xx": Refused }) as const;
