import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import fastifyStatic from "@fastify/static";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { refuse } from "@tocsin/contract/refusal.ts";
import { languageOf } from "./answer-language.ts";
import { refusedBody } from "./refused-body.ts";

/** A browser app as it was built, and where it is served. */
export interface BuiltApp {
  readonly dir: string;
  /** With slashes at both ends. */
  readonly prefix: string;
}

const built = (app: string): string => fileURLToPath(new URL(`../../${app}/dist`, import.meta.url));

export const BROWSER_APPS: readonly BuiltApp[] = [
  { dir: built("field"), prefix: "/field/" },
  { dir: built("console"), prefix: "/" },
];

/** Names in this folder carry a hash of the content, so that the files never change. */
const HASHED = /[/\\]assets[/\\]/;

function cacheControl(path: string): string {
  if (/[/\\](sw|service-worker)\.js$/.test(path)) return "no-store";
  return HASHED.test(path) ? "public, max-age=31536000, immutable" : "no-cache";
}

const wantsPage = (request: FastifyRequest): boolean => request.method === "GET" && (request.headers.accept ?? "").includes("text/html");

const NOT_BUILT = "<!doctype html><meta charset=utf-8><title>Tocsin</title><p>界面尚未构建，请运行 <code>npm start</code>。<p>The screens are not built yet; run <code>npm start</code>.";

function answerNotFound(apps: readonly BuiltApp[], request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const path = request.url.split("?")[0] ?? "/";
  if (path.startsWith("/api/") || !wantsPage(request)) return reply.code(404).send(refusedBody(refuse("NOT_FOUND"), undefined, languageOf(request), request.id));
  const app = apps.find(({ prefix }) => path.startsWith(prefix));
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
  for (const { dir, prefix } of present) {
    if (prefix !== "/") app.get(prefix.slice(0, -1), { config: { open: true }, schema: { hide: true } }, (_request, reply) => reply.redirect(prefix));
    await app.register(async (scope) => {
      scope.addHook("onRoute", (route) => {
        route.config = { ...route.config, open: true };
      });
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
