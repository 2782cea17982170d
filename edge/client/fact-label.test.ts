import assert from "node:assert/strict";
import { test } from "node:test";
import type { CityView } from "@tocsin/contract/views.ts";
import { etaKey, factLabel } from "./fact-label.ts";

const departments = [{ code: "GAS", nameZh: "燃气企业", nameEn: "Gas company" }, { code: "GOV_CENTRE", nameZh: "综治中心", nameEn: "Governance centre" }] as unknown as CityView["departments"];
const factKeys: CityView["factKeys"] = [{ key: "eta", questionZh: "预计到达", questionEn: "Expected", answer: "TEXT" }, { key: "trapped", questionZh: "被困人数", questionEn: "How many are trapped?", answer: "NUMBER" }];

test("SCN-05: a partner's time of arrival is a fact of its own with the partner's name; another fact is called by its question, an unknown one by its key", () => {
  const label = (key: string, lang: "zh" | "en" = "zh") => factLabel(key, { departments, factKeys }, lang);
  assert.deepEqual([etaKey("GAS"), etaKey("GOV_CENTRE")], ["etaGAS", "etaGOVCENTRE"]);
  assert.deepEqual([label("etaGAS"), label("etaGOVCENTRE", "en"), label("trapped"), label("trapped", "en"), label("smell")], ["燃气企业预计到达", "Governance centre: Expected", "被困人数", "How many are trapped?", "smell"]);
  assert.equal(factLabel("etaGAS", { departments, factKeys: [] }, "zh"), "etaGAS", "a city whose file has no word for it");
});
