/** Words of signing in and of the own account. */
export const enAccount = {
  "account.name": "My account", "account.open": "My account, sign out",
  "account.password": "Change password", "account.passwordNow": "Current password", "account.passwordNext": "New password", "account.passwordShow": "Show the new password",
  "account.passwordRule": "12 to 200 characters, any letters, signs and spaces; a sentence is easiest to keep in mind. Passwords known from leaks are not taken.", "account.passwordSet": "Change password",
  "account.passwordDone": "The password has been changed, and every sign-in on other devices has ended.",
  "lock.title": "Seat locked", "lock.kept": "The screen and whatever was not sent stay as they are; alarms still sound.", "lock.open": "Unlock", "lock.demo": "Demo: unlock", "lock.now": "Lock the seat",
  "sessions.name": "Sign-ins", "sessions.who": "Account", "sessions.where": "From", "sessions.since": "Since", "sessions.used": "Last used", "sessions.locked": "locked",
  "sessions.here": "this one", "sessions.end": "End", "sessions.endOthers": "End my {count} others",
} as const;
