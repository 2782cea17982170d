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
  pending("R7", ["断电", "power cut"], NOT_YET("需要遗忘未落盘数据的文件系统", "needs a file system that forgets what was not forced to disk")),
  pending("R8", ["落盘出错、磁盘慢或满", "a disk that fails, is slow or full"], NOT_YET("本矩阵未做;testing/chaos/disk-full.test.ts 写满一块磁盘,落盘出错与慢盘未测", "not in this matrix; testing/chaos/disk-full.test.ts fills a disk, errors and slowness of one are not tried")),
  pending("R11", ["数据库毁坏、备份被改", "the database is destroyed, a backup altered"], NOT_YET("由 testing/server/backup.test.ts 回答", "answered by testing/server/backup.test.ts")),
  pending("R12", ["内存与句柄泄漏", "leaks of memory, handles, listeners"], NOT_YET("npm run soak 逐窗口测量,尚未跑足", "npm run soak measures it window by window, not yet for long enough")),
  pending("R13", ["十年历史", "ten years of history"], NOT_YET("须造两千万起警情", "wants twenty million incidents")),
  pending("R17", ["夏令时与时区", "daylight saving and zones"], NOT_YET("本矩阵未做;时区与夏令时另有测试", "not in this matrix; zones and daylight saving have tests of their own")),
  pending("R24", ["一事万报", "ten thousand reports of one event"], NOT_YET("由 testing/scenarios/surge 与 bench:surge 回答", "answered by testing/scenarios/surge and bench:surge, not by this matrix")),
  pending("R25", ["单一来源洪水", "a flood from one source"], NOT_YET("由机器接口的限额测试回答", "answered by the tests of the machines' rates")),
  pending("R28", ["XML 攻击", "hostile XML"], NOT_YET("没有读取 XML 的部件", "no part reads XML")),
  pending("R37", ["全停半小时", "everything down for half an hour"], NOT_YET("纸面部件有自己的测试", "paper has tests of its own, not in this matrix")),
  pending("R38", ["渠道无声失效", "a channel dies in silence"], NOT_YET("没有逐渠道的自检警情", "no synthetic incident per channel")),
  pending("R39", ["公众反映线路不通", "the public says that the line is broken"], NOT_YET("没有这类警情", "no such type of report")),
  pending("R47", ["存储型脚本", "stored scripts"], NOT_YET("尚无注入整个界面的浏览器测试", "no browser test puts scripts into every text yet")),
  pending("R48", ["跨站请求", "cross-site requests"], NOT_YET("由 apps/server/http 的测试回答", "answered by the tests of apps/server/http")),
  pending("R49", ["口令猜测", "guessing of passwords"], NOT_YET("由 edge/identity 的测试回答", "answered by the tests of edge/identity")),
  pending("R50", ["令牌窃取与重放", "stolen and replayed tokens"], NOT_YET("由会话的测试回答", "answered by the tests of sessions")),
  pending("R51", ["借服务访问内网", "requests forged through the server"], NOT_YET("没有向外请求的部件", "no part asks other addresses")),
  pending("R53", ["内部人查熟人", "an insider looks somebody up"], NOT_YET("由查看号码与应急授权的测试回答", "answered by the tests of reveals and of emergency access")),
  pending("R54", ["个人信息外泄到日志等", "personal data in logs and elsewhere"], NOT_YET("testing/server/backup.test.ts 用一个号码查表、导出、备份与席位;日志与网址未查", "testing/server/backup.test.ts looks for a number in tables, exports, backups and seats; logs and addresses are not searched")),
  pending("R55", ["到期删除与保全", "retention and legal hold"], NOT_YET("由 testing/server/intake.test.ts 与备份测试回答", "answered by testing/server/intake.test.ts and the tests of the backup")),
  pending("R56", ["供应链", "supply chain"], NOT_YET("由 npm test -- house 回答(许可证、哈希、脚本、密钥)", "answered by npm test -- house: licences, hashes, scripts, secrets")),
  pending("R57", ["慢连接与正则", "slow connections and expressions"], NOT_YET("本矩阵未做", "not in this matrix")),
  pending("R58", ["证书、默认口令、私有目录", "certificates, default passwords, private folders"], NOT_YET("本矩阵未做", "not in this matrix")),
];
