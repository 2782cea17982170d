import { createHash } from "node:crypto";
import type { FastifyInstance, FastifyRequest } from "fastify";
import type { CapAlert } from "@tocsin/cap/alert.ts";
import { messageId } from "@tocsin/cap/to-advisory.ts";
import { readAlert } from "@tocsin/cap/read-alert.ts";
import type { Advisory } from "@tocsin/contract/command/advisory.ts";
import { refuse } from "@tocsin/contract/refusal.ts";
import { ROUTES } from "@tocsin/contract/routes.ts";
import { CapReceipt } from "@tocsin/contract/views.ts";
import type { OpenLedger } from "@tocsin/ledger/open-ledger.ts";
import type { Desk } from "../../desk/desk.ts";
import { answers } from "../../http/answer-schemas.ts";
import { registerByteRoutes } from "../../http/byte-routes.ts";
import { RefusedRequest } from "../../http/refused-request.ts";
import { sessionOf } from "../../http/request-session.ts";
import type { ServedCity } from "../../served-city.ts";
import { grantPaths } from "../../session.ts";
import { shownRecords } from "../../shown-record.ts";
import { fieldErrors, stepFor } from "./cap-message.ts";

export interface AdvisoriesDeps {
  readonly ledger: Pick<OpenLedger, "list">;
  readonly desk: Pick<Desk, "execute" | "executeSystem">;
  readonly city: ServedCity;
}

const LIMIT = 512 * 1024;
const MOST = 5_000;
/** A feed carries what concerns others and what is over: that is no fault of its sender. */
const BESIDE: ReadonlySet<string> = new Set(["OUTSIDE_SERVICE_AREA", "ADVISORY_OVER", "ADVISORY_OLDER"]);

/** A technical test of a machine that looks after its own way in becomes a synthetic incident (R38); every other is nothing to act on. */
async function noteTest({ desk }: AdvisoriesDeps, request: FastifyRequest, alert: CapAlert): Promise<void> {
  const { userId } = sessionOf(request);
  if (alert.status !== "Test" || !(userId.startsWith("probe/") || request.machine?.selfCheck === true)) return;
  const id = messageId(alert);
  await desk.executeSystem({ name: "system.probe", payload: { incidentId: id, channel: userId }, commandId: `probe/${id}` });
}

/** One alert, through the one door. Its own sender and identifier are its key: sent again it changes nothing. */
async function take(deps: AdvisoriesDeps, request: FastifyRequest): Promise<CapReceipt> {
  const session = sessionOf(request);
  const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
  const alert = readAlert(body);
  if (!alert.ok) throw new RefusedRequest(refuse("CAP_REFUSED", { fields: alert.error.map(({ path }) => path || "$") }), fieldErrors(alert.error));
  await noteTest(deps, request, alert.value);
  const states = await deps.ledger.list("advisory", grantPaths(session), { open: true, limit: MOST });
  const step = stepFor(alert.value, shownRecords(session, "advisory", states.map(({ state }) => state as Advisory), deps.city));
  if (step.name === null) return { outcome: "IGNORED", why: step.why, advisoryId: null };
  const bodyHash = createHash("sha256").update("cap\n").update(body).digest("hex");
  const answer = await deps.desk.execute({ name: step.name, payload: step.payload, commandId: `cap/${messageId(alert.value)}`, session, bodyHash, traceId: request.id });
  if (answer.ok) return { outcome: answer.accepted.repeated ? "KNOWN" : step.outcome, why: null, advisoryId: ((answer.accepted.advisories ?? []) as readonly Advisory[])[0]?.id ?? step.payload.advisoryId };
  if (BESIDE.has(answer.refusal.code)) return { outcome: "IGNORED", why: answer.refusal.code, advisoryId: null };
  throw new RefusedRequest(answer.refusal, answer.fields);
}

/** Alerts of partners in CAP 1.2 (CMD-01). Advisories themselves come with the board and the stream. */
export function registerAdvisories(app: FastifyInstance, deps: AdvisoriesDeps): void {
  registerByteRoutes(app, { bytes: LIMIT, said: "512 KB" }, (scope) => {
    scope.post(ROUTES.advisoryCap, { bodyLimit: LIMIT, schema: { tags: ["command"], consumes: ["application/cap+xml", "application/xml", "text/xml"], response: answers(CapReceipt) } }, (request) => take(deps, request));
  });
}
