import { unreachable } from "@tocsin/kernel/result.ts";
import { type LikenessReason, type TypeLikeness } from "./likely-duplicates.ts";

const TYPES: Readonly<Record<TypeLikeness, readonly [string, string]>> = {
  SAME: ["同类警情", "Same type"],
  RELATED: ["相关类别", "Related type"],
  UNKNOWN: ["类别未定", "Type not set"],
  OTHER: ["类别不同", "Other type"],
};

/** A reason of a likely duplicate as a short chip. */
export function likenessText(reason: LikenessReason, language: "zh" | "en"): string {
  const zh = language === "zh";
  const percent = (share: number): string => `${Math.round(share * 100)}%`;
  switch (reason.code) {
    case "DISTANCE": return zh ? `相距 ${reason.params.metres} 米` : `${reason.params.metres} m apart`;
    case "APART": {
      const minutes = Math.floor(reason.params.seconds / 60);
      if (minutes === 0) return zh ? `相隔 ${reason.params.seconds} 秒` : `${reason.params.seconds} s apart`;
      return zh ? `相隔 ${minutes} 分钟` : `${minutes} min apart`;
    }
    case "TYPE": return TYPES[reason.params.likeness][zh ? 0 : 1];
    case "PLACE_TEXT": return zh ? `地点描述相似 ${percent(reason.params.share)}` : `Place words alike ${percent(reason.params.share)}`;
    case "TEXT": return zh ? `内容相似 ${percent(reason.params.share)}` : `Words alike ${percent(reason.params.share)}`;
    default: return unreachable(reason);
  }
}
