/** What stands in a text is found: random runs of what is indexed, and the cases other engines were reported to fail. */
import fc from 'fast-check';
import { article } from '../contract/contract-kit.js';
import { seed } from '../support/shared.js';
import { Library } from './search-kit.js';
import { describeFoundRuns, describeSharedCases } from './shared-cases.js';

const LONG = process.env['XUNBAO_TEST_LONG'] === '1';

const INVENTED = [
  '云湾渡口的老摆渡人昨日收起木桨，两岸居民从新落成的步行桥上走过。',
  '合作社买回三台收割机，麦田里的老把式却说还是镰刀踏实。',
  '灯塔管理员安行在岗三十七年，雾号响起时他总先数一遍渔船。',
  '杏桥小学的孩子把旧伞改成风筝，放学路上满街都是鱼和蝴蝶。',
  '蒲嶼郵局最後一位電報員退休，留下一本手抄的電碼簿。',
  '夜市迁入旧厂房后第一晚停电，摊主们点起马灯照常营业。',
];

describe('recall', () => {
  it('every run of 1 to 12 Han that stands in a text finds it', async () => {
    const library = await Library.of(...INVENTED.map((text, i) => article(`i${i}`, { title: text.slice(0, 6), paragraphs: [text] })));
    const runs = INVENTED.flatMap((text, i) => (text.match(/\p{Script=Han}+/gu) ?? []).map((run) => [`i${i}`, run] as const));
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...runs), fc.nat(40), fc.integer({ min: 1, max: 12 }), async ([id, run], from, length) => {
        const start = from % run.length;
        expect(await library.ids(run.slice(start, start + length))).toContain(id);
      }),
      { seed, numRuns: 400 },
    );
    await library.close();
  });
});

describeSharedCases('minisearch', () => Promise.resolve(new Library()));
describeFoundRuns(
  'minisearch',
  () => Promise.resolve(new Library()),
  LONG ? { articleCount: 2_000, runCount: 20_000 } : { articleCount: 400, runCount: 500 },
);
