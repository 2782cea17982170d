import type { OwnedTask, TaskOwner } from "@tocsin/contract/command/activation.ts";
import type { IssuableTask, RoleHolder } from "@tocsin/contract/command/plan-task.ts";
import type { OrgUnit } from "@tocsin/contract/organisation/city.ts";
import type { CityIndex } from "../decision.ts";
import { chainOf, cityPath } from "../organisation/chain.ts";

const LEVELS: readonly OrgUnit["level"][] = ["CITY", "DISTRICT", "STATION", "POST"];

const shared = (a: string, b: string): number => {
  const [one, other] = [a.split("."), b.split(".")];
  const apart = one.findIndex((id, index) => id !== other[index]);
  return apart < 0 ? one.length : apart;
};

/**
 * The organisation that holds a role in an incident at `orgPath`: of its own chain the one at the level, or, where there is none, the next
 * above; of an agency the desk nearest to it in the organisation. Where an agency has no desk the city answers for it: no task is without an owner.
 */
export function holderOrg(city: CityIndex, orgPath: string, holder: RoleHolder): OrgUnit {
  const root = city.orgByPath.get(cityPath(city))!;
  if ("seat" in holder) {
    const deepest = LEVELS.indexOf(holder.level);
    return chainOf(city, orgPath).filter(({ level }) => LEVELS.includes(level) && LEVELS.indexOf(level) <= deepest).at(-1) ?? root;
  }
  if (holder.agency === "POLICE") return root;
  const desks = city.city.orgs.filter(({ agency }) => agency === holder.agency);
  return desks.toSorted((a, b) => shared(b.path, orgPath) - shared(a.path, orgPath) || a.path.length - b.path.length || (a.id < b.id ? -1 : 1))[0] ?? root;
}

export const ownerOf = ({ id, path, nameZh, nameEn }: OrgUnit): TaskOwner => ({ orgId: id, orgPath: path, nameZh, nameEn });

/** Tasks with the organisations that hold their roles. */
export const owned = (city: CityIndex, orgPath: string, tasks: readonly IssuableTask[]): OwnedTask[] =>
  tasks.map((task) => ({ ...task, owner: ownerOf(holderOrg(city, orgPath, task.role.holder)) }));
