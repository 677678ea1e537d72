import { parsePage } from '../../src/page/parse-page.js';
import { parsePages } from '../../src/page/parse-pages.js';
import { MORE, NEWS, OTHER, TEXT } from './rule-examples.js';

/** Milliseconds of processor time, so that other work on the machine does not count. */
function cost(work: () => unknown): number {
  const before = process.cpuUsage().user;
  work();
  return (process.cpuUsage().user - before) / 1000;
}

const PAGE = ['操场边上种出菜园', NEWS, MORE, '渡轮换了新灯', `本报讯（记者 方满）${OTHER}`, TEXT].join('\n\n');

describe('parsing time', () => {
  it('stays under 5 seconds for 5 MB in one file', () => {
    const text = `${PAGE}\n\n`.repeat(Math.ceil(5_000_000 / Buffer.byteLength(`${PAGE}\n\n`)));
    expect(cost(() => parsePages(text))).toBeLessThan(5_000);
  }, 60_000);

  it('grows in step with the text', () => {
    const small = `${PAGE}\n\n`.repeat(300);
    cost(() => parsePage(small));
    const once = cost(() => parsePage(small));
    expect(cost(() => parsePage(small.repeat(8)))).toBeLessThan(Math.max(once, 40) * 8 * 3);
  }, 60_000);

  it.each([
    ['one endless line', '的'.repeat(400_000)], ['spaces without end', `${'菜'.repeat(20)}${' '.repeat(400_000)}园`], ['open brackets', '（'.repeat(200_000)],
    ['names without end', '甲乙 '.repeat(100_000)], ['commas', '，'.repeat(200_000)], ['blank lines', '\n'.repeat(400_000)],
  ] as const)('has no trap in %s', (_name, text) => {
    expect(cost(() => parsePage(text))).toBeLessThan(3000);
  }, 60_000);
});
