import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import fastifyStatic from "@fastify/static";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { refuse } from "@tocsin/contract/refusal.ts";
import { languageOf } from "./answer-language.ts";
import { appAt, type AppHosts, type BrowserApp } from "./app-hosts.ts";
import { refusedBody } from "./refused-body.ts";

/** A browser app as it was built, and where it is served. */
export interface BuiltApp {
  readonly name: BrowserApp;
  readonly dir: string;
  /** With slashes at both ends. */
  readonly prefix: string;
}

const built = (app: string): string => fileURLToPath(new URL(`../../${app}/dist`, import.meta.url));

export const BROWSER_APPS: readonly BuiltApp[] = [
  { name: "field", dir: built("field"), prefix: "/field/" },
  { name: "console", dir: built("console"), prefix: "/" },
];

/** Names in this folder carry a hash of the content, so that the files never change. */
const HASHED = /[/\\]assets[/\\]/;

function cacheControl(path: string): string {
  if (/[/\\](sw|service-worker)\.js$/.test(path)) return "no-store";
  return HASHED.test(path) ? "public, max-age=31536000, immutable" : "no-cache";
}

const wantsPage = (request: FastifyRequest): boolean => request.method === "GET" && (request.headers.accept ?? "").includes("text/html");

const NOT_BUILT = "<!doctype html><meta charset=utf-8><title>Tocsin</title><p>界面尚未构建，请运行 <code>npm start</code>。<p>The screens are not built yet; run <code>npm start</code>.";

/** Where an app is at home, for whoever came to another host; host names are letters, digits, points and strokes (app-hosts.ts). */
function pointerTo({ name, prefix }: BuiltApp, hosts: AppHosts, { protocol, port }: FastifyRequest): string {
  const address = `${protocol}://${hosts[name]}${port === null ? "" : `:${port}`}${prefix}`;
  return `<!doctype html><meta charset=utf-8><meta name=viewport content="width=device-width"><title>Tocsin</title><p>此界面在 <a href="${address}">${address}</a><p lang=en>This page is at <a href="${address}">${address}</a>`;
}

/** The answer where an app is asked for at another host than its own; null where it is at home. The bare address of the field app's host leads to it. */
function elsewhere(apps: readonly BuiltApp[], app: BuiltApp, request: FastifyRequest, reply: FastifyReply): FastifyReply | null {
  const hosts = request.server.appHosts;
  const here = appAt(hosts, request);
  if (hosts === undefined || here === app.name) return null;
  const home = apps.find(({ name }) => name === here);
  if (home !== undefined && request.url.split("?")[0] === "/" && wantsPage(request)) return reply.redirect(home.prefix);
  return wantsPage(request) ? reply.code(404).type("text/html; charset=utf-8").send(pointerTo(app, hosts, request)) : refusedNotFound(request, reply);
}

const refusedNotFound = (request: FastifyRequest, reply: FastifyReply): FastifyReply => reply.code(404).send(refusedBody(refuse("NOT_FOUND"), undefined, languageOf(request), request.id));

function answerNotFound(apps: readonly BuiltApp[], request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const path = request.url.split("?")[0] ?? "/";
  if (path.startsWith("/api/") || !wantsPage(request)) return refusedNotFound(request, reply);
  const app = apps.find(({ prefix }) => path.startsWith(prefix));
  const away = app === undefined ? null : elsewhere(apps, app, request, reply);
  if (away !== null) return away;
  if (app === undefined || !existsSync(`${app.dir}/index.html`)) return reply.code(path === "/" ? 200 : 404).type("text/html; charset=utf-8").send(NOT_BUILT);
  // Paths inside an app belong to the app's own router.
  return reply.header("cache-control", "no-cache").sendFile("index.html", app.dir);
}

/**
 * Serves the built console and field app. Everything else that is not found answers with a refusal,
 * to anyone: whether a path exists is no secret.
 */
export async function serveBrowserApps(app: FastifyInstance, apps: readonly BuiltApp[] = BROWSER_APPS): Promise<void> {
  const present = apps.filter(({ dir }) => existsSync(dir));
  for (const one of present) {
    const { dir, prefix } = one;
    if (prefix !== "/") app.get(prefix.slice(0, -1), { config: { open: true }, schema: { hide: true } }, (request, reply) => elsewhere(apps, one, request, reply) ?? reply.redirect(prefix));
    await app.register(async (scope) => {
      scope.addHook("onRoute", (route) => {
        route.config = { ...route.config, open: true };
      });
      scope.addHook("onRequest", async (request, reply) => elsewhere(apps, one, request, reply) ?? undefined);
      await scope.register(fastifyStatic, {
        root: dir, prefix, decorateReply: false, wildcard: true, cacheControl: false, schemaHide: true,
        setHeaders: (reply, path) => {
          void reply.header("cache-control", cacheControl(path));
          if (path.endsWith(".mjs")) void reply.header("content-type", "text/javascript; charset=utf-8");
          if (path.endsWith(".webmanifest")) void reply.header("content-type", "application/manifest+json");
        },
      });
    });
  }
  if (!app.hasReplyDecorator("sendFile")) await app.register(fastifyStatic, { root: fileURLToPath(new URL(".", import.meta.url)), serve: false, cacheControl: false });
  app.setNotFoundHandler((request, reply) => answerNotFound(apps, request, reply));
}
