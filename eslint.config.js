import js from "@eslint/js";
import reactHooks from "eslint-plugin-react-hooks";
import regexp from "eslint-plugin-regexp";
import tseslint from "typescript-eslint";

/** Globals of the host that the core must not see; `Date` and `Math.random` type-check under ES2023, so lint bans them. */
const HOST_GLOBALS = [
  ["Date", "The core has no clock: take an Instant as an argument (core/kernel/instant.ts)."],
  ["performance", "The core has no clock: take an Instant as an argument."],
  ["crypto", "The core has no dice: take random bytes as an argument, or a RandomStream."],
  ["globalThis", "The core does not reach for its host."],
  ["Intl", "Locale data differs between hosts; a decision must be the same everywhere."],
  ["setTimeout", "The core does not wait: deadlines are part of state."],
  ["setInterval", "The core does not wait: deadlines are part of state."],
  ["queueMicrotask", "The core is synchronous."],
  ["fetch", "The core has no I/O."],
  ["process", "The core has no I/O."],
  ["console", "The core has no I/O."],
].map(([name, message]) => ({ name, message }));

const typed = {
  files: ["**/*.ts", "**/*.tsx"],
  languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
  rules: {
    "@typescript-eslint/no-floating-promises": [
      "error",
      { allowForKnownSafeCalls: [{ from: "package", package: "node:test", name: ["test", "it", "describe", "suite", "before", "after", "beforeEach", "afterEach"] }] },
    ],
    "@typescript-eslint/no-misused-promises": ["error", { checksVoidReturn: { attributes: false, arguments: false } }],
    "@typescript-eslint/await-thenable": "error",
    "@typescript-eslint/only-throw-error": "error",
    "@typescript-eslint/switch-exhaustiveness-check": ["error", { considerDefaultExhaustiveForUnions: true }],
    "@typescript-eslint/consistent-type-imports": ["error", { fixStyle: "inline-type-imports" }],
    "@typescript-eslint/no-explicit-any": "error",
    "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_", ignoreRestSiblings: true }],
  },
};

const pureCore = {
  files: ["core/**/*.ts"],
  ignores: ["**/*.test.ts"],
  rules: {
    "no-restricted-globals": ["error", ...HOST_GLOBALS],
    "no-restricted-properties": [
      "error",
      { object: "Math", property: "random", message: "The core has no dice: take a RandomStream (core/kernel/random.ts)." },
      { property: "localeCompare", message: "Its order depends on the host's locale data; compare by code unit (<), or sort at the edge." },
      { property: "toLocaleString", message: "Its text depends on the host's locale data." },
    ],
    "no-restricted-syntax": [
      "error",
      { selector: "AwaitExpression", message: "The core is synchronous: prefetch first, then decide (architecture, rule 3)." },
      { selector: "ImportExpression", message: "The core imports statically, so that the rooms can be checked." },
    ],
  },
};

/** Expressions run over what strangers send: none may take longer than its text is long (R57). What only tests and checks run is left out. */
const linearExpressions = {
  files: ["core/**", "edge/**", "apps/**", "cities/**"],
  // A password has at most 400 characters (ChangePassword), and is hashed at a far greater cost.
  ignores: ["**/*.test.ts", "edge/identity/password-rules.ts"],
  plugins: { regexp },
  rules: { "regexp/no-super-linear-backtracking": ["error", { report: "potential" }], "regexp/no-super-linear-move": ["error", { report: "potential" }] },
};

export default tseslint.config(
  { ignores: ["**/node_modules/", "**/dist/", "**/artefacts/", "**/.data/", "**/*.d.ts", "apps/*/public/"] },
  js.configs.recommended,
  tseslint.configs.recommended,
  typed,
  {
    rules: {
      "no-console": "error",
      "no-undef": "off",
      "no-control-regex": "off",
      eqeqeq: ["error", "always", { null: "ignore" }],
      "@typescript-eslint/no-non-null-assertion": "off",
    },
  },
  pureCore,
  linearExpressions,
  {
    files: ["apps/*/src/**/*.ts", "apps/*/src/**/*.tsx"],
    plugins: { "react-hooks": reactHooks },
    rules: { "react-hooks/rules-of-hooks": "error", "react-hooks/exhaustive-deps": "error" },
  },
  { files: ["apps/cli/**", "apps/*/main.ts", "scripts/**", "testing/**", "cities/**", "**/bench/**"], rules: { "no-console": "off" } },
);
