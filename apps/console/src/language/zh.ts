import { zhAccount } from "./zh-account.ts";
import { zhAssets } from "./zh-assets.ts";
import { zhAudit } from "./zh-audit.ts";
import { zhCodes } from "./zh-codes.ts";
import { zhCover } from "./zh-cover.ts";
import { zhEmergency } from "./zh-emergency.ts";
import { zhFigures } from "./zh-figures.ts";
import { zhGuidance } from "./zh-guidance.ts";
import { zhJoint } from "./zh-joint.ts";
import { zhMechanisms } from "./zh-mechanisms.ts";
import { zhLayouts } from "./zh-layouts.ts";
import { zhMatters } from "./zh-matters.ts";
import { zhPatrol } from "./zh-patrol.ts";
import { zhPlans } from "./zh-plans.ts";
import { zhDrawings } from "./zh-drawings.ts";
import { zhPosts } from "./zh-posts.ts";
import { zhPlanner } from "./zh-planner.ts";
import { zhRanking } from "./zh-ranking.ts";
import { zhAdvisories } from "./zh-advisories.ts";
import { zhResponse } from "./zh-response.ts";
import { zhReviews } from "./zh-reviews.ts";
import { zhRoads } from "./zh-roads.ts";
import { zhScreens } from "./zh-screens.ts";
import { zhTalk } from "./zh-talk.ts";
import { zhSpeed } from "./zh-speed.ts";

export const zh = { ...zhAssets, ...zhAudit, ...zhCover, ...zhScreens, ...zhRoads, ...zhAdvisories, ...zhCodes, ...zhFigures, ...zhGuidance, ...zhJoint, ...zhLayouts, ...zhMechanisms, ...zhPatrol, ...zhPlans, ...zhPlanner, ...zhPosts, ...zhDrawings, ...zhRanking, ...zhSpeed, ...zhAccount, ...zhEmergency, ...zhMatters, ...zhResponse, ...zhReviews, ...zhTalk } as const;
/** Every text that the console can show. */
export type Word = keyof typeof zh;
