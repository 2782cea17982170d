/** Words of the printed board. The same in a console's own page and in the server's file. */
export interface PaperWords {
  readonly title: string;
  readonly asOf: string;
  readonly use: string;
  readonly incidents: string;
  readonly incidentHead: readonly string[];
  readonly units: string;
  readonly unitHead: readonly string[];
  readonly phones: string;
  readonly phoneHead: readonly string[];
  readonly tickets: string;
  readonly ticketHead: readonly string[];
  readonly none: string;
  readonly drill: string;
  readonly noType: string;
  readonly noPlace: string;
  readonly nobody: string;
  readonly status: Readonly<Record<string, string>>;
}

const zh: PaperWords = {
  title: "纸面态势板", asOf: "截至", use: "系统停用时按此板处置。新警情写在末页空白单上，每单一号；恢复后在“接警”中勾选“纸单补录”，录入单号和原接警时间，同一单号只成一起警情。",
  incidents: "未结警情", incidentHead: ["编号", "级别", "类别", "地点", "内容", "接警", "单元与状态"],
  units: "单元", unitHead: ["呼号", "编号", "状态", "任务", "机构"], phones: "电话", phoneHead: ["单位", "电话", "事项"],
  tickets: "空白警情单", ticketHead: ["单号", "接警时间", "地点", "事由", "回拨号码", "派出单元／时间", "到场", "结束"],
  none: "无", drill: "演练", noType: "未定类别", noPlace: "地点不明", nobody: "未派警",
  status: {
    OFF_DUTY: "下班", AVAILABLE: "空闲", ASSIGNED: "已派", EN_ROUTE: "途中", ON_SCENE: "现场", CLEARING: "收尾", HANDLING: "处置中", FEEDBACK: "已反馈", UNAVAILABLE: "停用", PATROL: "巡逻",
    ISSUED: "待签收", ACKNOWLEDGED: "已签收", ARRIVED: "到场", COMPLETED: "完成",
  },
};

const en: PaperWords = {
  title: "Paper board", asOf: "as of", use: "Work by this board while the system is down. Write new incidents on the blank tickets, one number each; afterwards enter them under “New incident”, “from paper”, with number and original time: one number becomes one incident.",
  incidents: "Open incidents", incidentHead: ["No.", "Pri", "Type", "Place", "What", "Received", "Units and status"],
  units: "Units", unitHead: ["Call sign", "Id", "Status", "Incident", "Organisation"], phones: "Telephones", phoneHead: ["Who", "Number", "For"],
  tickets: "Blank tickets", ticketHead: ["No.", "Received", "Place", "What", "Call back", "Units / time", "Arrived", "Ended"],
  none: "none", drill: "drill", noType: "no type yet", noPlace: "place unknown", nobody: "nobody assigned",
  status: {
    OFF_DUTY: "off duty", AVAILABLE: "free", ASSIGNED: "assigned", EN_ROUTE: "under way", ON_SCENE: "on scene", CLEARING: "clearing", HANDLING: "handling", FEEDBACK: "fed back", UNAVAILABLE: "unavailable", PATROL: "on patrol",
    ISSUED: "not acknowledged", ACKNOWLEDGED: "acknowledged", ARRIVED: "arrived", COMPLETED: "completed",
  },
};

export const PAPER_WORDS: Readonly<Record<"zh" | "en", PaperWords>> = { zh, en };
