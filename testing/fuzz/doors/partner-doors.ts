import { readAlert } from "@tocsin/cap/read-alert.ts";
import { xmlTree } from "@tocsin/cap/xml-tree.ts";
import { readForm } from "@tocsin/georeport/form.ts";
import { entriesOf, errorsOf, receiptOf, statusOf, type Node } from "@tocsin/georeport/read-answer.ts";
import { readPost } from "@tocsin/georeport/read-post.ts";
import { isLonLat } from "@tocsin/kernel/geo.ts";
import { stepFor } from "@tocsin/server/features/advisories/cap-message.ts";
import { checkPayload } from "@tocsin/server/desk/check-payload.ts";
import { loadServedCity } from "@tocsin/server/load-served-city.ts";
import type { RandomStream } from "@tocsin/kernel/random.ts";
import { STANDARD, TEST_CITY } from "../../harness.ts";
import type { Door } from "../door.ts";
import { sampleBytes, spoilt } from "../spoil.ts";

const INFO = "<language>zh-CN</language><category>Met</category><event>暴雨</event><urgency>Immediate</urgency><severity>Severe</severity><certainty>Likely</certainty><expires>2026-07-01T20:00:00+08:00</expires><headline>暴雨橙色预警</headline><instruction>低洼路段停止通行</instruction><area><areaDesc>滨江区</areaDesc><polygon>30.10,120.10 30.10,120.20 30.20,120.20 30.10,120.10</polygon><circle>30.15,120.15 2.5</circle></area>";
const ALERT = `<?xml version="1.0" encoding="UTF-8"?><alert xmlns="urn:oasis:names:tc:emergency:cap:1.2"><identifier>A-1</identifier><sender>qx@lanjiang.gov.cn</sender><sent>2026-07-01T08:00:00+08:00</sent><status>Actual</status><msgType>Alert</msgType><scope>Public</scope><info>${INFO}</info></alert>`;
/** What no alert has: entities that grow or fetch, nesting, the same again and again. */
const XML_BOMBS: readonly ((dice: RandomStream) => string)[] = [
  (dice) => ALERT.replace("<alert", `<!DOCTYPE a [<!ENTITY a "ha">${Array.from({ length: dice.integer(3, 30) }, (_, n) => `<!ENTITY b${n} "${`&b${n - 1};`.repeat(10)}">`).join("")}]><alert`).replace("暴雨", "&b3;"),
  (dice) => ALERT.replace("<alert", `<!DOCTYPE a SYSTEM "${dice.pick(["file:///etc/passwd", "http://127.0.0.1:9/x.dtd"])}"><alert`),
  (dice) => "<a>".repeat(dice.integer(20, 5_000)),
  (dice) => ALERT.replace("暴雨", `&#${dice.pick(["0", "x0", "55296", "1114112", "9".repeat(400), "65"])};`.repeat(dice.integer(1, 2_000))),
  (dice) => ALERT.replace("<area>", `<area>${"<polygon>30,120 30,121 31,121 30,120</polygon>".repeat(dice.integer(10, 400))}`),
  (dice) => ALERT.replace("<alert", `<alert ${Array.from({ length: dice.integer(10, 2_000) }, (_, n) => `a${n}="1"`).join(" ")}`),
  (dice) => ALERT.replace("UTF-8", dice.pick(["GB18030", "UTF-16", "x", "utf-7"])),
];

export const CAP: Door = {
  name: "cap",
  what: ["CAP 预警的 XML:实体、嵌套、字符引用、编码、坐标", "alerts of CAP as XML: entities, nesting, character references, encodings, coordinates"],
  share: 60_000,
  open: () => ({
    once(dice) {
      const bytes = dice.next() < 0.1 ? Buffer.from(dice.pick(XML_BOMBS)(dice)) : spoilt(sampleBytes(ALERT), dice);
      const alert = readAlert(bytes);
      if (!alert.ok) {
        const [first] = alert.error;
        if (first === undefined || first.code.length === 0) throw new Error("refused without a reason");
        return first.code;
      }
      const { sent, infos } = alert.value;
      if (!Number.isSafeInteger(sent) || !infos.every(({ areas }) => areas.every(({ circles, polygons }) => circles.every(({ lon, lat }) => isLonLat([lon, lat])) && polygons.every((ring) => ring.every(isLonLat))))) throw new Error(`an alert of nowhere, or of no time: ${JSON.stringify(alert.value).slice(0, 300)}`);
      const step = stepFor(alert.value, []);
      if (step.name === null) return step.why;
      return checkPayload(step.name, step.payload).length === 0 ? "taken" : "VALIDATION_FAILED";
    },
  }),
};

