/** Words of the audit's page (SUP-08). */
export const zhAudit = {
  "audit.name": "审计", "audit.mayNot": "本席位无权查看审计。", "audit.who": "人员", "audit.whoAs": "账号", "audit.object": "对象", "audit.objectAs": "警情号、编号或账号", "audit.action": "操作", "audit.purpose": "用途", "audit.from": "开始日期", "audit.to": "结束日期（含当日）", "audit.any": "不限", "audit.when": "时间",
  "audit.search": "查询", "audit.older": "更早的记录", "audit.none": "这段时间没有符合条件的记录。", "audit.note": "一次最多查 31 天。本页的每次查询、校验和导出都会写入审计。",
  "audit.verify": "校验全链", "audit.export": "导出全部（JSON 行）", "audit.sound": "完好：{rows} 条记录，{seals} 段封存", "audit.fault.altered": "有记录被改动：", "audit.fault.stretch": "封存段不连续：", "audit.fault.seal": "封存被改动：",
  "audit.read": "查看", "audit.unconcerned": "与该警情无关", "audit.deleted": "{what}：删除 {count} 项",
  "audit.outcome.REFUSED": "被拒绝", "audit.outcome.READ": "已查看", "audit.outcome.DELETED": "已删除", "audit.outcome.ENDED": "已终止",
  "audit.did.signIn": "登录", "audit.did.signOut": "退出", "audit.did.sessionEnd": "结束登录", "audit.did.replayed": "令牌副本被使用", "audit.did.lock": "锁定席位", "audit.did.unlock": "解锁席位",
  "audit.did.password": "修改密码", "audit.did.passwordReset": "重发首次密码", "audit.did.factorBegin": "开始设置第二因素", "audit.did.factorConfirm": "启用第二因素", "audit.did.factorDrop": "取消第二因素", "audit.did.passkeyAdd": "添加通行密钥", "audit.did.passkeyDrop": "移除通行密钥",
  "audit.did.reveal": "查看来电号码", "audit.did.retention": "到期删除", "audit.did.refused": "无效请求（计数）", "audit.did.keyMake": "生成机器密钥", "audit.did.keyRevoke": "吊销机器密钥", "audit.did.media": "查看照片或语音", "audit.did.audit": "查询审计", "audit.did.auditState": "校验审计", "audit.did.auditExport": "导出审计",
  "audit.purpose.RESPONSE": "处置", "audit.purpose.INTAKE": "接警", "audit.purpose.COMMAND": "指挥", "audit.purpose.LINKAGE": "联动", "audit.purpose.PLANNING": "规划", "audit.purpose.SUPERVISION": "监督", "audit.purpose.ACCESS": "登录与权限", "audit.purpose.AUDIT": "审计", "audit.purpose.EMERGENCY_ACCESS": "应急授权", "audit.purpose.RETENTION": "留存", "audit.purpose.PLATFORM": "平台",
  "audit.purpose.CALL_BACK": "回拨", "audit.purpose.FIND_CALLER": "寻找来电人", "audit.purpose.MEET_ON_SCENE": "现场会合", "audit.purpose.REVIEW": "复核",
  "verb.audit": "审计",
} as const;
