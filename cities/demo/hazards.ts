import type { HazardRow, PremiseRow } from "@tocsin/contract/organisation/city.ts";
import type { RandomStream } from "@tocsin/kernel/random.ts";

type Danger = readonly [zh: string, en: string, source: string];

const DANGERS: Partial<Record<PremiseRow["kind"], readonly Danger[]>> = {
  FACTORY: [["厂区北侧液氨罐 2 个，每罐 5 吨", "Two ammonia tanks of 5 t each on the north side", "应急管理局检查"], ["车间粉尘遇火花易爆", "Dust in the workshop explodes at a spark", "消防检查"], ["危化品库在东南角，禁止用水", "Chemicals store in the south-east corner; no water", "企业申报"]],
  FUEL: [["地下储油罐 4 个，罩棚有静电风险", "Four underground tanks; static under the canopy", "消防检查"]],
  MARKET: [["摊位存放液化气瓶约 30 个", "About 30 gas bottles among the stalls", "派出所走访"], ["夜间东门上锁，只剩一个出口", "East gate is locked at night; one exit remains", "消防检查"]],
  HOSPITAL: [["液氧站在住院楼后，周边 20 米禁火", "Liquid-oxygen plant behind the ward; no flame within 20 m", "医院申报"], ["手术楼断电后应急电源 15 分钟", "Emergency power of the theatre lasts 15 minutes", "医院申报"]],
  SCHOOL: [["食堂使用管道燃气，阀门在后门右侧", "Canteen on mains gas; valve right of the back door", "学校申报"], ["放学时段正门人流密集，走西侧门", "Main gate is crowded after class; use the west gate", "派出所走访"]],
  MALL: [["地下二层有电动车充电区", "E-vehicle chargers on basement 2", "消防检查"], ["中庭玻璃顶下方禁止集结", "Do not assemble below the glass roof of the atrium", "消防检查"]],
  METRO: [["轨行区第三轨 750 伏，断电确认前禁入", "750 V third rail; no entry before power-off is confirmed", "运营单位"], ["三号口雨天易积水", "Exit 3 floods in heavy rain", "运营单位"]],
  HOTEL: [["厨房液化气瓶间在一层东侧", "Gas-bottle room on the ground floor, east", "消防检查"]],
  RESIDENTIAL: [["消防通道宽 3.2 米，云梯车进不去", "Fire lane is 3.2 m wide; no ladder truck", "消防检查"], ["架空层集中停放电动车", "E-bikes are parked under the building", "社区走访"]],
  PORT: [["二号泊位堆存危险货物集装箱", "Dangerous cargo is stacked at berth 2", "海事局"]],
  VENUE: [["看台后排疏散门向内开", "Exit doors behind the stand open inwards", "消防检查"]],
};

const day = (year: number, month: number, date: number): string => `${year}-${String(month).padStart(2, "0")}-${String(date).padStart(2, "0")}`;

/** Known dangers of about 150 premises; of one in five the review date has passed, so that it shows as unverified (SCN-02). */
export function drawHazards(premises: readonly PremiseRow[], random: RandomStream): HazardRow[] {
  const candidates = random.shuffle(premises.filter((premise) => DANGERS[premise.kind] !== undefined)).slice(0, 150);
  return candidates
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .map((premise): HazardRow => {
      const [hazardZh, hazardEn, source] = random.pick(DANGERS[premise.kind]!);
      const lapsed = random.next() < 0.2;
      const year = lapsed ? 2023 : 2025;
      const [month, date] = [random.integer(1, 12), random.integer(1, 28)];
      return { premise: premise.id, hazardZh, hazardEn, source, verifiedAt: day(year, month, date), reviewBy: day(year + (lapsed ? 1 : 3), month, date) };
    });
}