const FORMS = sampleBytes(
  "service_code=UM-01&description=%E6%91%8A%E8%B4%A9%E5%8D%A0%E9%81%93&lat=30.0081&long=112.0041&address_string=%E5%AD%A6%E5%BA%9C%E8%B7%AF8%E5%8F%B7&attribute[danger]=NO&attribute[urgency]=GENERAL",
  "service_code=MK-01&description=x&address_string=x&attribute%5Bdanger%5D=YES&phone=13800000000&first_name=a&email=a%40b.c&jurisdiction_id=tiny",
);
/** What no form holds: one field again and again, half an escape, prototypes. */
const MORE = ["&lat=30&lat=31", "&%", "&%zz=1", "&%ff=%fe", "&__proto__=x", "&constructor[prototype]=x", "&attribute[__proto__]=x", "&attribute[danger][]=NO", "&lat=NaN", "&long=1e999", "&=", "&&&&", `&description=${"%F0%9F%91%A9".repeat(2_000)}`, "&api_key=tk_x", "&media_url=http%3A%2F%2F127.0.0.1%2F"];

export const FORMS_311: Door = {
  name: "open311",
  what: ["联动平台的 Open311 表单", "forms of Open311 from other platforms"],
  share: 60_000,
  open() {
    const { responsibility } = loadServedCity(TEST_CITY, STANDARD).index;
    return {
      once(dice) {
        const body = spoilt(FORMS, dice);
        const form = readForm(dice.next() < 0.3 ? Buffer.concat([body, Buffer.from(dice.pick(MORE))]) : body);
        const posted = form.ok ? readPost(form.value, responsibility) : form;
        if (!posted.ok) {
          const unnamed = posted.error.find(({ field, zh, en }) => field === "" || zh === "" || en === "");
          if (posted.error.length === 0 || unnamed !== undefined) throw new Error(`refused without a field: ${JSON.stringify(posted.error)}`);
          return form.ok ? "faults" : "no form";
        }
        if (!("text" in posted.value)) throw new Error("a form became no request");
        const { place, text } = posted.value;
        if (!text.isWellFormed() || (place.point !== null && !isLonLat([place.point.lon, place.point.lat]))) throw new Error(`not to be stored: ${JSON.stringify(posted.value).slice(0, 300)}`);
        return "taken";
      },
    };
  },
};

const ANSWERS: Readonly<Record<"json" | "xml", readonly Uint8Array[]>> = {
  json: sampleBytes(
    JSON.stringify([{ service_request_id: "77", token: null, service_notice: "" }]), JSON.stringify([{ code: 400, description: "service_code was not provided" }]),
    JSON.stringify([{ service_request_id: "77", status: "closed", status_notes: "[PROCESSING] 办理中: 已派人", requested_datetime: "2026-03-01T08:00:00+08:00", updated_datetime: "2026-03-02T08:00:00+08:00" }]),
  ),
  xml: sampleBytes(
    "<?xml version=\"1.0\" encoding=\"utf-8\"?><service_requests><request><service_request_id>77</service_request_id></request></service_requests>",
    "<service_requests><request><service_request_id>77</service_request_id><status>open</status><status_notes>已派人 &amp; 两名</status_notes><updated_datetime>2026-03-02T08:00:00Z</updated_datetime></request></service_requests>",
  ),
};
const parsed = (bytes: Uint8Array): Node | null => {
  const tree = xmlTree(bytes);
  return tree.ok ? tree.value : null;
};
const NOW = Date.UTC(2026, 2, 3);

export const ANSWERS_311: Door = {
  name: "answers",
  what: ["对端平台的回答:坏 JSON、坏 XML、错的编号与时间", "what another platform answers: broken JSON and XML, wrong ids and times"],
  share: 60_000,
  open: () => ({
    once(dice) {
      const format = dice.pick(["json", "xml"] as const);
      const entries = entriesOf(spoilt(ANSWERS[format], dice), format, parsed);
      if (entries === null) return "no entries";
      if (errorsOf(entries).length > 400) throw new Error("a reason without end");
      const receipt = receiptOf(entries);
      const statuses = entries.map((entry) => statusOf(entry, NOW)).filter((status) => status !== null);
      const ids = [...(receipt === null ? [] : Object.values(receipt)), ...statuses.map(({ requestId }) => requestId)];
      if (ids.some((id) => !/^[\w.~:-]{1,80}$/.test(id))) throw new Error(`an id that goes elsewhere: ${JSON.stringify(ids)}`);
      for (const { at, raw, text } of statuses) if (!(at >= 0 && at <= NOW) || raw.length > 400 || text.length > 2_000 || /[\u0000-\u0008]/.test(raw + text)) throw new Error(`not to be stored: ${JSON.stringify({ at, raw, text }).slice(0, 300)}`);
      return receipt === null && statuses.length === 0 ? "nothing usable" : "taken";
    },
  }),
};
