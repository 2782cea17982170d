import assert from "node:assert/strict";
import { test } from "node:test";
import { PROVIDER_FRAGMENT } from "@tocsin/contract/identity/provider.ts";
import { providerReturn } from "./provider-return.ts";

const back = (word: string | null): { readonly came: ReturnType<typeof providerReturn>; readonly forgot: number } => {
  let forgot = 0;
  const came = providerReturn(word === null ? "" : `#${new URLSearchParams({ [PROVIDER_FRAGMENT]: word })}`, () => (forgot += 1));
  return { came, forgot };
};

test("GOV-02: a browser that comes back from the provider is in, is asked for its own factor, or is told why not, once; a stranger's word says nothing", () => {
  assert.deepEqual([back("in").came.cameIn, back("in").came.readCameBack("zh"), back("in").forgot], [true, null, 1]);
  assert.deepEqual(back("CODE_NEEDED").came.readCameBack("zh"), { codeNeeded: true, said: "" });
  const { came } = back("RATE_LIMITED");
  assert.match(came.readCameBack("en")?.said ?? "", /Too many requests/);
  assert.equal(came.readCameBack("en"), null);
  assert.deepEqual([back("<script>").came.readCameBack("zh"), back("<script>").came.cameIn, back(null).forgot], [null, false, 0]);
});
