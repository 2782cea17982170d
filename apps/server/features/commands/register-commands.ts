import { createHash } from "node:crypto";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { Type } from "typebox";
import { COMMANDS, COMMAND_NAMES, type CommandName } from "@tocsin/contract/commands.ts";
import { refuse, refusalStatus } from "@tocsin/contract/refusal.ts";
import { IDEMPOTENCY_HEADER, commandPath } from "@tocsin/contract/routes.ts";
import { Accepted } from "@tocsin/contract/views.ts";
import type { Desk } from "../../desk/desk.ts";
import type { DoorAnswer } from "../../desk/door.ts";
import { languageOf } from "../../http/answer-language.ts";
import { answers } from "../../http/answer-schemas.ts";
import { refusedBody } from "../../http/refused-body.ts";
import { RefusedRequest } from "../../http/refused-request.ts";
import { sessionOf } from "../../http/request-session.ts";
import { readReport } from "./report-body.ts";

export interface CommandsDeps {
  readonly desk: Pick<Desk, "execute">;
  readonly now: () => number;
}

const Headers = Type.Object({ [IDEMPOTENCY_HEADER]: Type.String({ minLength: 1, maxLength: 200, description: "Id of the command; the same id with the same body has its effect once." }) });

function commandId(request: FastifyRequest): string {
  const key = request.headers[IDEMPOTENCY_HEADER];
  if (typeof key !== "string" || !/^[\x21-\x7e]{1,200}$/.test(key)) throw new RefusedRequest(refuse("IDEMPOTENCY_KEY_REQUIRED"));
  return key;
}

const bodyHash = (name: string, body: Uint8Array): string => createHash("sha256").update(`${name}\n`).update(body).digest("hex");

function send(answer: DoorAnswer, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  if (answer.ok) return reply.send(answer.accepted);
  return reply.code(refusalStatus(answer.refusal.code)).send(refusedBody(answer.refusal, answer.fields, languageOf(request), request.id));
}

const schemaOf = (name: CommandName) => ({
  operationId: name, tags: [name.slice(0, name.indexOf("."))], headers: Headers, body: COMMANDS[name], response: answers(Accepted),
});

/** The door itself checks the body, for every caller alike; the route's schema is there to be read. */
const unchecked = () => () => true;

function registerCommand(app: FastifyInstance, name: CommandName, deps: CommandsDeps): void {
  app.post(commandPath(name), { schema: schemaOf(name), validatorCompiler: unchecked }, async (request, reply) => {
    const session = sessionOf(request);
    const key = commandId(request);
    const body = request.rawBody ?? Buffer.alloc(0);
    return send(await deps.desk.execute({ name, payload: request.body, commandId: key, session, bodyHash: bodyHash(name, body), traceId: request.id }), request, reply);
  });
}

/** `intake.receive` takes any bytes: an emergency report is never dropped for its encoding (INC-01). */
function registerReceive(app: FastifyInstance, deps: CommandsDeps): void {
  void app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser("*", { parseAs: "buffer" }, async (_request: FastifyRequest, body: Buffer) => body);
    scope.post(commandPath("intake.receive"), { schema: schemaOf("intake.receive"), validatorCompiler: unchecked }, async (request, reply) => {
      const session = sessionOf(request);
      const key = commandId(request);
      const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
      const { payload, raw } = readReport(body, request.headers["content-type"], deps.now());
      const answer = await deps.desk.execute({
        name: "intake.receive", payload, commandId: key, session, bodyHash: bodyHash("intake.receive", body), traceId: request.id, ...(raw ? { rawBody: body } : {}),
      });
      return send(answer, request, reply);
    });
  });
}

/** `POST /api/v1/<group>/<verb>` for every command of the contract. */
export function registerCommands(app: FastifyInstance, deps: CommandsDeps): void {
  for (const name of COMMAND_NAMES) if (name !== "intake.receive") registerCommand(app, name, deps);
  registerReceive(app, deps);
}
