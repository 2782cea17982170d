/** Words of patrol areas and their versions (DSP-07). */
export const zhLayouts = {
  "layouts.name": "巡区布局", "layouts.versions": "版本", "layouts.version": "第 {no} 版", "layouts.map": "巡区布局图", "layouts.areaCount": "{count} 个区", "layouts.noDate": "尚未发布", "layouts.against": "与之比较",
  "layouts.status.DRAFT": "草案", "layouts.status.PLANNED": "待生效", "layouts.status.IN_FORCE": "生效中", "layouts.status.SUPERSEDED": "已替代", "layouts.status.DISCARDED": "已作废",
  "layouts.draft": "起草新版", "layouts.draftCopy": "以此版恢复", "layouts.draftName": "新版名称", "layouts.drafted": "已起草，点选巡区后拖动边界", "layouts.publish": "发布", "layouts.published": "已发布，{time} 生效", "layouts.ownWork": "您参与了编制，须由他人发布",
  "layouts.effectiveFrom": "生效时间", "layouts.discard": "作废草案", "layouts.discarded": "草案已作废", "layouts.withdraw": "撤回", "layouts.withdrawn": "已撤回，上一版继续有效", "layouts.reason": "原因",
  "layouts.tier": "第 {tier} 层", "layouts.serviceArea": "全市", "layouts.chooseHint": "在图上点选一个区", "layouts.editHint": "拖动角点移动边界（邻区与上级一起变）；空心点加角点，双击去掉", "layouts.save": "保存 {count} 个区", "layouts.saved": "已保存 {count} 个区", "layouts.undo": "还原",
  "layouts.owner": "责任机构", "layouts.mustVisit": "必到点", "layouts.addPoint": "加必到点", "layouts.picking": "请在图上点一处", "layouts.point": "必到点 {no}", "layouts.remove": "去掉", "layouts.shifts": "班次计划", "layouts.days": "日", "layouts.everyDay": "每日", "layouts.hours": "时段", "layouts.units": "单元", "layouts.rounds": "巡回",
  "layouts.faults": "发布前须解决", "layouts.faultsAfterSave": "保存后重新检查", "layouts.noFaults": "没有重叠和空白，可以发布",
  "layouts.fault.OVERLAP": "重叠", "layouts.fault.GAP": "空白", "layouts.fault.OUTSIDE_PARENT": "超出上级", "layouts.fault.POINT_OUTSIDE": "必到点在区外", "layouts.fault.PARENT_UNKNOWN": "没有上级区", "layouts.fault.PARENT_TIER": "上级层次不符", "layouts.fault.ORG_OUTSIDE_PARENT": "责任机构不属上级", "layouts.fault.EMPTY": "没有第一层",
  "layouts.changes": "两版差异", "layouts.change.ADDED": "新增", "layouts.change.REMOVED": "取消", "layouts.change.OUTLINE": "边界", "layouts.change.OWNER": "归属", "layouts.change.PATROL": "巡逻安排", "layouts.change.NAME": "名称",
  "layouts.posts": "点位变动", "layouts.postCount": "点位变动 {count} 处", "layouts.postsWhen": "来自沙盘，测算时段：{day} {hour}。发布只是定案，人员调整仍按城市文件执行。", "layouts.post.ADD": "新设", "layouts.post.MOVE": "移至", "layouts.post.CLOSE": "撤销", "layouts.postsTry": "在沙盘中重算", "layouts.postsExport": "导出 CSV",
  "verb.layouts": "巡区布局",
} as const;
