/** Words of signing in and of the own account. */
export const zhAccount = {
  "account.name": "我的账号", "account.open": "我的账号、退出登录",
  "account.password": "修改密码", "account.passwordNow": "现在的密码", "account.passwordNext": "新密码", "account.passwordShow": "显示新密码",
  "account.passwordRule": "12 至 200 个字符，任何文字、符号、空格都可以；一句话最好记。见于泄露名单的密码不收。", "account.passwordSet": "修改密码",
  "account.passwordDone": "密码已修改，其他设备上的登录已全部结束。",
  "lock.title": "席位已锁定", "lock.kept": "画面和未提交的内容原样保留，告警仍会响。", "lock.open": "解锁", "lock.demo": "演示：直接解锁", "lock.now": "锁定席位",
  "sessions.name": "登录", "sessions.who": "账号", "sessions.where": "来源", "sessions.since": "登录", "sessions.used": "最近使用", "sessions.locked": "已锁定",
  "sessions.here": "本席", "sessions.end": "结束", "sessions.endOthers": "结束我的其余 {count} 处登录",
} as const;
