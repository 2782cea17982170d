/** Words of drawings on the map (CMD-02). */
export const zhDrawings = {
  "draw.title": "标绘", "verb.draw": "标绘", "draw.none": "图上没有标绘。", "draw.new": "新标绘", "draw.kind": "种类", "draw.CORDON": "警戒区", "draw.ROUTE": "路线", "draw.STAGING": "集结区", "draw.hint": "在图上逐点单击，双击或回到起点结束；或逐个输入地点，回车加一个角点。",
  "draw.corner": "地点，回车加一个角点", "draw.radius": "半径（米）", "draw.ring": "画圆", "draw.corners": "{count} 个角点", "draw.back": "退一点", "draw.label": "说明（可空）", "draw.save": "标上", "draw.saveChange": "保存改动", "draw.stop": "不画了", "draw.drawn": "已标上", "draw.changed": "已改动", "draw.noHand": "绘图组件没有载入，请用地点逐个加角点",
  "draw.change": "重画", "draw.undo": "撤一步", "draw.undone": "已撤一步", "draw.share": "共享", "draw.shareWith": "共享给", "draw.shared": "已共享", "draw.remove": "撤除", "draw.removeWhy": "撤除原因", "draw.removed": "已撤除", "draw.layer": "标绘：{org}", "layer.drawings": "标绘", "legend.drawings": "长虚线＝警戒区，粗线＝路线，附单位和时间",
} as const;
