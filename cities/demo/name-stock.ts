import type { RandomStream } from "@tocsin/kernel/random.ts";

/** Invented names that read like Chinese ones. No name of a real city's street is meant. */

const FIRST = [..."云青翠锦瑞永长兴福清安宁秀玉金银丹碧松柏竹兰荷桂枫梧桐晓晨朝明景春秋和平康泰祥庆文学德仁义礼信善美华丰盛昌隆顺通达海江河湖泉溪石岭岚霞星月"];
const SECOND = [..."溪岭湖桥泽源华康宁和园林台塘洲湾港渡浦津坊门亭阁井泉山峰谷川原田庄屏城新远光辉翔苑庭"];

/** Pairs that are famous names of somebody else. */
const FAMOUS = ["清华", "长安", "长城", "金山", "泰山", "江华", "海城", "石林", "河源", "通州"];

/** Stems of two characters, each given once. */
export class NameStock {
  readonly #left: string[];
  readonly #used: Set<string>;

  constructor(random: RandomStream, taken: readonly string[]) {
    this.#used = new Set([...taken, ...FAMOUS]);
    this.#left = random.shuffle(FIRST.flatMap((first) => SECOND.filter((second) => second !== first).map((second) => first + second)));
  }

  take(): string {
    for (let stem = this.#left.pop(); stem !== undefined; stem = this.#left.pop()) {
      if (this.#used.has(stem)) continue;
      this.#used.add(stem);
      return stem;
    }
    throw new RangeError("the stock of names is empty");
  }
}
