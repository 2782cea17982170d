/** Words of signing in and of the own account. */
export const zhAccount = {
  "account.name": "我的账号", "account.open": "我的账号、退出登录",
  "account.first": "请先修改初始密码", "account.firstWhy": "初始密码由他人设定。改为只有您知道的密码后，才能使用系统。",
  "account.password": "修改密码", "account.passwordNow": "现在的密码", "account.passwordNext": "新密码", "account.passwordShow": "显示新密码",
  "account.passwordRule": "12 至 200 个字符，任何文字、符号、空格都可以；一句话最好记。见于泄露名单的密码不收。", "account.passwordSet": "修改密码",
  "account.passwordDone": "密码已修改，其他设备上的登录已全部结束。",
  "lock.title": "席位已锁定", "lock.kept": "画面和未提交的内容原样保留，告警仍会响。", "lock.open": "解锁", "lock.demo": "演示：直接解锁", "lock.now": "锁定席位",
  "factor.name": "二次验证", "factor.on": "已启用", "factor.off": "未启用", "factor.code": "验证码", "factor.codeHint": "验证器应用上的六位数字，或一个恢复码。",
  "factor.why": "密码之外，再要一个手机验证器应用（如各类 TOTP 身份验证器）上的六位码。", "factor.begin": "设置验证器", "factor.again": "换验证器",
  "factor.scan": "用验证器应用扫描二维码，或手工输入密钥，然后填入它显示的六位码。", "factor.key": "密钥", "factor.confirm": "启用", "factor.qr": "二维码：验证器密钥",
  "factor.codesName": "恢复码", "factor.codes": "手机不在身边时，每个恢复码可代替一次验证码。只显示这一次，请抄下或打印并收好。", "factor.kept": "已收好",
  "factor.needed": "您的岗位需要二次验证", "factor.wrong": "验证码不正确，请看清时间后再试",
  "machines.name": "接口客户端", "machines.none": "本市的 clients.yaml 没有登记接口客户端。", "machines.who": "客户端", "machines.may": "用途与范围", "machines.keys": "密钥", "machines.signed": "须签名", "machines.until": "至 {day}", "machines.used": "最近使用 {day}",
  "machines.unused": "未用过", "machines.make": "新建密钥（90 天）", "machines.revoke": "吊销", "machines.once": "新密钥只显示这一次，请立即交给对方并妥善保存：", "machines.kept": "已保存",
  "sessions.name": "登录", "sessions.who": "账号", "sessions.where": "来源", "sessions.since": "登录", "sessions.used": "最近使用", "sessions.locked": "已锁定",
  "sessions.here": "本席", "sessions.end": "结束", "sessions.endOthers": "结束我的其余 {count} 处登录",
} as const;
