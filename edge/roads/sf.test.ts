import assert from "node:assert/strict";
import { test } from "node:test";
import { readSanFrancisco } from "./sf.ts";

const HEADER = "cnn,from_node,to_node,length_m,streetname,classcode,layer,jurisdiction,zip,nhood,lf_fadd,lf_toadd,rt_fadd,rt_toadd,polyline_lonlat";

test("street centre lines become two-way roads, block ends become addresses, ordinals lose their zero", () => {
  const city = readSanFrancisco(
    [
      HEADER,
      '1,a,b,100,03RD ST,3,STREETS,DPW,94114,Mission,1,99,2,98,"-122.40,37.75 -122.40,37.76"',
      '2,b,c,100,SOUTH VAN NESS AVE,2,STREETS,DPW,94114,Mission,0,0,0,0,"-122.40,37.76 -122.39,37.76"',
      '3,b,d,100,RIDGE LN,0,Streets_Pedestri,DPW,94114,Mission,11,0,0,0,"-122.40,37.76 -122.41,37.76"',
      '4,x,y,100,LONELY ST,5,STREETS,DPW,94114,,0,0,0,0,"-122.30,37.76 -122.31,37.76"',
      '5,x,y,100,BROKEN ST,9,STREETS,DPW,94114,,0,0,0,0,"-122.30,37.76"',
      '1,b,c,100,AGAIN ST,5,STREETS,DPW,94114,,0,0,0,0,"-122.40,37.76 -122.39,37.76"',
    ].join("\n"),
  );
  assert.deepEqual(city.table.roads.map((road) => [road.id, road.name, road.class, road.speedKmh, road.oneway]), [
    ["1", "3RD ST", "secondary", 45, "no"],
    ["2", "SOUTH VAN NESS AVE", "primary", 50, "no"],
  ]);
  assert.deepEqual(city.places.map((place) => [place.kind, place.name, place.district]), [
    ["ADDRESS", "1 3RD ST", "Mission"],
    ["ADDRESS", "99 3RD ST", "Mission"],
    ["ADDRESS", "2 3RD ST", "Mission"],
    ["ADDRESS", "98 3RD ST", "Mission"],
    ["ADDRESS", "11 RIDGE LN", "Mission"],
    ["AREA", "Mission", ""],
  ]);
  assert.deepEqual(city.places[1]!.point, [-122.4, 37.7595]);
  assert.equal(city.onFoot, 1);
  assert.deepEqual(city.dropped.ids, ["4"]);
  assert.deepEqual(city.faults.map((fault) => `${fault.line}:${fault.field}`), ["6:polyline_lonlat", "6:classcode", "7:cnn"]);
});
