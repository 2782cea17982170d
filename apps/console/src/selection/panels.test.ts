import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { coversColumns, NO_PANELS, openPanel, panelStore, replacesDetail, showDetail, showTab, turnTo } from "./panels.ts";

beforeEach(() => panelStore.set(NO_PANELS));

test("X-08: what is asked of the detail is seen, whatever page lay over it, so that no hidden form takes the next key", () => {
  for (const show of [showDetail, () => showTab("timeline")]) {
    for (const page of ["units", "matters", "roads", "draw"] as const) {
      openPanel(page);
      show();
      assert.deepEqual([panelStore.get().panel, panelStore.get().column], ["none", "detail"], page);
    }
  }
});

test("what stands on the map stays there when the detail is turned to", () => {
  openPanel("flow");
  showTab("plan");
  assert.equal(panelStore.get().panel, "flow");
});

test("on a narrow window each column can be reached from a page that lies over all three; roads are picked on the map beside their form", () => {
  openPanel("matters");
  assert.ok(coversColumns(panelStore.get()));
  turnTo("queue");
  assert.deepEqual([panelStore.get().panel, panelStore.get().column], ["none", "queue"]);
  openPanel("roads");
  assert.deepEqual((["roads", "draw", "units", "none"] as const).map((panel) => replacesDetail({ panel })), [true, true, false, false]);
  turnTo("map");
  assert.deepEqual([panelStore.get().panel, panelStore.get().column], ["roads", "map"]);
});
