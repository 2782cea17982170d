/** Numbers that belong to somebody, and plates: with one of them a text is about a person, not about a place or a problem. */
const IDENTIFIERS = /(?<![\dA-Za-z])(?:\d{17}[\dXx]|(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4})(?![\dA-Za-z])|[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-Z][·\s]?[A-Z0-9]{5,6}(?![A-Z0-9])/;

const WATCHING = "(?:监控|监视|跟踪|盯防|盯控|盯紧|布控|稳控|管控|控制|摸清|查清|研判|分析|打击)";
/** The commonest family names (2020 census, first hundred): a name follows what is done to somebody. */
const FAMILY = "[王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文]";
const NAMED = new RegExp(`${WATCHING}(?:居民|群众|人员|户主|业主|住户)?${FAMILY}(?:某某?|[\\u4e00-\\u9fff]{1,2})(?=$|[\\s,，。;；、:：的等及与和]|住处|行踪|动向|本人|家属|手机|车辆)`, "u");
const PERSONS = new RegExp(`${WATCHING}[^,，。;；]{0,8}(?:重点人|重点人员|重点人群|上访人员|前科人员|刑满释放人员|吸毒人员|精神病人|特定群体|某人|本人|行踪|轨迹|社会关系|网上言论)`, "u");
const ENGLISH = /\b(?:monitor|watch|track|surveil|shadow|follow|profile)\b[^.;]{0,20}\b(?:Mr|Mrs|Ms|suspect|person|resident|individual|petitioner|group of|members of)\b/i;

/**
 * Whether a goal is aimed at a person or a group of people and not at a place or a problem (JNT-01, JNT-05). A list of words finds what
 * is said openly, and no more; the classes are closed, so that nothing of what was said would be carried out by the platform anyway.
 */
export const aimsAtPerson = (text: string): boolean => [IDENTIFIERS, NAMED, PERSONS, ENGLISH].some((pattern) => pattern.test(text));
