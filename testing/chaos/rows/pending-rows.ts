import type { PendingRow, RowId, Words } from "../row.ts";

const NOT_YET = (zh: string, en: string): Words => [`尚未:${zh}`, `not yet: ${en}`];
const SCALE_OUT: Words = ["随多机部署而来", "with scale-out"];
const pending = (id: RowId, fault: Words, why: Words): PendingRow => ({ id, fault, pending: why });

/** Rows whose part is not there: never counted as kept. */
export const PENDING_ROWS: readonly PendingRow[] = [
  pending("R4", ["主库停机,备库接替", "the primary dies, the standby is promoted"], SCALE_OUT),
  pending("R5", ["备库停机", "the standby dies"], SCALE_OUT),
  pending("R6", ["旧主库回来", "the old primary comes back"], SCALE_OUT),
  pending("R9", ["整站切换", "whole-site fail-over at full load"], SCALE_OUT),
  pending("R41", ["消息总线停机或丢失", "the bus is lost or partitioned"], SCALE_OUT),
  pending("R42", ["联邦对端说谎", "a federation peer lies"], SCALE_OUT),
  pending("R24", ["一事万报", "ten thousand reports of one event"], NOT_YET("由 testing/scenarios/surge 与 bench:surge 回答", "answered by testing/scenarios/surge and bench:surge, not by this matrix")),
  pending("R28", ["XML 攻击", "hostile XML"], NOT_YET("没有读取 XML 的部件", "no part reads XML")),
  pending("R38", ["渠道无声失效", "a channel dies in silence"], NOT_YET("没有逐渠道的自检警情", "no synthetic incident per channel")),
  pending("R39", ["公众反映线路不通", "the public says that the line is broken"], NOT_YET("没有这类警情", "no such type of report")),
  pending("R47", ["存储型脚本", "stored scripts"], NOT_YET("尚无注入整个界面的浏览器测试", "no browser test puts scripts into every text yet")),
];
