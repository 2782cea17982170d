import { enAccount } from "./en-account.ts";
import { enAssets } from "./en-assets.ts";
import { enAudit } from "./en-audit.ts";
import { enCodes } from "./en-codes.ts";
import { enCover } from "./en-cover.ts";
import { enEmergency } from "./en-emergency.ts";
import { enFigures } from "./en-figures.ts";
import { enGuidance } from "./en-guidance.ts";
import { enJoint } from "./en-joint.ts";
import { enMechanisms } from "./en-mechanisms.ts";
import { enLayouts } from "./en-layouts.ts";
import { enMatters } from "./en-matters.ts";
import { enPatrol } from "./en-patrol.ts";
import { enPlans } from "./en-plans.ts";
import { enDrawings } from "./en-drawings.ts";
import { enPosts } from "./en-posts.ts";
import { enPlanner } from "./en-planner.ts";
import { enRanking } from "./en-ranking.ts";
import { enAdvisories } from "./en-advisories.ts";
import { enResponse } from "./en-response.ts";
import { enReviews } from "./en-reviews.ts";
import { enRoads } from "./en-roads.ts";
import { enScreens } from "./en-screens.ts";
import { enTalk } from "./en-talk.ts";
import { enSpeed } from "./en-speed.ts";
import type { Word } from "./zh.ts";

/** A key that is missing here does not compile. */
export const en: Readonly<Record<Word, string>> = { ...enAssets, ...enAudit, ...enCover, ...enScreens, ...enRoads, ...enAdvisories, ...enCodes, ...enFigures, ...enGuidance, ...enJoint, ...enLayouts, ...enMechanisms, ...enPatrol, ...enPlans, ...enPlanner, ...enPosts, ...enDrawings, ...enRanking, ...enSpeed, ...enAccount, ...enEmergency, ...enMatters, ...enResponse, ...enReviews, ...enTalk };
