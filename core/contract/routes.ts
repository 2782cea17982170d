/**
 * Paths of the HTTP interface beside the commands (`POST /api/v1/<group>/<verb>`). `:name` is a path parameter.
 * Query parameters stand in the comment; schemas of the answers are in views.ts.
 */
export const ROUTES = {
  /** `?lon=&lat=&radiusM=` -> NearRoads */
  nearRoads: "/api/v1/roads/near",
  /** POST an alert of CAP 1.2 as XML -> CapReceipt */
  advisoryCap: "/api/v1/advisories/cap",
  /** -> Layouts: every version of the patrol areas that the caller may see, without its areas */
  layouts: "/api/v1/layouts",
  /** -> Layout */
  layout: "/api/v1/layouts/:id",
  /** -> MatterView: a matter with its chain */
  matter: "/api/v1/matters/:id",
  /** Open311 GeoReport v2, `:format` json or xml -> GeoServices: what may be passed on to whom */
  geoServices: "/open311/v2/services.:format",
  /** -> GeoServiceDefinition: what is asked beside the description */
  geoService: "/open311/v2/services/:code.:format",
  /** `?service_request_id=&service_code=&start_date=&end_date=&status=` -> GeoRequests; POST a form -> GeoReceipts */
  geoRequests: "/open311/v2/requests.:format",
  /** -> GeoRequests, of one */
  geoRequest: "/open311/v2/requests/:id.:format",
  /** -> GeoTokens: the request that was sent under this idempotency key */
  geoToken: "/open311/v2/tokens/:token.:format",
  /** POST BorderPlace -> BorderReach: a neighbour's machine asks how soon somebody could be at a place of the shared strip */
  borderReach: "/api/v1/border/reach",
  /** -> Neighbours: who across the border could be asked for help at an incident, and how soon they could be there */
  neighbours: "/api/v1/incidents/:id/neighbours",
  /** `?item=&incident=&matter=` -> OwnerSuggestions: whose the named incident or matter may be */
  matterOwners: "/api/v1/matters/owners",
  /** -> LayoutCheck: what would keep it from being published */
  layoutCheck: "/api/v1/layouts/:id/check",
  /** -> PlanList: every version of plans and modules that the caller may see, with the readiness of those that hold */
  plans: "/api/v1/plans",
  /** -> PlanView: with its content, what the linter says of it today, and its readiness */
  plan: "/api/v1/plans/:id",
  /** POST PlanDraft -> PlanCheck: what the linter and the door say of a plan or module that is being written; nothing is kept. For whoever writes plans */
  planCheck: "/api/v1/plans/check",
  /** -> RuleMatches: what is known beside an incident, each with rule and reason; for whoever sees it */
  matches: "/api/v1/incidents/:id/matches",
  /** -> CommandPostView: a command post with its situation log, the draft of its next report, and what its review is built on */
  commandPost: "/api/v1/command-posts/:id",
  /** -> ReviewView: a review with the recorded events of what it looks back on, and what came to pass */
  review: "/api/v1/reviews/:id",
  /** -> Successors: to whom the next shift of the post can be offered, now; for who commands it */
  postSuccessors: "/api/v1/command-posts/:id/successors",
  /** `?from=&to=` -> WhistleRates: whistles by station, with those that blow far more or less than the others */
  matterWhistles: "/api/v1/matters/whistles",
  jointFigures: "/api/v1/joint/figures",
  /** `?list=` ORPHANS, OFFERED, HELD or RETIRED -> AssetRegister: who answers for what, and what nobody answers for */
  assets: "/api/v1/safety/assets",
  /** -> PublicMonths, for everybody: of which months figures are public (GOV-03) */
  publicFigures: "/api/v1/public/figures",
  /** `?version=&format=csv` -> PublicFigures, for everybody: every version of a month's figures, or one as a table for spreadsheets */
  publicMonth: "/api/v1/public/figures/:month",
  /** -> LinkageSummary, for operation centres (view SUMMARY): how much is open where; counts, never content */
  matterSummary: "/api/v1/matters/summary",
  /** POST SignIn -> SignedIn, sets the session cookie. */
  signIn: "/api/v1/sign-in",
  /** POST -> 204 */
  signOut: "/api/v1/sign-out",
  /** POST ChangePassword -> SignedIn: every other session of the account has ended. */
  password: "/api/v1/password",
  /** POST -> 204. Locks the own seat: the stream goes on for the sake of alarms, everything else is refused until it is unlocked. */
  lock: "/api/v1/seat/lock",
  /** POST Proof -> Seat: one proof is enough; the session speaks by a new token from then on, as after every proof */
  unlock: "/api/v1/seat/unlock",
  /** POST Proof (of everything the account has) -> FactorSecret */
  beginFactor: "/api/v1/second-factor/begin",
  /** POST ConfirmFactor -> RecoveryCodes: every other session of the account has ended, as after every change of a factor. */
  confirmFactor: "/api/v1/second-factor/confirm",
  /** POST HelpAccount -> 204: an administrator takes the factor of an account away, whose device is lost; its sign-ins end. */
  dropFactor: "/api/v1/accounts/:id/second-factor/drop",
  /** POST HelpAccount -> FirstPassword: an administrator gives a forgotten password anew; the sign-ins end, the second factor stays. */
  resetPassword: "/api/v1/accounts/:id/password/reset",
  /** -> Passkeys: the caller's own */
  passkeys: "/api/v1/passkeys",
  /** POST Proof (of everything the account has) -> PasskeyOptions */
  beginPasskey: "/api/v1/passkeys/begin",
  /** POST ConfirmPasskey -> Passkeys */
  confirmPasskey: "/api/v1/passkeys/confirm",
  /** POST Proof (of everything the account has) -> Passkeys */
  dropPasskey: "/api/v1/passkeys/:id/drop",
  /** POST -> PasskeyOptions, open to everyone */
  beginPasskeySignIn: "/api/v1/sign-in/passkey/begin",
  /** POST SignInByPasskey -> SignedIn: a passkey that verified its owner is both proofs */
  passkeySignIn: "/api/v1/sign-in/passkey",
  /** -> SignInWays, open to everyone */
  signInWays: "/api/v1/sign-in/ways",
  /** POST BeginProvider -> ProviderAddress: where the page sends the browser */
  beginProvider: "/api/v1/sign-in/provider/begin",
  /** The browser comes back from the identity provider and is sent on to the page; how it went stands in the address (PROVIDER_FRAGMENT). */
  providerCallback: "/api/v1/sign-in/provider/callback",
  /** POST FinishProvider -> SignedIn: the account's own second factor after the provider's word */
  finishProvider: "/api/v1/sign-in/provider/finish",
  /** -> Sessions */
  sessions: "/api/v1/sessions",
  /** POST Proof -> 204: one sign-in ends, on every server within seconds; one proof is enough. */
  endSession: "/api/v1/sessions/:id/end",
  /** POST Proof -> 204: every sign-in of an account ends. */
  endSessions: "/api/v1/accounts/:id/sign-out",
  /** -> Clients; for administrators (view CONFIG) */
  shared: "/api/v1/shared/:dataset",
  sharing: "/api/v1/sharing",
  clients: "/api/v1/clients",
  /** POST MakeKey -> MadeKey: another key of a machine, shown this once; a client has two at most */
  clientKeys: "/api/v1/clients/:id/keys",
  /** POST -> 204: the key opens nothing any more, on every server within seconds */
  revokeKey: "/api/v1/clients/:id/keys/:prefix/revoke",
  /** -> EmergencyAccesses; POST AskEmergency -> EmergencyAccess */
  emergency: "/api/v1/emergency-access",
  /** POST -> EmergencyAccess: by a second person with the right (view ACCESS_APPROVAL) over the place, never who asked */
  approveEmergency: "/api/v1/emergency-access/:id/approve",
  /** POST -> EmergencyAccess */
  declineEmergency: "/api/v1/emergency-access/:id/decline",
  /** POST -> EmergencyAccess: before its time, by who holds it, who may approve or who may review */
  endEmergency: "/api/v1/emergency-access/:id/end",
  /** -> EmergencyReport; for who may review (view ACCESS_REVIEW) */
  emergencyReport: "/api/v1/emergency-access/:id/report",
  /** `?period=2026-03-02|2026-03&format=csv` -> EmergencyRegister; for who may review */
  emergencyRegister: "/api/v1/emergency-access/register",
  /** POST ReviewEmergency -> EmergencyAccess: by somebody who neither held nor approved it */
  reviewEmergency: "/api/v1/emergency-access/:id/review",
  /** -> Seat */
  me: "/api/v1/me",
  /** -> DeviceKey: under it a device of the account seals what it could not send while nobody is signed in there */
  deviceKey: "/api/v1/me/device-key",
  ownNumbers: "/api/v1/me/own-numbers",
  /** -> CityView */
  city: "/api/v1/city",
  /** -> Board */
  board: "/api/v1/board",
  /**
   * WebSocket `?cursor=`: StreamMessage down, StreamUpload up. The session comes by cookie, by the `Authorization` header, or, since a
   * WebSocket of a browser or of Node sets no header, by `Sec-WebSocket-Protocol: tocsin, bearer.<token>` (the server answers `tocsin`);
   * never in the address. The cursor of `upsert` and `beat` says that everything of the caller's up to it has been sent.
   */
  stream: "/api/v1/stream",
  /** `?open=true|false&before=<incident id>&limit=` -> { incidents: Incident[] } */
  incidents: "/api/v1/incidents",
  /** -> Incident */
  incident: "/api/v1/incidents/:id",
  /** POST Reveal -> Revealed: a caller's number, for whoever may call back; recorded before it is answered */
  reveal: "/api/v1/incidents/:id/reveal",
  /** -> Timeline */
  timeline: "/api/v1/incidents/:id/timeline",
  /** -> UpwardDraft: what its log says now, as the draft of its next report upward; for who reports (LNK-06) */
  upwardDraft: "/api/v1/incidents/:id/upward-draft",
  /** -> Responses: plans and modules that were set going, also those that have ended */
  responses: "/api/v1/incidents/:id/responses",
  /** `?before=<no>` -> RoomPage: the room with the messages before that one, of the newest without it */
  room: "/api/v1/incidents/:id/room",
  /** The same of a task force of a command post */
  forceRoom: "/api/v1/command-posts/:id/forces/:force/room",
  /** -> TalkTerms: how devices find a way to each other */
  talkTerms: "/api/v1/talk/terms",
  /** POST TalkOffer -> TalkAnswered: a device that wants to hear what is being spoken; waits for the speaker's */
  talkOffer: "/api/v1/talk/offer",
  /** POST TalkWait -> TalkOffers: the speaker's device waits for those that want to hear */
  talkWait: "/api/v1/talk/wait",
  /** POST TalkAnswer */
  talkAnswer: "/api/v1/talk/answer",
  /** -> Letters: how organisations were told of a matter, joint work or report, as far as the session sees them */
  letters: "/api/v1/letters/:id",
  /** -> PushKey */
  pushKey: "/api/v1/push/key",
  /** POST PushTarget -> PushKey: the own unit may be woken there */
  pushTarget: "/api/v1/push/target",
  /** -> Successors; for whoever may offer command of it */
  successors: "/api/v1/incidents/:id/successors",
  /** `?includeStale=true` -> Recommendation; stored, so that an order can cite it. */
  recommendation: "/api/v1/incidents/:id/recommendation",
  /** `?rerun=true` -> MadeRecommendationView: one that was made before, with its reasons, and whether it comes out again to the byte */
  madeRecommendation: "/api/v1/recommendations/:id",
  /** POST DuplicateDraft -> Duplicates */
  duplicates: "/api/v1/duplicates",
  /** -> Unit */
  unit: "/api/v1/units/:id",
  /** `?area=` -> PatrolPlan */
  patrolPlan: "/api/v1/units/:id/patrol-plan",
  /** `?unit=&incident=` -> RouteView */
  route: "/api/v1/route",
  /** `?q=&lon=&lat=&limit=` -> PlaceCandidates */
  places: "/api/v1/places",
  /** `?lon=&lat=` -> NearestAddress */
  reverse: "/api/v1/places/reverse",
  /** POST PositionBatch -> PositionReceipt */
  positions: "/api/v1/positions",
  /** -> PositionSources; for whoever sees the board or the configuration. */
  positionSources: "/api/v1/positions/sources",
  /** POST image bytes -> MediaReceipt (`?incident=`); GET `/:id` -> bytes */
  media: "/api/v1/media",
  /** `?from=&to=&object=&account=&action=&before=&limit=` -> AuditPage; with the right to read the audit (view AUDIT), and each look is in it */
  audit: "/api/v1/audit",
  /** -> AuditState: the whole chain, checked now */
  auditState: "/api/v1/audit/state",
  /** -> lines of an export that `tocsin verify` checks */
  auditExport: "/api/v1/audit/export",
  /** -> AuditKey, open to everyone: with it outsiders check what the platform signed. */
  auditKey: "/api/v1/audit/key",
  /** `?week=<its Monday>&org=` -> SpeedReport */
  speed: "/api/v1/reports/speed",
  /** `?weekday=&hour=` -> PlannerCoverage; with the right to plan (view PLANNER), as all of the planner */
  plannerCoverage: "/api/v1/planner/coverage",
  /** -> PlannerRoads */
  plannerRoads: "/api/v1/planner/roads",
  /** POST PlannerSandbox -> PlannerWhatIf; changes nothing */
  plannerWhatIf: "/api/v1/planner/what-if",
  /** POST PlannerWish -> PlannerPlan; changes nothing */
  plannerPlan: "/api/v1/planner/plan",
  /** `?weekday=&hour=` -> PlannerCosts */
  plannerCosts: "/api/v1/planner/costs",
  /** `?weekday=&hour=` -> DemandOutlook */
  plannerDemand: "/api/v1/planner/demand",
  /** -> GeoJSON FeatureCollection of the areas in force, property `org`, `level` */
  areas: "/api/v1/map/areas",
  /** MapLibre style; `?theme=light|dark` */
  style: "/api/v1/map/style.json",
  /** Mapbox vector tile: layers road, water, green, place */
  tile: "/api/v1/map/tiles/:z/:x/:y.pbf",
  /** -> Health, open to everyone */
  health: "/api/v1/health",
  /** -> DemoSignIns; 404 outside a demo */
  demo: "/api/v1/demo",
  /** OpenAPI 3.1 */
  openapi: "/api/v1/openapi.json",
} as const;

/** Answers carry the session's next token in it, for clients that sign in without cookies; the old one stays good for a minute after the first use of the new. */
export const SESSION_HEADER = "tocsin-session";
/**
 * Who holds the token itself says so with the sign-in: `tocsin-carrier: token`. The answer then has the token in its body and sets no
 * session cookie. A page of a browser gets the cookie alone, whatever it says: no script may ever hold a session.
 */
export const CARRIER_HEADER = "tocsin-carrier";
/** Header that carries the client's command id. */
export const IDEMPOTENCY_HEADER = "idempotency-key";
export const commandPath = (name: string): string => `/api/v1/${name.replace(".", "/")}`;
