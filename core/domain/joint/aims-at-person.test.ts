import assert from "node:assert/strict";
import { test } from "node:test";
import { aimsAtPerson } from "./aims-at-person.ts";

test("JNT-01, JNT-05, X-10: a goal that watches somebody, or carries somebody's number or plate, is found; what is about places and problems is not", () => {
  for (const goal of ["监控张三", "对李某布控并监控王小明住处", "跟踪刘某某的行踪", "查清110101199003071234 的住处", "联系 13800138000 后稳控", "盯控重点人员", "拦截鄂A12345", "分析上访人员轨迹", "track the suspect", "Monitor Mr Li at home", "稳控居民陈大文,防止上访"])
    assert.equal(aimsAtPerson(goal), true, goal);
  for (const goal of ["滨江广场夜间噪声整治", "查找走失老人", "布设视频监控高速公路入口", "交通管控方案会商", "排查高层住宅电动车充电隐患", "抢险救援,控制火势", "管控高铁站周边道路", "分析 2026 年第一季度水域警情", "monitor the water level", "track the flood along the river"])
    assert.equal(aimsAtPerson(goal), false, goal);
});
