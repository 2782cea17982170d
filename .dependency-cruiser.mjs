/**
 * The rooms of the house: who may import whom. Every message says why.
 * Type-only imports are not exempt. `testing/house/rooms.test.ts` plants a violation of each rule and sees it caught.
 */
const TESTS = "\\.(test|bench)\\.tsx?$|^testing/";
const CORE_ORDER = ["kernel", "contract", "domain", "engine", "runtime"];

const inwardOnly = CORE_ORDER.slice(0, -1).map((room, index) => ({
  name: `core-inward-${room}`,
  severity: "error",
  comment: `core/${room} may only import what lies further in (kernel <- contract <- domain <- engine <- runtime): a rule must not know who applies it.`,
  from: { path: `^core/${room}/`, pathNot: TESTS },
  to: { path: `^core/(${CORE_ORDER.slice(index + 1).join("|")})/` },
}));

const core = [
  {
    name: "core-knows-no-edge",
    severity: "error",
    comment: "core decides on plain data; all input and output lives in edge/ and apps/. Pass the value in instead.",
    from: { path: "^core/", pathNot: TESTS },
    to: { path: "^(edge|apps|cities|testing|scripts)/" },
  },
  {
    name: "core-no-node",
    severity: "error",
    comment: "core has no I/O, no clock and no dice: the same code runs the live city, the simulator, the replay and the browser.",
    from: { path: "^core/", pathNot: TESTS },
    to: { dependencyTypes: ["core"] },
  },
  {
    name: "core-few-packages",
    severity: "error",
    comment: "core may use typebox and @noble/hashes only, and cel-js for the conditions of plans: whatever decides about people must be readable to the end.",
    from: { path: "^core/", pathNot: TESTS },
    to: { path: "node_modules/", pathNot: "node_modules/(typebox|@noble/hashes|@marcbachmann/cel-js)/" },
  },
  {
    name: "one-door-to-cel",
    severity: "error",
    comment: "Conditions are compiled in core/engine/plans/condition.ts alone, which says what they may name: an expression that came round it could name a person.",
    from: { pathNot: "^core/engine/plans/condition\\.ts$" },
    to: { path: "node_modules/@marcbachmann/cel-js/" },
  },
];

const edge = [
  {
    name: "edge-rooms-apart",
    severity: "error",
    comment: "Adapters do not know each other; apps/server/compose.ts wires them. Otherwise replacing one touches all.",
    from: { path: "^edge/([^/]+)/", pathNot: TESTS },
    to: { path: "^edge/", pathNot: "^edge/$1/" },
  },
  {
    name: "edge-knows-no-app",
    severity: "error",
    comment: "Arrows point inward: an adapter serves every app and knows none.",
    from: { path: "^edge/", pathNot: TESTS },
    to: { path: "^(apps|cities|testing|scripts)/" },
  },
  {
    name: "client-runs-in-a-browser",
    severity: "error",
    comment: "edge/client is bundled for browsers, where Node's modules do not exist.",
    from: { path: "^edge/client/", pathNot: TESTS },
    to: { dependencyTypes: ["core"] },
  },
];

const apps = [
  {
    name: "apps-apart",
    severity: "error",
    comment: "Apps own a process each and speak through the server's doors. Only apps/cli starts the server in its own process, through apps/server/compose.ts.",
    from: { path: "^apps/([^/]+)/", pathNot: TESTS },
    to: { path: "^apps/", pathNot: ["^apps/$1/", "^apps/server/compose\\.ts$"] },
  },
  {
    name: "only-cli-composes",
    severity: "error",
    comment: "apps/server/compose.ts belongs to the server; apps/cli alone may use it from outside.",
    from: { path: "^apps/", pathNot: [TESTS, "^apps/(server|cli)/"] },
    to: { path: "^apps/server/" },
  },
  {
    name: "browser-apps-light",
    severity: "error",
    comment: "console and field run in a browser: of the edge they may import edge/client and edge/voice only, which run there, and no module of Node.",
    from: { path: "^apps/(console|field)/src/", pathNot: TESTS },
    to: { path: "^edge/", pathNot: "^edge/(client|voice)/" },
  },
  {
    name: "browser-apps-no-node",
    severity: "error",
    comment: "console and field run in a browser, where Node's modules do not exist.",
    from: { path: "^apps/(console|field)/src/", pathNot: TESTS },
    to: { dependencyTypes: ["core"] },
  },
  {
    name: "cities-are-data",
    severity: "error",
    comment: "A city is data with a generator: it may use core and edge, never an app.",
    from: { path: "^cities/", pathNot: TESTS },
    to: { path: "^(apps|testing|scripts)/" },
  },
  {
    name: "testing-stays-out",
    severity: "error",
    comment: "What runs in a city never imports the test room.",
    from: { path: "^(apps|cities)/", pathNot: TESTS },
    to: { path: "^(testing|scripts)/" },
  },
];

const shape = [
  {
    name: "no-circles",
    severity: "error",
    comment: "A circle means that the files are one thing or that one of them knows too much. Types count too.",
    from: {},
    to: { circular: true },
  },
  {
    name: "resolvable",
    severity: "error",
    comment: "The import leads nowhere. Across workspaces: @tocsin/<room>/<file>.ts",
    from: {},
    to: { couldNotResolve: true },
  },
  {
    name: "no-orphans",
    severity: "error",
    comment: "Nobody imports this file and it imports nothing: delete it, or wire it in.",
    from: { orphan: true, pathNot: [TESTS, "\\.d\\.ts$", "^scripts/", "(^|/)(main|vite\\.config)\\.", "^apps/[^/]+/public/", "/service-worker\\.ts$"] },
    to: {},
  },
];

export default {
  forbidden: [...core, ...inwardOnly, ...edge, ...apps, ...shape],
  options: {
    tsPreCompilationDeps: true,
    doNotFollow: { path: "node_modules" },
    exclude: { path: "(^|/)(dist|artefacts|\\.data)/" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "types", "node", "default"],
      extensions: [".ts", ".tsx", ".mts", ".mjs", ".js", ".json"],
      mainFields: ["module", "main", "types"],
    },
  },
};
