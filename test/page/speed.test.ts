import { parsePage } from '../../src/page/parse-page.js';
import { parsePages } from '../../src/page/parse-pages.js';
import { MORE, NEWS, OTHER, TEXT } from './rule-examples.js';

/** Readings of one measurement at the most: a busy machine slows a reading down, never up. */
const MOST_READINGS = 3;

/** Milliseconds of processor time, the best of up to three readings; the first one below `enough` will do. */
function cost(work: () => unknown, enough = 0): number {
  let best = Infinity;
  for (let reading = 0; reading < MOST_READINGS && best >= enough; reading += 1) {
    const before = process.cpuUsage().user;
    work();
    best = Math.min(best, (process.cpuUsage().user - before) / 1000);
  }
  return best;
}

const PAGE = ['操场边上种出菜园', NEWS, MORE, '渡轮换了新灯', `本报讯（记者 方满）${OTHER}`, TEXT].join('\n\n');

describe('parsing time', () => {
  it('stays under 5 seconds for 5 MB in one file', () => {
    const text = `${PAGE}\n\n`.repeat(Math.ceil(5_000_000 / Buffer.byteLength(`${PAGE}\n\n`)));
    expect(cost(() => parsePages(text), 5_000)).toBeLessThan(5_000);
  }, 60_000);

  it.each([
    ['one character a line', '灯\n'], ['one letter a line', 'x\n'], ['numbers', '12\n'], ['days', '2031年4月1日\n'], ['bylines', '本报记者 温小川 通讯员 尤一舟\n'], ['lines of verse', '操场边上种出菜园，渡轮换灯\n\n'],
  ] as const)('takes no more than 2 seconds for 1 MB of %s', (_name, line) => {
    const text = line.repeat(Math.ceil(1_000_000 / Buffer.byteLength(line)));
    expect(cost(() => parsePages(text), 2_000)).toBeLessThan(2_000);
  }, 60_000);

  it('grows in step with the text', () => {
    const small = `${PAGE}\n\n`.repeat(300);
    const once = cost(() => parsePage(small));
    const most = Math.max(once, 40) * 8 * 3;
    expect(cost(() => parsePage(small.repeat(8)), most)).toBeLessThan(most);
  }, 60_000);

  it.each([
    ['one endless line', '的'.repeat(400_000)], ['spaces without end', `${'菜'.repeat(20)}${' '.repeat(400_000)}园`], ['open brackets', '（'.repeat(200_000)],
    ['names without end', '甲乙 '.repeat(100_000)], ['commas', '，'.repeat(200_000)], ['blank lines', '\n'.repeat(400_000)],
  ] as const)('has no trap in %s', (_name, text) => {
    expect(cost(() => parsePage(text), 3_000)).toBeLessThan(3_000);
  }, 60_000);
});
