/** Words of patrols on the console (DSP-03). */
export const zhPatrol = {
  "patrol.name": "巡逻", "patrol.plan": "安排巡逻", "patrol.area": "巡区", "patrol.must": "必到", "patrol.add": "加一个巡逻点：地址、路口、场所",
  "patrol.nothing": "该巡区没有登记的必到点和场所，请在下面查找地点。", "patrol.start": "开始巡逻（{count} 点）", "patrol.length": "直线约 {km} 公里", "patrol.started": "{unit} 开始巡逻，{count} 个巡逻点",
  "patrol.done": "已到 {done}/{count}", "patrol.paused": "因派警暂停，办结后从该点继续", "patrol.excusedCount": "免责 {count}", "patrol.since": "{time} 起", "patrol.end": "结束巡逻", "patrol.ended": "{unit} 已结束巡逻",
  "patrol.again": "继续余下 {count} 点", "patrol.passed": "已到", "patrol.next": "下一点", "patrol.excused": "因派警未到，免责",
  "verb.patrol": "安排、查看巡逻",
} as const;
