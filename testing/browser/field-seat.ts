import type { Browser } from "playwright-core";
import { PASSWORD, type Seated } from "../harness.ts";
import { until } from "../until.ts";
import { openPage, PHONE, type PageOptions, type WatchedPage } from "./browser.ts";

/** A phone that is signed in and on duty, as the unit of the account; `dispatcher` sees it come. */
export async function openPhone(browser: Browser, url: string, dispatcher: Seated, account: string, options: PageOptions = {}): Promise<WatchedPage> {
  const phone = await openPage(browser, `${url}/field/`, { ...PHONE, ...options });
  await phone.page.getByLabel("账号").fill(account);
  await phone.page.getByLabel("密码").fill(PASSWORD);
  await phone.press("登录");
  await phone.press("上班");
  await phone.page.getByRole("heading", { name: "没有指令" }).waitFor();
  await until(async () => (await dispatcher.board()).units.some(({ id, status }) => id === account.toUpperCase() && status === "AVAILABLE"));
  return phone;
}
