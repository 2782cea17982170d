import type { AuditEntry } from "@tocsin/ledger/audit.ts";
import { normalisePayload } from "../features/places/normalise-place.ts";
import { grantPaths, rolesOf } from "../session.ts";
import { openAdmission, urgencyOf, type Admission } from "./admission.ts";
import { checkPayload } from "./check-payload.ts";
import { composedText } from "./composed-text.ts";
import type { DeskDeps } from "./desk-deps.ts";
import { shut, type DoorAnswer, type DoorRequest } from "./door.ts";
import { purposeOf, reasonOf } from "./audit-words.ts";
import { refuse, refusalStatus } from "@tocsin/contract/refusal.ts";
import { prohibitedField } from "./prohibited-fields.ts";
import { openReportLanes } from "./report-lanes.ts";
import { repeatedAnswer } from "./repeated.ts";
import { decideAndCommit } from "./decide-and-commit.ts";
import { sealPersonal, unsealedRefusal } from "./seal-personal.ts";
import { runSystemCommand, type SystemRequest } from "./system-command.ts";

/** The one door: whatever creates or changes something comes through here (architecture, rule 1). */
export interface Desk {
  /** Decides and stores a command. It answers only when the outcome is durable. @throws when the database does not answer. */
  execute(request: DoorRequest): Promise<DoorAnswer>;
  /** A command of the platform itself: a due timer, a unit of the city. Its id makes it happen once. */
  executeSystem(request: SystemRequest): Promise<DoorAnswer>;
}

const DENIALS: ReadonlySet<number> = new Set([401, 403, 404]);

/** Every denial is audited, and so is every attempt to bring in a prohibited field. */
async function auditDenial(deps: DeskDeps, request: DoorRequest, answer: DoorAnswer): Promise<void> {
  if (answer.ok) return;
  const { code, params } = answer.refusal;
  if (!DENIALS.has(refusalStatus(code)) && code !== "PROHIBITED_FIELD") return;
  const named = typeof request.payload === "object" && request.payload !== null ? (request.payload as Record<string, unknown>) : {};
  const entry: AuditEntry = {
    at: deps.clock.now(),
    actor: request.session.userId,
    entry: {
      name: request.name, commandId: request.commandId, outcome: "REFUSED", code, traceId: request.traceId,
      role: rolesOf(request.session), purpose: purposeOf(request.name), reason: reasonOf(request.payload),
      ...(code === "PROHIBITED_FIELD" ? { field: params["field"] } : {}),
      objects: ["incidentId", "unitId", "orgId"].flatMap((key) => (typeof named[key] === "string" ? [named[key]] : [])),
    },
  };
  await deps.ledger.audit(entry, grantPaths(request.session)).catch((error: unknown) => deps.report("audit", error));
}

async function decide(deps: DeskDeps, asked: DoorRequest): Promise<DoorAnswer> {
  const request = { ...asked, payload: composedText(asked.payload) };
  const prohibited = prohibitedField(request.payload);
  if (prohibited !== null) return shut(refuse("PROHIBITED_FIELD", { field: prohibited }));
  const fields = checkPayload(request.name, request.payload);
  if (fields.length > 0) return shut(refuse("VALIDATION_FAILED", { fields: fields.map(({ path }) => path) }), fields);
  const sealed = await sealPersonal(deps.vault, request.name, request.payload);
  // Inside, every point is WGS-84; the pair as it was given stays beside it.
  const answer = await decideAndCommit(deps, { ...request, payload: normalisePayload(sealed) });
  // A command that has been accepted before is refused by the records that it changed itself.
  return answer.ok ? answer : ((await repeatedAnswer(deps, request)) ?? { ...answer, refusal: unsealedRefusal(answer.refusal, request.payload) });
}

/** What people ask passes the admission; the platform's own acts, one at a time as it is, do not wait behind them. */
export function createDesk(deps: DeskDeps, admission: Admission = openAdmission()): Desk {
  const lanes = openReportLanes();
  return {
    async execute(request) {
      const answer = await lanes.run(request, () => admission.run(urgencyOf(request, deps.city.index), () => decide(deps, request)));
      await auditDenial(deps, request, answer);
      return answer;
    },
    executeSystem: (request) => runSystemCommand(deps, request),
  };
}
