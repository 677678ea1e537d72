import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { MORE, NEWS, OTHER, TEXT } from './rule-examples.js';

/** A text of `count` times `unit`; one reading below `enough` milliseconds will do. */
interface Shape {
  readonly unit: string;
  readonly count: number;
  readonly enough: number;
}

/** Milliseconds of processor time that parsing each text takes, by the program as built (`npm test` builds it first). */
function costs(shapes: readonly Shape[]): number[] {
  const printed = execFileSync(process.execPath, [path.resolve('test/page/measure-parse.mjs'), path.resolve('dist')], {
    input: JSON.stringify(shapes),
    encoding: 'utf8',
  });
  return JSON.parse(printed) as number[];
}

function sized(unit: string, bytes: number, enough: number): Shape {
  return { unit, count: Math.ceil(bytes / Buffer.byteLength(unit)), enough };
}

const PAGE = `${['操场边上种出菜园', NEWS, MORE, '渡轮换了新灯', `本报讯（记者 方满）${OTHER}`, TEXT].join('\n\n')}\n\n`;

describe('parsing time', () => {
  it('stays under 5 seconds for 5 MB in one file', () => {
    expect(costs([sized(PAGE, 5_000_000, 5_000)])[0]).toBeLessThan(5_000);
  }, 60_000);

  it.each([
    ['one character a line', '灯\n'],
    ['one letter a line', 'x\n'],
    ['numbers', '12\n'],
    ['days', '2031年4月1日\n'],
    ['bylines', '本报记者 温小川 通讯员 尤一舟\n'],
    ['lines of verse', '操场边上种出菜园，渡轮换灯\n\n'],
  ] as const)(
    'takes no more than 2 seconds for 1 MB of %s',
    (_name, line) => {
      expect(costs([sized(line, 1_000_000, 2_000)])[0]).toBeLessThan(2_000);
    },
    60_000,
  );

  it('grows in step with the text', () => {
    const [small = 0, large = 0] = costs([
      { unit: PAGE, count: 300, enough: 0 },
      { unit: PAGE, count: 2400, enough: 0 },
    ]);
    expect(large).toBeLessThan(Math.max(small, 40) * 8 * 3);
  }, 60_000);

  it.each([
    ['one endless line', '的', 400_000],
    ['spaces without end', `菜${' '.repeat(400_000)}园`, 1],
    ['open brackets', '（', 200_000],
    ['names without end', '甲乙 ', 100_000],
    ['commas', '，', 200_000],
    ['blank lines', '\n', 400_000],
  ] as const)(
    'has no trap in %s',
    (_name, unit, count) => {
      expect(costs([{ unit, count, enough: 3_000 }])[0]).toBeLessThan(3_000);
    },
    60_000,
  );
});
