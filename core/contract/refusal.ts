/**
 * Every refusal that the platform can answer, with its HTTP status and what it says in both languages.
 * A refusal is a value: what happened, what it means, what to do, in one sentence. `{name}` is filled from `params`.
 */
const CATALOGUE = {
  // the door
  VALIDATION_FAILED: [422, "填写有误:{fields}", "These fields need correction: {fields}"],
  PROHIBITED_FIELD: [422, "本平台不接收该字段:{field}", "The platform does not accept this field: {field}"],
  KEY_REUSED: [409, "同一幂等键已用于另一内容,请刷新后重试", "This idempotency key was used with another body; refresh and try again"],
  IDEMPOTENCY_KEY_REQUIRED: [422, "缺少 Idempotency-Key 请求头", "The Idempotency-Key header is missing"],
  VERSION_CONFLICT: [409, "记录已被他人更新(当前版本 {version}),请查看后再操作", "The record has changed meanwhile (now version {version}); look again and retry"],
  NOT_SIGNED_IN: [401, "请先登录", "Sign in first"],
  SIGN_IN_FAILED: [401, "账号或密码不正确", "Wrong account or password"],
  SIGN_IN_SLOWED: [429, "尝试过于频繁,请 {seconds} 秒后再试", "Too many tries; wait {seconds} seconds"],
  SEAT_LOCKED: [423, "席位已锁定,请输入密码解锁", "The seat is locked; unlock it with the password"],
  CODE_NEEDED: [401, "请输入验证器上的六位码,或一个恢复码", "Give the six digits of your authenticator, or a recovery code"],
  CODE_WRONG: [401, "验证码不正确或已用过,请等下一个", "The code is wrong or has been used; wait for the next one"],
  PASSKEY_REFUSED: [401, "通行密钥未通过验证,请重试", "The passkey was not accepted; try again"],
  PROVIDER_AWAY: [409, "统一身份平台暂时连不上，请用账号和密码登录", "The identity provider does not answer; sign in by account and password"],
  PROVIDER_DENIED: [403, "统一身份平台没有让您登录，请重试或用账号和密码登录", "The identity provider did not sign you in; try again, or use account and password"],
  PROVIDER_REFUSED: [401, "统一身份平台的答复未通过核对，没有登录，请重试", "What the identity provider answered did not hold; nobody was signed in, try again"],
  PROVIDER_LOST: [401, "这次统一身份登录已过期、已用过，或不是从这里开始的，请重新登录", "This sign-in is too old, was used, or did not begin here; begin again"],
  PROVIDER_UNKNOWN: [403, "您在统一身份平台上的身份没有对应本市的账号，请联系系统管理员", "Who you are to the identity provider is no account of this city; ask the system administrator"],
  PASSWORD_DUE: [403, "请先把初始密码改为您自己的密码", "Change your first password into one of your own first"],
  SECOND_FACTOR_MISSING: [403, "您的岗位须先设置二次验证,才能使用系统", "Your role needs a second factor; set it up first"],
  RATE_LIMITED: [429, "请求过于频繁,请 {seconds} 秒后再试", "Too many requests; wait {seconds} seconds"],
  SIGNATURE_REFUSED: [401, "请求签名未通过:{why}", "The request's signature is refused: {why}"],
  KEYS_FULL: [409, "该客户端已有 {most} 个有效密钥,请先吊销一个", "This client has {most} keys already; revoke one first"],
  ACCESS_OPEN: [409, "您已有一项应急授权在申请或使用中,不能再申请或延长", "Emergency access of yours is asked for or runs already; it is neither doubled nor extended"],
  ACCESS_UNREVIEWED: [409, "上一次即时授权尚未复核,此次须先经审批", "Your last access granted at once has not been reviewed; this one needs approval first"],
  ACCESS_SETTLED: [409, "该应急授权已答复、已结束或已失效", "This emergency access has been answered, has ended, or has lapsed"],
  OWN_ACCESS: [403, "应急授权须由第二人审批、由未参与者复核", "Emergency access is approved by a second person and reviewed by one who had no part in it"],
  NOT_FOUND: [404, "未找到,或不在您的权限范围内", "Not found, or outside your scope"],
  FORBIDDEN: [403, "您的岗位无权执行此操作:{command}", "Your role may not do this: {command}"],
  NOT_YOUR_UNIT: [403, "只能操作本单元的指令", "You can act only for your own unit"],
  TOO_BUSY: [503, "系统繁忙,请求已保留,请重试", "The system is busy; nothing was changed, try again"],
  NOT_STORED: [503, "目前无法存储,本次未保存,请保留内容并记纸质单,恢复后再提交", "Nothing can be stored at this moment: keep what you wrote, note it on paper, and send it again later"],
  TOO_SLOW: [408, "连接过慢,已断开,请重新连接", "Connection too slow; reconnect"],
  PAYLOAD_TOO_LARGE: [413, "内容过大,上限 {limit}", "Too large; the limit is {limit}"],
  PERSONAL_DATA_DELETED: [409, "该号码已按保存期限删除", "This number has been deleted, as its time is over"],
  ALREADY_HELD: [409, "该警情已被保全", "The incident is under legal hold already"],
  NOT_HELD: [409, "该警情未被保全", "The incident is not under legal hold"],
  // life cycles
  STATE_CONFLICT: [409, "当前状态「{status}」不能执行该操作,可转为:{allowed}", "Not possible while {status}; allowed next: {allowed}"],
  UNKNOWN_TYPE: [422, "未知警情类别:{typeCode}", "Unknown incident type: {typeCode}"],
  UNKNOWN_OUTCOME: [422, "未知处理结果代码:{code}", "Unknown outcome code: {code}"],
  UNKNOWN_UNIT: [422, "未知单元:{unitId}", "Unknown unit: {unitId}"],
  TIME_IN_FUTURE: [422, "发生时间晚于当前时间 5 分钟以上", "The time of occurrence is more than 5 minutes in the future"],
  PLACE_REQUIRED: [422, "请填写地点,或选择地点不明的原因", "Give a place, or the reason why it is unknown"],
  CALLBACK_REQUIRED: [422, "请填写回拨号码,或选择无号码的原因", "Give a call-back number, or the reason why there is none"],
  OUTSIDE_SERVICE_AREA: [422, "坐标在本市范围之外,请确认", "The point lies outside the service area; confirm it"],
  FIELD_CONFLICT: [409, "该字段已被改为「{current}」,您填写的是「{yours}」,请选择", "The field now reads “{current}”, you wrote “{yours}”; choose one"],
  REASON_REQUIRED: [422, "请填写原因", "A reason is required"],
  CLOSE_BLOCKED: [409, "尚不能结警,缺少:{gaps}", "Cannot close yet; missing: {gaps}"],
  REOPEN_EXPIRED: [409, "超过可重开期限({days} 天)", "The period for reopening ({days} days) is over"],
  CANNOT_MERGE_SELF: [422, "不能与自身合并", "An incident cannot be merged with itself"],
  DRILL_AND_REAL: [409, "演练与真实警情不能合并", "A drill and a real incident cannot be merged"],
  DRILL_DRAWS_OFF: [409, "不能从真实警情抽调单元参加演练", "A unit cannot be drawn off a real incident for a drill"],
  NOT_MERGED: [409, "两起警情未合并", "These incidents are not merged"],
  P1_CLOSE_FORBIDDEN: [403, "接警员不能结束一级警情", "A call-taker cannot close a P1 incident"],
  ADVISORY_UNCONFIRMED: [409, "该预警尚未确认,请先确认", "This advisory has not been confirmed; confirm it first"],
  ADVISORY_OVER: [422, "预警的结束时间已过,或早于开始时间", "The advisory ends in the past, or before it begins"],
  ADVISORY_OLDER: [409, "已有更新的预警信息,这条较旧,未采用", "A newer message of this advisory stands; the older one was not taken"],
  CAP_REFUSED: [422, "预警报文有误:{fields}", "The alert is refused: {fields}"],
  WATCH_UNTIL: [422, "关注截止时间须晚于现在,且不晚于预警结束", "Watch until a time after now and not beyond the advisory's end"],
  UNKNOWN_SENSOR: [422, "传感器不在许可清单内:{sensorId}", "This sensor is not on the allow-list: {sensorId}"],
  // command posts
  POST_INCOMPLETE: [422, "指挥部须始终有副指挥长和至少一个专班", "A command post always has a deputy and at least one task force"],
  POST_EXISTS: [409, "已有一个指挥部", "It has a command post already"],
  POST_SUBJECT: [422, "指挥部须对应一起警情或一条预警,二者取一", "A command post stands over one incident or one advisory, not both"],
  POST_NOT_STAFF: [403, "您的席位不在该指挥部任职", "Your seat fills no role of this command post"],
  POST_TASKS_OPEN: [409, "以下任务尚未办结,请先办结、移交或说明原因取消:{tasks}", "These tasks are open; finish, hand over, or cancel them with a reason first: {tasks}"],
  POST_PART_UNKNOWN: [422, "该指挥部没有「{part}」", "The command post has no {part}"],
  POST_FULL: [409, "数量已达上限 {most}", "There are {most} already, and no room for more"],
  POST_OWN_WORK: [403, "参与过该指挥部工作的人员不能签署复盘", "Whoever had a hand in the command post cannot sign its review"],
  UNIT_IN_TASK_FORCE: [409, "单元 {unitId} 已在专班「{force}」", "Unit {unitId} is in task force {force} already"],
  LEADER_NOT_IN_FORCE: [422, "专班「{force}」的带队单元须在该专班内", "The leader of task force {force} must be one of its units"],
  LOG_REF_UNKNOWN: [422, "态势日志中没有所引条目:{refs}", "The situation log has no such entries: {refs}"],
  TASK_DUE_PAST: [422, "任务时限须晚于现在", "A task is due after now"],
  // dispatch
  NO_UNITS: [422, "请选择至少一个单元", "Choose at least one unit"],
  UNIT_TAKEN: [409, "单元 {unitId} 已被派出", "Unit {unitId} has been taken"],
  UNIT_NOT_AVAILABLE: [409, "单元 {unitId} 当前为「{status}」,不能派遣", "Unit {unitId} is {status} and cannot be ordered"],
  OVERRIDE_REASON_REQUIRED: [422, "未选排名第一的单元,请选择原因代码", "The first-ranked unit was not chosen; give a reason code"],
  NOT_IN_COMMAND: [403, "本警情由 {commander} 指挥", "{commander} is in command of this incident"],
  HANDOVER_NOT_OFFERED: [409, "没有等待您答复的移交", "No hand-over waits for your answer"],
  CITY_ASSIGNED: [403, "该单元由市局派出,可申请释放", "The city assigned this unit; ask for its release"],
  RELEASE_NOT_NEEDED: [409, "该单元可直接收回或改派,无需申请释放", "You can recall or re-task this unit yourself; no release is needed"],
  RESERVE_HELD: [409, "{reserve}只为 {level} 及以上警情调出；指挥员可说明理由后调出", "{reserve} goes out for {level} and above only; a commander may call it out with a reason"],
  HOME_COVER_SHORT: [409, "调出{reserve}后，{area}可用单元仅余 {left} 个，低于底线 {least} 个；指挥员可说明理由后调出", "With {reserve} out, {area} keeps {left} units, fewer than its minimum of {least}; a commander may call it out with a reason"],
  NOT_IN_RESERVE: [422, "{unitId} 不属于机动力量", "{unitId} is in no reserve"],
  DECLINE_CODE_REQUIRED: [422, "拒绝指令必须选择原因代码", "Declining needs a reason code"],
  JURISDICTION_NO_DECLINE: [409, "首接单元不得以管辖为由拒绝", "The first unit cannot decline for jurisdiction"],
  ORDER_SUSPENDED: [409, "指令已被暂停:{reason}", "The order is suspended: {reason}"],
  VETO_WINDOW_OVER: [409, "否决时限已过", "The time for a veto is over"],
  NO_SUCH_ORDER: [404, "指令不存在", "No such order"],
  NO_SUCH_ASSIGNMENT: [404, "该单元不在此指令中", "The unit is not part of this order"],
  NO_SUCH_CLOCK: [404, "计时不存在", "No such clock"],
  NOT_BREACHED: [409, "该计时未超时,无需说明", "This clock was not breached"],
  NOT_IN_ROOM: [409, "贵单位未加入该警情协同", "Your agency has not joined this incident"],
  ROSTER_MISSING: [409, "{org} 本时段没有有效排班,不能上岗", "{org} has no valid roster for this hour and cannot go on duty"],
  PATROL_NOT_RUNNING: [409, "巡逻任务未在进行", "No patrol is running"],
  NOT_A_SITE_GROUP: [422, "{unitId} 不是最小应急单元", "{unitId} is no site group"],
  UNKNOWN_ROAD: [422, "未知道路:{roadIds}", "Unknown road: {roadIds}"],
  ROAD_SPEED_REQUIRED: [422, "限速通行必须填写车速", "A slow road needs its speed"],
  CLOSURE_ENDS_FIRST: [422, "结束时间必须晚于开始时间", "The end must come after the beginning"],
  UNKNOWN_POST: [422, "未知备勤点:{postId}", "Unknown standby post: {postId}"],
  NO_ADVICE: [409, "没有待决的调动建议", "No advised move waits for a decision"],
  NOT_ON_STANDBY: [409, "该单元不在备勤点待命", "The unit is not on standby at a post"],
  NO_ACCESS_ROAD: [422, "{fields} 在 {metres} 米内没有可通行的道路", "{fields} has no access road within {metres} m"],
  UNKNOWN_SITE: [422, "没有这个驻点或快反点:{ids}", "No such post or rapid-response point: {ids}"],
  NO_ROAD_NETWORK: [409, "本市没有路网数据,无法规划", "The city has no road network to plan on"],
  PLAN_INFEASIBLE: [422, "无法满足:{why}", "Cannot be met: {why}"],
  LAYOUT_UNKNOWN_ORG: [422, "未知机构:{orgs}", "Unknown organisation: {orgs}"],
  LAYOUT_RING: [422, "区域 {area} 的边界有误({fault}):须闭合、至少三个角点、不得自相交", "The outline of {area} is faulty ({fault}): it must close, have three corners at least and never cross itself"],
  LAYOUT_OWN_WORK: [403, "布局须由未参与编制的人员发布", "A layout is published by somebody who did not work on it"],
  LAYOUT_BASE_OUTDATED: [409, "在此期间已有另一版本接替了它的基础版本,请以最新版本重新起草", "Another version has taken the place after the one that this draft follows; draft anew from the latest"],
  LAYOUT_STARTS_TOO_EARLY: [422, "生效时间必须晚于现在,也晚于上一版本的生效时间", "It must take effect later than now, and later than the version before it"],
  LAYOUT_FAULTY: [422, "布局有 {count} 处问题,不能发布:重叠 {overlaps},空白 {gaps},其他 {others}", "The layout has {count} faults and cannot be published: overlaps {overlaps}, gaps {gaps}, others {others}"],
  // matters between organisations
  DISPATCH_FIRST: [409, "涉及生命、财产或公共安全,须先派警再移交", "Life, property or public safety is in danger: send somebody first, then hand over"],
  MATTER_ELSEWHERE: [409, "该事项当前由 {party} 所在平台办理,请等待其回传", "The matter is in the hands of {party}'s platform; wait for its answer"],
  MATTER_FOREIGN: [409, "该事项不能再转往 {party} 所在平台", "The matter cannot go on to the platform of {party}"],
  NOT_OWNER: [403, "该事项由 {owner} 负责", "{owner} is responsible for this matter"],
  NOT_OFFERED: [409, "该事项没有等待 {party} 签收", "The matter does not wait for {party} to sign"],
  NOT_YOUR_TURN: [409, "平台 {platform} 此时无权推进该事项", "It is not the turn of platform {platform} to move this matter"],
  OFFER_BINDS: [409, "该移交已由上级确定,{party} 须签收", "This hand-over is settled; {party} has to sign it"],
  SAME_PARTY: [422, "不能移交给本单位:{party}", "It cannot go to the organisation that has it: {party}"],
  UNKNOWN_ITEM: [422, "权责清单中没有该事项:{item}", "The responsibility list has no such item: {item}"],
  ITEM_IS_YOURS: [422, "所引事项 {item} 属本单位职责,不能据此退回", "The item {item} is your own duty; nothing can be returned on it"],
  PARTY_MISSING: [422, "三方通话须包括当前责任单位 {owner}", "A call of three has the organisation that is responsible now: {owner}"],
  UNKNOWN_PARTY: [422, "未知单位:{party}", "Unknown organisation: {party}"],
  PASSES_EXHAUSTED: [409, "已流转 {passes} 次,不能再转,请提请裁定", "Passed on {passes} times already; ask for a ruling"],
  RETURN_EXHAUSTED: [409, "{party} 不能再退回或转出该事项", "{party} can neither return this matter again nor pass it on"],
  RETURN_WINDOW_OVER: [409, "超过退回时限", "The time for a return is over"],
  OWN_ADJUDICATION: [403, "{party} 与该事项有关,不能裁定或审批", "{party} has a part in this matter and cannot decide it"],
  OWN_REPLY: [403, "答复单位 {party} 不能核实自己的答复", "{party} cannot judge its own reply"],
  MATTER_REOPEN_OVER: [409, "超过可重开期限", "The time for reopening is over"],
  DEADLINE_PAST: [409, "办理期限已过,不能再申请延期", "The limit has run out; it is too late to ask for more time"],
  EXTENSION_TOO_SHORT: [422, "延期须晚于现有期限", "The new limit must be later than the present one"],
  ASSISTANTS_OPEN: [409, "协办单位尚未办结:{parties}", "These have neither finished nor been released: {parties}"],
  ASSISTANT_LATER: [422, "协办期限须晚于现在,且不得晚于主办期限", "Whoever assists is due after now and never later than the lead"],
  WHISTLE_RUNNING: [409, "吹哨未解决,以下部门仍在:{parties}", "The whistle is not resolved; these are still called: {parties}"],
  WHISTLE_OWN_WORK: [403, "吹哨须由拟稿人以外的人审批", "A whistle is approved by somebody other than who drafted it"],
  NOT_CALLED: [409, "{party} 未被吹哨,或已离开", "{party} was not called, or has left"],
  NOT_RELEASED: [409, "事项未解决,也未被解除,不能离开", "Neither resolved nor released: nobody leaves yet"],
  NOT_A_STATION: [403, "只有派出所可以吹哨", "Only a station blows a whistle"],
  NOT_ASSISTING: [409, "{party} 没有未办结的协办", "{party} has nothing left to assist with"],
  PLAN_FAULTY: [422, "预案有 {count} 处问题,不能进入下一步", "The plan has {count} findings and cannot go on"],
  PLAN_OWN_WORK: [403, "预案须由未参与编制的人员审批", "A plan is approved by somebody who did not work on it"],
  PLAN_BASE_OUTDATED: [409, "在此期间已有另一版本接替,请以最新版本重新起草", "Another version has taken its place meanwhile; draft anew from the latest"],
  PLAN_MODULE_NOT_CALLED: [422, "该预案没有调用模块 {module} 的其他版本", "The plan calls no other version of module {module}"],
  SEAT_EMPTY: [409, "专业席位无人值守", "Nobody is signed in at the specialist seat"],
} as const satisfies Record<string, readonly [number, string, string]>;

export type RefusalCode = keyof typeof CATALOGUE;
export const REFUSAL_CODES = Object.keys(CATALOGUE) as RefusalCode[];

export interface Refusal {
  readonly code: RefusalCode;
  /** What fills the sentence, and what a program needs: versions, allowed states, the next best units. */
  readonly params: Readonly<Record<string, unknown>>;
}

export const refuse = (code: RefusalCode, params: Record<string, unknown> = {}): Refusal => ({ code, params });

export const refusalStatus = (code: RefusalCode): number => CATALOGUE[code][0];

/** The sentence for people; lists are joined, unknown names stay visible. */
export function refusalText(refusal: Refusal, lang: "zh" | "en"): string {
  const template = CATALOGUE[refusal.code][lang === "zh" ? 1 : 2];
  return template.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = refusal.params[name];
    if (value === undefined || value === null) return whole;
    if (Array.isArray(value)) return value.join(lang === "zh" ? "、" : ", ");
    return typeof value === "object" ? JSON.stringify(value) : String(value as string | number | boolean);
  });
}
