/** Words of road closures (SCN-05). */
export const zhRoads = {
  "roads.name": "道路管制", "keys.roads": "道路管制：封闭、缓行、恢复通行", "verb.roads": "道路管制（可接路名、路口）", "layer.closures": "道路管制", "legend.closures": "红色虚线＝封闭，黄色点线＝缓行，细线＝尚未开始",
  "roads.pick": "选路：点击地图，或输入路名、路口、地址", "roads.pickedNone": "此处附近没有可管制的道路", "roads.near": "附近路段", "roads.unnamed": "无名道路", "roads.metres": "{metres} 米", "roads.chosen": "已选 {count} 段，{metres} 米", "roads.chooseFirst": "请先选路段",
  "roads.effect": "方式", "roads.CLOSED": "封闭", "roads.SLOW": "缓行", "roads.kmh": "公里/时", "roads.slowAt": "缓行 {kmh} 公里/时",
  "roads.reason": "原因", "roads.more": "补充说明", "roads.moreNeeded": "请写明原因",
  "roadReason.ACCIDENT": "交通事故", "roadReason.FIRE": "火灾救援", "roadReason.FLOOD": "积水", "roadReason.COLLAPSE": "塌陷、倒伏", "roadReason.WORKS": "施工抢修", "roadReason.EVENT": "大型活动", "roadReason.CONTROL": "临时交通管制", "roadReason.OTHER": "其他",
  "roads.until": "到", "roads.until30": "30 分钟后", "roads.until60": "1 小时后", "roads.until120": "2 小时后", "roads.until240": "4 小时后", "roads.untilAt": "某一时刻", "roads.untilOpened": "人工恢复为止", "roads.noEnd": "未定时，人工恢复", "roads.time": "时刻", "roads.endsAt": "至 {time}", "roads.endsTomorrow": "至次日 {time}", "roads.ends": "至 {day} {time}",
  "roads.close": "实施管制", "roads.closed": "已管制：{roads}", "roads.open": "恢复通行", "roads.opened": "已恢复通行：{roads}", "roads.none": "目前没有道路管制。", "roads.list": "现有管制", "roads.show": "在地图上看", "roads.begins": "{time} 起", "roads.noRight": "本岗位不能设置道路管制。",
  "roads.andMore": "{roads} 等 {count} 条路",
  "roads.dir0": "向北", "roads.dir1": "向东北", "roads.dir2": "向东", "roads.dir3": "向东南", "roads.dir4": "向南", "roads.dir5": "向西南", "roads.dir6": "向西", "roads.dir7": "向西北",
} as const;
