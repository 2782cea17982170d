import { LANJIANG, ZHUKOU } from "@tocsin/cities/demo/neighbour.ts";
import { toLonLat } from "@tocsin/cities/demo/plane.ts";
import { newUlid } from "@tocsin/client/new-ulid.ts";
import { MINUTE } from "@tocsin/kernel/instant.ts";
import { actAs } from "./act-as.ts";
import { type Deed, morning } from "./past-days.ts";
import type { PastServer } from "./past-server.ts";

/** On the shared strip. */
const [lon, lat] = toLonLat([11_200, -4_250]);

/**
 * Help across the border that is over (JNT-07): asked, signed over there, handed back signed, and still worked on here; ten days later
 * the neighbour has deleted what it was told and says so. At the end its crews are on duty.
 */
export function pastOfBorder(here: PastServer, there: PastServer, now: number): Deed[] {
  const [ours, theirs] = [actAs(here.server, here.city), actAs(there.server, there.city)];
  const [weSend, theySend] = [() => here.server.wire.deliver(), () => there.server.wire.deliver()];
  const matterId = newUlid();
  const began = morning(now, 12);
  const crews = there.city.units.filter(({ agency }) => agency === "POLICE");
  return [
    {
      at: began,
      run: async () => {
        await ours("diaodu1", "linkage.open", {
          matterId, danger: false, text: "芦浦大道东段护栏被货车撞断，占用一条车道，请就近先到警戒", place: { addressText: "芦浦大道东段", point: { lon, lat }, datum: "WGS84" }, urgency: "HARD", caller: { notice: "NO_CALLER", withheld: false }, to: ZHUKOU.party,
        });
        await weSend();
        await theirs("dispatcher", "linkage.sign", { matterId });
        await theySend();
      },
    },
    { at: began + 12 * MINUTE, run: async () => { await theirs("dispatcher", "linkage.progress", { matterId, text: "界河派出所警组到场警戒，一条车道通行" }); await theySend(); } },
    {
      at: began + 25 * MINUTE,
      run: async () => {
        await theirs("dispatcher", "linkage.transfer", { matterId, to: LANJIANG.party, reason: "先期处置完毕，护栏修复由管辖方办理" });
        await theySend();
        await ours("diaodu1", "linkage.sign", { matterId });
        await weSend();
      },
    },
    { at: morning(now, 1), run: async () => { await there.server.retention.runShared(); await theySend(); } },
    { at: now - MINUTE, run: async () => { for (const { id: unitId } of crews) await theirs("simulator", "dispatch.setUnitStatus", { unitId, status: "AVAILABLE" }); } },
  ];
}
