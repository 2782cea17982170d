/** Words of signing in and of the own account. */
export const zhAccount = {
  "account.name": "我的账号", "account.open": "我的账号、退出登录",
  "account.password": "修改密码", "account.passwordNow": "现在的密码", "account.passwordNext": "新密码", "account.passwordShow": "显示新密码",
  "account.passwordRule": "12 至 200 个字符，任何文字、符号、空格都可以；一句话最好记。见于泄露名单的密码不收。", "account.passwordSet": "修改密码",
  "account.passwordDone": "密码已修改，其他设备上的登录已全部结束。",
} as const;
