import type { MutualAidRow } from "@tocsin/contract/organisation/mutual-aid.ts";

const district = (org: string, lender: string): MutualAidRow => ({ org, lender, nameZh: "", nameEn: "", contact: "" });

/** Who helps whom: the two outer districts their neighbours and each other, beyond that two fictional cities (ORG-04). */
export const MUTUAL_AID: readonly MutualAidRow[] = [
  district("D04", "D01"),
  district("D04", "D03"),
  district("D04", "D05"),
  district("D05", "D02"),
  district("D05", "D03"),
  district("D05", "D04"),
  { org: "D05", lender: null, nameZh: "渚口市公安局指挥中心", nameEn: "Zhukou City Control", contact: "0000-110-0201" },
  { org: "CITY", lender: null, nameZh: "云陂市公安局指挥中心", nameEn: "Yunbei City Control", contact: "0000-110-0101" },
];
