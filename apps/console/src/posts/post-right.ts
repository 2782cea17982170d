import type { CommandPost, PostRole } from "@tocsin/contract/command/command-post.ts";
import type { CommandName } from "@tocsin/contract/commands.ts";
import type { Seat } from "@tocsin/contract/views.ts";
import { mayDo, useCity, useSeat } from "../live/session.ts";

/** Who the seat is to the post, as the server will judge it: what it would be refused is not offered. */
export function usePostRights(post: CommandPost): { readonly leads: boolean; readonly staff: boolean; readonly commands: boolean; readonly may: (name: CommandName, ...roles: readonly PostRole[]) => boolean } {
  const seat: Seat = useSeat();
  const { orgById } = useCity();
  const sits = (orgId: string, row: string | undefined): boolean => {
    const org = orgById.get(orgId);
    return org?.agency === seat.agency && seat.grants.some((grant) => grant.orgPath === org.path && (row === undefined || row === grant.role));
  };
  const holds = (roles: readonly PostRole[] | null): boolean => post.holders.some(({ role, orgId, seat: row }) => (roles === null || roles.includes(role)) && sits(orgId, row));
  const commands = post.commander.userId === seat.userId;
  const open = post.status === "OPEN";
  const leads = open && (commands || holds(["DEPUTY"]));
  return { leads, staff: open && (commands || holds(null)), commands: open && commands, may: (name, ...roles) => mayDo(seat, name) && open && (leads || holds(roles)) };
}
