import type { PendingRow, RowId, Words } from "../row.ts";

const SCALE_OUT: Words = ["随多机部署而来", "with scale-out"];
const pending = (id: RowId, fault: Words, why: Words): PendingRow => ({ id, fault, pending: why });
const elsewhere = (id: RowId, fault: Words, why: Words, file: string, times: number): PendingRow => ({ id, fault, pending: why, test: { file, times } });

/** Rows whose part is not there: never counted as kept. */
export const PENDING_ROWS: readonly PendingRow[] = [
  pending("R4", ["主库停机,备库接替", "the primary dies, the standby is promoted"], SCALE_OUT),
  pending("R5", ["备库停机", "the standby dies"], SCALE_OUT),
  pending("R6", ["旧主库回来", "the old primary comes back"], SCALE_OUT),
  pending("R9", ["整站切换", "whole-site fail-over at full load"], SCALE_OUT),
  pending("R41", ["消息总线停机或丢失", "the bus is lost or partitioned"], SCALE_OUT),
  pending("R42", ["联邦对端说谎", "a federation peer lies"], SCALE_OUT),
  elsewhere("R24", ["一事万报", "ten thousand reports of one event"], ["另有测试回答;一万报由 npm run bench:surge -- one-event 测量", "answered by a test elsewhere; ten thousand are measured by npm run bench:surge -- one-event"], "testing/bench/surge/surge.test.ts", 250),
  elsewhere("R28", ["XML 攻击", "hostile XML"], ["另有测试回答:读取 XML 的只有 CAP 预警", "answered by a test elsewhere: alerts of CAP are the only XML that is read"], "edge/cap/read-alert.test.ts", 400),
  elsewhere("R47", ["存储型脚本", "stored scripts"], ["另有浏览器测试回答:三十种载荷进入每种文字,逐页打开", "answered by a browser test: thirty payloads in every text, on every tab, in the queue and on the phone"], "testing/browser/console-joint.test.ts", 30),
];
