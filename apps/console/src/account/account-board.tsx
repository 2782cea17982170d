import { orgName } from "../city/city-index.ts";
import { useLang, useSay } from "../language/words.ts";
import { signOut, useCity, useSeat } from "../live/session.ts";
import { lockSeat } from "../lock/seat-lock.ts";
import { showPanel } from "../selection/panels.ts";
import { BoardFrame } from "../units/board-frame.tsx";
import { AccountHelp } from "./account-help.tsx";
import { FactorForm } from "./factor-form.tsx";
import { MachineList } from "./machine-list.tsx";
import { OwnNumbersForm } from "./own-numbers-form.tsx";
import { PasskeyList } from "./passkey-list.tsx";
import { PasswordForm } from "./password-form.tsx";
import { SharingList } from "./sharing-list.tsx";
import { SessionsList } from "./sessions-list.tsx";
import "./account.css";

/** Everything about the own sign-in: leaving comes first, since that is what most people open it for. */
export function AccountBoard() {
  const say = useSay();
  const lang = useLang();
  const seat = useSeat();
  const city = useCity();
  return (
    <BoardFrame title={say("account.name")}>
      <div className="block account-who">
        <p><strong>{seat.name}</strong> <span className="num dim">{seat.userId}</span> {seat.grants.map((grant) => <span key={`${grant.role}/${grant.orgPath}`} className="tag">{orgName(city, grant.orgPath, lang)}</span>)}</p>
        <button type="button" className="main" autoFocus onClick={() => void signOut()}>{say("strip.signOut")} <kbd>↵</kbd></button>{" "}
        <button type="button" className="plain" onClick={lockSeat}>{say("lock.now")}</button>{" "}
        <button type="button" className="plain" onClick={() => showPanel("emergency")}>{say("emergency.name")}</button>
      </div>
      <SessionsList />
      {seat.views.includes("CONFIG") && <AccountHelp />}
      {(seat.views.includes("CONFIG") || seat.views.includes("ACCESS_APPROVAL")) && <MachineList />}
      {seat.views.includes("CONFIG") && <SharingList />}
      <PasskeyList utcOffset={city.city.head.utcOffset} />
      <FactorForm />
      <PasswordForm />
      <OwnNumbersForm />
    </BoardFrame>
  );
}
