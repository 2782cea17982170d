import type { GeoService, GeoServiceDefinition } from "@tocsin/contract/linkage/georeport.ts";
import { MATTER_URGENCIES } from "@tocsin/contract/linkage/calendar.ts";
import { CALLER_NOTICES } from "@tocsin/contract/linkage/matter.ts";
import type { ResponsibilityRow } from "@tocsin/contract/linkage/responsibility.ts";

/** Each item of the responsibility list is a service: whoever calls it by its code reaches the department whose it is. */
export const serviceOf = ({ item, matterZh, matterEn, basis, department }: ResponsibilityRow, departmentName: string): GeoService => ({
  service_code: item, service_name: matterZh, description: `${matterEn} · ${basis}`, metadata: true, type: "realtime", keywords: department, group: departmentName,
});

const list = (order: number, code: string, required: boolean, description: string, values: readonly (readonly [key: string, name: string])[]): GeoServiceDefinition["attributes"][number] => ({
  variable: true, code, datatype: "singlevaluelist", required, datatype_description: null, order, description, values: values.map(([key, name]) => ({ key, name })),
});

const URGENCY: Readonly<Record<(typeof MATTER_URGENCIES)[number], string>> = { URGENT: "紧急 urgent", UTILITY: "民生 utility", GENERAL: "一般 general", HARD: "疑难 hard", STATUTORY: "法定 statutory" };
const NOTICE: Readonly<Record<(typeof CALLER_NOTICES)[number], string>> = { CONSENTED: "已同意 agreed", INFORMED: "已告知 was told", NO_CALLER: "没有诉求人 nobody called" };

/** What is asked beside the description, the same for every service. Danger is asked first and always (LNK-01). */
export const definitionOf = (code: string): GeoServiceDefinition => ({
  service_code: code,
  attributes: [
    list(1, "danger", true, "是否危及生命、财产或公共安全 Is life, property or public safety in danger?", [["YES", "有危险 yes"], ["NO", "无危险 no"]]),
    list(2, "urgency", false, "时限 How soon it wants an answer", MATTER_URGENCIES.map((key) => [key, URGENCY[key]] as const)),
    list(3, "notice", false, "转办是否告知诉求人 Whether whoever called knows that it is passed on", CALLER_NOTICES.map((key) => [key, NOTICE[key]] as const)),
    list(4, "withheld", false, "诉求人是否要求保密 Whether whoever called wants to stay unnamed", [["YES", "要求保密 yes"], ["NO", "不要求 no"]]),
  ],
});
