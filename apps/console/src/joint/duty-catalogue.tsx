import { useMemo } from "react";
import type { BoardState } from "@tocsin/client/board-state.ts";
import { callOrder } from "@tocsin/contract/joint/cooperation.ts";
import { useSay } from "../language/words.ts";
import { useBoard } from "../live/live-board.ts";
import { useCity } from "../live/session.ts";
import { usePartyName } from "../matters/party-name.ts";
import { type DutyRow, dutyRows } from "./duty-rows.ts";
import { ContactState } from "./joint-card.tsx";
import { momentText } from "./moment.ts";

const jointOf = (state: BoardState): BoardState["cooperations"] => state.cooperations;

/** The joint duty catalogue: whom to call at every organisation and department, in which order, and whether that was confirmed (LNK-09). */
export function DutyCatalogue({ onChoose }: { readonly onChoose: (channelId: string) => void }) {
  const say = useSay();
  const { city, orgById } = useCity();
  const cooperations = useBoard(jointOf);
  const rows = useMemo(() => dutyRows(cooperations.values(), orgById.values(), city.departments), [cooperations, orgById, city.departments]);
  const named = rows.filter(({ contact }) => contact !== null);
  return (
    <article className="matter-card joint-duty" aria-label={say("joint.duty")}>
      <h2>{say("joint.duty")}</h2>
      <p className="dim">{say("joint.dutyCount", { named: named.length, unverified: named.filter(({ contact }) => contact?.overdueAt !== null).length, missing: rows.length - named.length })}</p>
      <table>
        <thead><tr><th>{say("joint.dutyParty")}</th><th>{say("joint.dutyCall")}</th><th>{say("joint.dutyState")}</th></tr></thead>
        <tbody>{rows.map((row) => <DutyLine key={row.party} row={row} onChoose={onChoose} />)}</tbody>
      </table>
    </article>
  );
}

function DutyLine({ row: { party, contact, channel, hotline }, onChoose }: { readonly row: DutyRow; readonly onChoose: (channelId: string) => void }) {
  const say = useSay();
  const name = usePartyName();
  const { head } = useCity().city;
  return (
    <tr>
      <th scope="row">{channel === null ? name(party) : <button type="button" className="plain" onClick={() => onChoose(channel.id)}>{name(party)}</button>}</th>
      <td>
        {contact === null
          ? <span className="dim">{hotline === "" ? say("joint.dutyNoLine") : <>{say("joint.dutyPublic")} <span className="num">{hotline}</span></>}</span>
          : callOrder(contact).map((line, no) => <p key={line.as}><span className="num dim">{no + 1}</span> {say(`joint.contactAs.${line.as}`)} {line.post} <span className="num">{line.phone}</span></p>)}
      </td>
      <td>{contact === null ? <span className="dim">{say("joint.dutyUnnamed")}</span> : <ContactState contact={contact} at={(moment) => momentText(moment, head.utcOffset)} />}</td>
    </tr>
  );
}
