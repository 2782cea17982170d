/** Words of signing in and of the own account. */
export const enAccount = {
  "account.name": "My account", "account.open": "My account, sign out",
  "account.first": "Change your first password", "account.firstWhy": "Your first password was set by somebody else. Choose one that you alone know; until then nothing else opens.",
  "account.password": "Change password", "account.passwordNow": "Current password", "account.passwordNext": "New password", "account.passwordShow": "Show the new password",
  "account.passwordRule": "12 to 200 characters, any letters, signs and spaces; a sentence is easiest to keep in mind. Passwords known from leaks are not taken.", "account.passwordSet": "Change password",
  "account.passwordDone": "The password has been changed, and every sign-in on other devices has ended.",
  "lock.title": "Seat locked", "lock.kept": "The screen and whatever was not sent stay as they are; alarms still sound.", "lock.open": "Unlock", "lock.demo": "Demo: unlock", "lock.now": "Lock the seat",
  "factor.name": "Second factor", "factor.on": "on", "factor.off": "off", "factor.code": "Code", "factor.codeHint": "The six digits of your authenticator app, or a recovery code.",
  "factor.why": "Beside the password, six digits of an authenticator app on your phone (any app that speaks TOTP).", "factor.begin": "Set up an authenticator", "factor.again": "Change the authenticator",
  "factor.scan": "Scan the code with the authenticator app, or type the key, then give the six digits that it shows.", "factor.key": "Key", "factor.confirm": "Turn on", "factor.qr": "QR code of the authenticator's key",
  "factor.codesName": "Recovery codes", "factor.codes": "When the phone is not at hand, each of these counts once in place of a code. They are shown this once: write them down and keep them safe.", "factor.kept": "Kept safe",
  "factor.needed": "Your role needs a second factor", "factor.wrong": "The code is not right; look at the time and try again",
  "machines.name": "Machine clients", "machines.none": "The city's clients.yaml names no machine.", "machines.who": "Client", "machines.may": "Purpose and place", "machines.keys": "Keys", "machines.signed": "signed", "machines.until": "until {day}", "machines.used": "last used {day}",
  "machines.unused": "not used yet", "machines.make": "New key (90 days)", "machines.revoke": "Revoke", "machines.once": "The new key is shown this once; hand it over now and keep it safe:", "machines.kept": "Kept",
  "sessions.name": "Sign-ins", "sessions.who": "Account", "sessions.where": "From", "sessions.since": "Since", "sessions.used": "Last used", "sessions.locked": "locked",
  "sessions.here": "this one", "sessions.end": "End", "sessions.endOthers": "End my {count} others",
} as const;
