/** Every route as the server itself describes it: from these, questions and attacks are made that no list has to be kept for. */
import { newUlid } from "@tocsin/client/new-ulid.ts";
import { COMMAND_NAMES } from "@tocsin/contract/commands.ts";
import { ROUTES, commandPath } from "@tocsin/contract/routes.ts";
import type { TestCity } from "../harness.ts";
import { rightValue } from "./attacks.ts";

/** A schema as the description has it, as far as attacks ask for it. */
export interface ParamSchema {
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly maxLength?: number;
}

export interface Param {
  readonly name: string;
  readonly required: boolean;
  readonly schema: ParamSchema;
}

export interface DescribedRoute {
  /** `GET /api/v1/board`. */
  readonly name: string;
  readonly method: "GET" | "POST";
  /** With `{id}` where an id stands. */
  readonly path: string;
  readonly inPath: readonly Param[];
  readonly inQuery: readonly Param[];
  /** Null where it takes none, or bytes. */
  readonly body: object | null;
  readonly isCommand: boolean;
}

interface Described {
  readonly paths: Record<string, Record<string, {
    readonly parameters?: readonly (Omit<Param, "required"> & { readonly in: string; readonly required?: boolean })[];
    readonly requestBody?: { readonly content: Record<string, { readonly schema?: object }> };
  }>>;
}

const COMMANDS = new Set(COMMAND_NAMES.map(commandPath));

export async function describedRoutes(url: string): Promise<DescribedRoute[]> {
  const { paths } = (await (await fetch(`${url}${ROUTES.openapi}`)).json()) as Described;
  return Object.entries(paths).filter(([path]) => !path.startsWith("/figures")).flatMap(([path, methods]) => Object.entries(methods).map(([verb, { parameters = [], requestBody }]): DescribedRoute => {
    const method = verb.toUpperCase();
    if (method !== "GET" && method !== "POST") throw new Error(`${path} has the method ${method}, which nothing here tries`);
    const among = (where: string): Param[] => parameters.filter((one) => one.in === where).map(({ name, required, schema }) => ({ name, required: required === true, schema }));
    return { name: `${method} ${path}`, method, path, inPath: among("path"), inQuery: among("query"), body: requestBody?.content["application/json"]?.schema ?? null, isCommand: COMMANDS.has(path) };
  }));
}

/** What stands in a path or query that is right in itself; `ids`: by name of the path's last fixed part, or by name of the parameter. */
const rightText = ({ name, schema }: Param, ids: Readonly<Record<string, string>>): string => ids[name] ?? String(rightValue(schema));

/** An address with everything in it right, but what `change` says: null leaves a parameter of the query out. */
export function addressOf({ path, inPath, inQuery }: Pick<DescribedRoute, "path" | "inPath" | "inQuery">, ids: Readonly<Record<string, string>> = {}, change: Readonly<Record<string, string | null>> = {}): string {
  const filled = inPath.reduce((text, param) => text.replace(`{${param.name}}`, change[param.name] ?? encodeURIComponent(rightText(param, ids))), path);
  const asked = inQuery.flatMap((param) => {
    const given = change[param.name];
    if (given === null || (given === undefined && !param.required)) return [];
    return [`${param.name}=${encodeURIComponent(given ?? rightText(param, ids))}`];
  });
  const more = Object.entries(change).flatMap(([name, value]) => (value === null || [...inPath, ...inQuery].some((param) => param.name === name) ? [] : [`${name}=${encodeURIComponent(value)}`]));
  const query = [...asked, ...more].join("&");
  return query === "" ? filled : `${filled}?${query}`;
}

export interface RouteAnswer {
  readonly status: number;
  readonly text: string;
  readonly body: Record<string, unknown>;
}

/** Asks a route, handed to the server without a socket; `token` null is nobody. */
export async function askRoute({ server }: Pick<TestCity, "server">, token: string | null, { method, body }: Pick<DescribedRoute, "method" | "body">, url: string, payload: string | null = body === null ? null : JSON.stringify(rightValue(body))): Promise<RouteAnswer> {
  const answer = await server.app.inject({
    method, url,
    ...(method === "POST" && payload !== null ? { payload } : {}),
    headers: { ...(token === null ? {} : { authorization: `Bearer ${token}` }), ...(method === "POST" ? { "idempotency-key": newUlid(), ...(payload === null ? {} : { "content-type": "application/json" }) } : {}) },
  });
  let read: unknown;
  try {
    read = JSON.parse(answer.body);
  } catch {
    read = {};
  }
  return { status: answer.statusCode, text: answer.body, body: typeof read === "object" && read !== null ? (read as Record<string, unknown>) : {} };
}
