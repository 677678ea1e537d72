import type { Line, LineGroup } from './lines.js';

/** A number, in either width, with what may stand in it. */
const NUMBER = /^[\d０-９][\d０-９.,．，:：\-—~～]{0,11}[%％‰℃]?$/u;
/** What is counted or named by the number before it: only the rest of a sentence begins so. */
const AFTER_NUMBER = new RegExp(
  String.raw`^(?:[年月日号號时時点點分秒天周週岁歲个個名人位户戶家所间間座栋棟层層处處辆輛台臺艘架条條件项項张張本册冊份只隻头頭次场場届屆期版页頁层級级元角万萬亿億千百十多余餘吨噸斤克米里里公平立方亩畝度倍成折集组組支对對双雙套部块塊片种種岁筆笔門门口` +
    String.raw`]|[，。、；：）％%‰℃+])`,
  'u',
);
/** Fewer numbers alone on their lines show no habit. */
const LEAST = 3;

/**
 * Lines that go on with the one above them: numbers on lines of their own in mid-sentence, and what follows them, as programs write a page
 * down whose figures are set in another type. Only where several numbers stand so, each with a unit or a mark below, and most of the text
 * behind them is prose. Linear in the lines.
 */
export function linesTornAtNumbers(groups: readonly LineGroup[]): ReadonlySet<Line> {
  const torn = new Set<Line>();
  let [numbers, prose] = [0, 0];
  for (const { lines } of groups) {
    lines.forEach((line, at) => {
      const [above, below] = [lines[at - 1], lines[at + 1]];
      if (above === undefined || below === undefined || !NUMBER.test(line.text) || !AFTER_NUMBER.test(below.text)) return;
      if (!torn.has(above) && !/\p{Script=Han}|[，。（]/u.test(above.text)) return;
      torn.add(line).add(below);
      numbers += 1;
      if (below.text.length > 8 || /[，。；、]/u.test(below.text)) prose += 1;
    });
  }
  return numbers >= LEAST && prose * 2 >= numbers ? torn : new Set();
}
