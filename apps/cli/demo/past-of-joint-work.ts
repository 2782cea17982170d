import { newUlid } from "@tocsin/client/new-ulid.ts";
import { DAY, HOUR } from "@tocsin/kernel/instant.ts";
import type { ActAs } from "./act-as.ts";
import { type Deed, morning } from "./past-days.ts";

const CITY_DESK = "zhihuizhang";
const OUTER_DISTRICT = "qinglu";

/** The joint duty catalogue: one organisation after another names whom to call, and each month is asked again (LNK-09). */
export function pastOfCatalogue(act: ActAs, now: number): Deed[] {
  const cooperationId = newUlid();
  const asked = [["qinglu", "D04"], ["xiaofang", "FIRE"], ["jijiu", "EMS"], ["jiaojing", "TRAF"]] as const;
  const names = (at: number, account: string, post: string, phone: string, deputy?: readonly [post: string, phone: string]): Deed =>
    ({ at, run: () => act(account, "joint.setContact", { cooperationId, post, phone, ...(deputy === undefined ? {} : { deputyPost: deputy[0], deputyPhone: deputy[1] }) }) });
  return [
    {
      at: morning(now, 46),
      run: async () => {
        await act(CITY_DESK, "joint.initiate", {
          cooperationId, subject: { kind: "CHANNEL", level: "BUREAU", fields: ["TRAFFIC_SAFETY", "WATERS"] }, goal: "联动单位值班联络：统一名录，每月核实；按季研究交通安全和水域治理", legalBasis: "岚江市应急联动工作规定", urgency: "P3", partnerIds: asked.map(([, org]) => org),
        });
        for (const [account, partnerId] of asked) await act(account, "joint.answer", { cooperationId, partnerId, answer: "ACCEPTED" });
      },
    },
    names(morning(now, 46) + HOUR, CITY_DESK, "指挥中心值班长", "0000-110-0001", ["指挥中心副值班长", "0000-110-0002"]),
    { at: morning(now, 16) + 2 * HOUR, run: () => act(CITY_DESK, "joint.confirmContact", { cooperationId }) },
    names(morning(now, 12), OUTER_DISTRICT, "青麓分局指挥室", "0000-110-0401", ["青麓分局值班领导席", "0000-110-0402"]),
    names(morning(now, 10), "xiaofang", "消防支队指挥中心", "0000-119-0001", ["消防支队作战值班室", "0000-119-0002"]),
    // Asked three days ago and silent: its deputy is called first.
    names(now - 33 * DAY, "jijiu", "急救中心调度台", "0000-120-0001", ["急救中心值班主任席", "0000-120-0002"]),
    // Asked this morning: the question waits on its desk.
    names(now - 30 * DAY - 5 * HOUR, "jiaojing", "交警勤务指挥室", "0000-122-0001", ["交警支队值班室", "0000-122-0002"]),
    {
      at: morning(now, 20),
      run: () => act(CITY_DESK, "joint.holdMeeting", {
        cooperationId, field: "TRAFFIC_SAFETY", text: "研究货运车辆夜间入城：增设绕行标志，重点路口错峰值守。", decisions: [{ taskId: "T1", text: "绕城高速出口增设货车绕行标志", partnerId: "TRAF", dueAt: now + 6 * DAY }, { taskId: "T2", text: "更新危化品运输事故处置联络表", partnerId: "FIRE", dueAt: now + 9 * DAY }],
      }),
    },
    { at: morning(now, 2), run: () => act("jiaojing", "joint.receiveTask", { cooperationId, taskId: "T1" }) },
    { at: morning(now, 1), run: () => act(CITY_DESK, "joint.proposeContact", { cooperationId, partnerId: "FIRE", post: "消防支队指挥中心", phone: "0000-119-0009", deputyPost: "消防支队作战值班室", deputyPhone: "0000-119-0002", reason: "总机号码升位" }) },
  ];
}

/** A campaign on one kind of problem at some places, which runs (JNT-05). */
export function pastOfCampaign(act: ActAs, now: number): Deed[] {
  const cooperationId = newUlid();
  return [
    {
      at: morning(now, 18),
      run: async () => {
        await act(OUTER_DISTRICT, "joint.initiate", {
          cooperationId, goal: "青麓片区电动自行车火灾隐患治理", legalBasis: "《消防法》第二条", urgency: "P3", partnerIds: ["FIRE"], until: now + 12 * DAY,
          subject: {
            kind: "OPERATION", class: "HAZARD_RECTIFICATION", mode: "CAMPAIGN", capabilities: [],
            campaign: { problem: "FR-01", places: ["S0401", "S0402"], measures: ["夜间巡查住宅楼架空层充电点", "拆除飞线充电，增设集中充电棚"], owner: "D04", indicators: ["电动自行车火警较上月下降三成", "架空层充电点整改率达九成"] },
          },
        });
        await act("xiaofang", "joint.answer", { cooperationId, partnerId: "FIRE", answer: "ACCEPTED", resources: ["防火监督员两组", "宣传车一辆"] });
      },
    },
    { at: morning(now, 17), run: () => act(CITY_DESK, "joint.approve", { cooperationId }) },
    { at: morning(now, 17) + HOUR, run: () => act(OUTER_DISTRICT, "joint.start", { cooperationId }) },
    {
      at: morning(now, 16),
      run: async () => {
        await act(OUTER_DISTRICT, "joint.setTask", { cooperationId, taskId: "T1", text: "排查两所辖区架空层充电点并列清单", partnerId: "FIRE", dueAt: morning(now, 6) });
        await act(OUTER_DISTRICT, "joint.setTask", { cooperationId, taskId: "T2", text: "复查已整改的充电点", partnerId: "FIRE", dueAt: now + 4 * DAY });
        await act("xiaofang", "joint.receiveTask", { cooperationId, taskId: "T1" });
      },
    },
    { at: morning(now, 8), run: () => act("xiaofang", "joint.endTask", { cooperationId, taskId: "T1", state: "DONE", note: "共排查 46 处，需整改 19 处" }) },
  ];
}

/** What is lent: one thing is booked for tomorrow, the other is out (JNT-10). `room`: account of a station. */
export function pastOfPool(act: ActAs, now: number, room: string): Deed[] {
  const [light, boat] = [newUlid(), newUlid()];
  const put = (account: string, cooperationId: string, name: string, equipment: "LIGHTING" | "BOAT", goal: string): Promise<void> =>
    act(account, "joint.initiate", { cooperationId, subject: { kind: "POOL", name, equipment }, goal, legalBasis: "岚江市警务装备共用办法", urgency: "P3", partnerIds: [] });
  return [
    { at: morning(now, 25), run: () => put("jiaojing", light, "移动照明车一号", "LIGHTING", "夜间事故现场照明，各单位可借用") },
    { at: morning(now, 24), run: () => put(OUTER_DISTRICT, boat, "冲锋舟两艘（带拖车）", "BOAT", "青溪河、水库水域救援，各单位可借用") },
    { at: morning(now, 3), run: () => act(OUTER_DISTRICT, "joint.book", { cooperationId: light, from: now + 20 * HOUR, until: now + 44 * HOUR, urgency: "P3", purpose: "青屏山夜间搜救演练照明" }) },
    { at: morning(now, 2), run: () => act(room, "joint.book", { cooperationId: boat, from: morning(now, 1), until: now + 2 * DAY, urgency: "P2", purpose: "沿江低洼路段防汛备勤" }) },
    { at: morning(now, 1), run: () => act(room, "joint.moveBooking", { cooperationId: boat, no: 1, state: "OUT", note: "已领取，船体和外机完好" }) },
  ];
}
