import { LONGEST_PASSWORD, SHORTEST_PASSWORD, type PasswordFault } from "@tocsin/identity/password-rules.ts";

/** What is wrong with a new password, for people. */
export const PASSWORD_WORDS: Readonly<Record<PasswordFault, { readonly zh: string; readonly en: string }>> = {
  SHORT: { zh: `至少 ${SHORTEST_PASSWORD} 个字符`, en: `at least ${SHORTEST_PASSWORD} characters` },
  LONG: { zh: `至多 ${LONGEST_PASSWORD} 个字符`, en: `at most ${LONGEST_PASSWORD} characters` },
  COMMON: { zh: "该密码或其变形见于泄露密码名单,请换一个", en: "this password, or one like it, is in lists of leaked passwords; choose another" },
  OWN_NAME: { zh: "不能只由账号、姓名、城市或本平台的名称组成", en: "not made of the account, the name, the city or the platform alone" },
  SAME: { zh: "新密码不能与现在的相同", en: "not the one that you have" },
  MONOTONE: { zh: "不能是重复或连续的字符", en: "not one character again and again, nor a run of neighbours" },
};
