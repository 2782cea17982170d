import type { CommandPayload } from "@tocsin/contract/commands.ts";
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
import { namedIn } from "./named-records.ts";
import { prohibitedField } from "./prohibited-fields.ts";
import { openReportLanes } from "./report-lanes.ts";
import { repeatedAnswer } from "./repeated.ts";
import { decideAndCommit } from "./decide-and-commit.ts";
import { addTogether } from "./decide-together.ts";
import { numbersGiven, sealAnswer, sealPersonal, sealShared, unsealedRefusal } from "./seal-personal.ts";
import { runSystemCommand, type SystemRequest } from "./system-command.ts";

/** The one door: whatever creates or changes something comes through here (architecture, rule 1). */
export interface Desk {
  /** Decides and stores a command. It answers only when the outcome is durable. @throws when the database does not answer. */
  execute(request: DoorRequest): Promise<DoorAnswer>;
  /** A command of the platform itself: a due timer, a unit of the city. Its id makes it happen once. */
  executeSystem(request: SystemRequest): Promise<DoorAnswer>;
}

const DENIALS: ReadonlySet<number> = new Set([401, 403, 404]);

/** An id of a record or an organisation; whatever else stands in a body that nobody has checked is kept out of the audit. */
const ID = /^[\w-]{1,60}$/;
const MOST_OBJECTS = 20;

/** The records and organisations that a refused command named, whatever their kind. */
function objectsIn({ name, payload }: DoorRequest): readonly string[] {
  if (typeof payload !== "object" || payload === null) return [];
  const { records, others, orgIds } = namedIn(name, payload as Readonly<Record<string, unknown>>);
  return [...new Set([...records, ...others].map(({ id }) => id).concat(orgIds))].filter((id) => ID.test(id)).slice(0, MOST_OBJECTS);
}

/** Every denial is audited, and so is every attempt to bring in a prohibited field. */
async function auditDenial(deps: DeskDeps, request: DoorRequest, answer: DoorAnswer): Promise<void> {
  if (answer.ok) return;
  const { code, params } = answer.refusal;
  if (!DENIALS.has(refusalStatus(code)) && code !== "PROHIBITED_FIELD") return;
  const entry: AuditEntry = {
    at: deps.clock.now(),
    actor: request.session.userId,
    entry: {
      name: request.name, commandId: request.commandId, outcome: "REFUSED", code, traceId: request.traceId,
      role: rolesOf(request.session), purpose: purposeOf(request.name), reason: reasonOf(request.payload),
      ...(code === "PROHIBITED_FIELD" ? { field: params["field"] } : {}),
      objects: objectsIn(request),
    },
  };
  await deps.ledger.audit(entry, grantPaths(request.session)).catch((error: unknown) => deps.report("audit", error));
}

/** What is wrong with a request by itself, whatever the records say; null when nothing is. */
function wrongByItself(request: DoorRequest): DoorAnswer | null {
  const prohibited = prohibitedField(request.payload);
  if (prohibited !== null) return shut(refuse("PROHIBITED_FIELD", { field: prohibited }));
  const fields = checkPayload(request.name, request.payload);
  return fields.length === 0 ? null : shut(refuse("VALIDATION_FAILED", { fields: fields.map(({ path }) => path) }), fields);
}

/** Inside, callers' numbers are sealed, and every point is WGS-84; the pair as it was given stays beside it. Whose own number it was is looked at before. */
async function inside(deps: DeskDeps, request: DoorRequest): Promise<DoorRequest> {
  const recused = numbersGiven(request.name, request.payload).flatMap((number) => deps.ownNumbers.accountsOf(number));
  return { ...request, payload: normalisePayload(await sealedPayload(deps, request)), ...(recused.length === 0 ? {} : { recused }) };
}

function sealedPayload({ vault, city }: DeskDeps, { name, payload, session }: DoorRequest): Promise<unknown> {
  if (name === "linkage.progress" || name === "linkage.reply") return sealAnswer(vault, payload as CommandPayload["linkage.progress"]);
  const trusted = name === "linkage.exchange" && city.index.city.platforms.some(({ custody, agreement }) => custody !== undefined && agreement?.onward === false && session.userId === `client/${custody.client}`);
  return trusted ? sealShared(vault, payload as CommandPayload["linkage.exchange"]) : sealPersonal(vault, name, payload);
}

async function decide(deps: DeskDeps, request: DoorRequest): Promise<DoorAnswer> {
  const wrong = wrongByItself(request);
  if (wrong !== null) return wrong;
  const answer = await decideAndCommit(deps, await inside(deps, request));
  // A command that has been accepted before is refused by the records that it changed itself.
  return answer.ok ? answer : ((await repeatedAnswer(deps, request)) ?? { ...answer, refusal: unsealedRefusal(answer.refusal, request.payload) });
}

/** Reports that have gathered before one incident: together those that can be, then each that is left by itself. */
async function decideReports(deps: DeskDeps, requests: readonly DoorRequest[]): Promise<DoorAnswer[]> {
  const sound = requests.filter((request) => wrongByItself(request) === null);
  const within = await Promise.all(sound.map((request) => inside(deps, request)));
  const together = await addTogether(deps, within);
  const answers: DoorAnswer[] = [];
  for (const request of requests) answers.push(together.get(within[sound.indexOf(request)]!) ?? (await decide(deps, request)));
  return answers;
}

/** What people ask passes the admission; the platform's own acts, one at a time as it is, do not wait behind them. */
export function createDesk(deps: DeskDeps, admission: Admission = openAdmission()): Desk {
  const lanes = openReportLanes({
    admit: (request, work) => admission.run(urgencyOf(request, deps.city.index), work),
    decide: (requests) => (requests.length === 1 ? decide(deps, requests[0]!).then((answer) => [answer]) : decideReports(deps, requests)),
  });
  return {
    async execute(asked) {
      const request = { ...asked, payload: composedText(asked.payload) };
      const answer = await lanes.run(request);
      await auditDenial(deps, request, answer);
      return answer;
    },
    executeSystem: (request) => runSystemCommand(deps, request),
  };
}
