import fc from 'fast-check';
import { dispatchText } from '../../../src/search/similar/dispatch-text.js';
import { LetterAligner } from '../../../src/search/similar/letter-aligner.js';
import { isSameDispatch } from '../../../src/search/similar/same-dispatch.js';
import { analyzer } from '../../support/analyzer.js';
import { Random } from '../../support/random.js';
import { seed } from '../../support/shared.js';
import { edited, EDITS, Newsroom, piece } from './invented-news.js';

const aligner = new LetterAligner();
const same = (a: string, b: string): boolean =>
  isSameDispatch(dispatchText(piece('a', a), analyzer)!, dispatchText(piece('b', b), analyzer)!, aligner);

/** Length of a longest common subsequence, by the table of the textbook. */
function commonLength(a: Uint16Array, b: Uint16Array): number {
  let row = new Array<number>(b.length + 1).fill(0);
  for (const unit of a) {
    const next = [0];
    for (let j = 0; j < b.length; j += 1) next.push(unit === b[j] ? row[j]! + 1 : Math.max(row[j + 1]!, next[j]!));
    row = next;
  }
  return row[b.length]!;
}

describe('the letters of two texts side by side', () => {
  it('are a common subsequence, as long as one can be', () => {
    const letters = fc.array(fc.integer({ min: 1, max: 6 }), { maxLength: 150 }).map((units) => Uint16Array.from(units));
    fc.assert(
      fc.property(letters, letters, (a, b) => {
        const partners = aligner.align(a, b);
        let last = -1;
        for (const [i, partner] of partners.entries()) {
          if (partner < 0) continue;
          expect(partner).toBeGreaterThan(last);
          expect(a[i]).toBe(b[partner]);
          last = partner;
        }
        expect(partners.filter((partner) => partner >= 0)).toHaveLength(commonLength(a, b));
      }),
      { seed },
    );
  });

  it('are at most those that both have, each as often', () => {
    const letters = fc.array(fc.integer({ min: 1, max: 6 }), { maxLength: 60 }).map((units) => Uint16Array.from(units));
    const countOf = (units: Uint16Array, wanted: number): number => units.filter((unit) => unit === wanted).length;
    fc.assert(
      fc.property(letters, letters, (a, b) => {
        const each = [1, 2, 3, 4, 5, 6].map((unit) => Math.min(countOf(a, unit), countOf(b, unit)));
        expect(aligner.mostCommon(a, b)).toBe(each.reduce((sum, count) => sum + count, 0));
        expect(aligner.mostCommon(a, b)).toBeGreaterThanOrEqual(commonLength(a, b));
      }),
      { seed },
    );
  });
});

describe('the same dispatch', () => {
  it.each(EDITS)('is seen through 10 to 25 % of its characters %s', (edit) => {
    const random = new Random(seed);
    const newsroom = new Newsroom(random);
    const found = Array.from({ length: 40 }, () => {
      const text = newsroom.text(500);
      return same(text, edited(text, 0.1 + 0.15 * random.next(), edit, random));
    });
    expect(found.filter(Boolean).length).toBeGreaterThanOrEqual(34);
  });

  it('is seen in traditional characters, with other punctuation, headline and agency', () => {
    const text =
      '望渡社禾川五月四日电：渡口新桥今日通车，两岸居民前来观看，老人说等了三十年。工程分两期，历时四百天，造价一亿两千万元，可以抵御百年一遇的洪水；沿线还修了步道和驿站。';
    const other =
      '（本報綜合消息）渡口新橋今日通車，兩岸居民前來觀看。老人說「等了三十年」。工程分兩期，歷時四百天，造價一億兩千萬元，可以抵禦百年一遇的洪水，沿線還修了步道和驛站。';
    expect(same(text, other)).toBe(true);
  });

  it('is not seen in a text of another', () => {
    const newsroom = new Newsroom(new Random(seed));
    for (let i = 0; i < 20; i += 1) expect(same(newsroom.text(400), newsroom.text(400))).toBe(false);
  });

  it('answers the same both ways', () => {
    const random = new Random(seed);
    const newsroom = new Newsroom(random);
    for (let i = 0; i < 60; i += 1) {
      const text = newsroom.text(200);
      const other = edited(text, 0.2 + 0.3 * random.next(), random.pick(EDITS), random);
      expect(same(text, other)).toBe(same(other, text));
    }
  });
});

describe('a form with other contents', () => {
  const weather = (day: number, high: number, low: number, wind: number, rain: number): string =>
    `望渡气象台5月${day}日17时发布天气预报：今天夜间多云转阴，明天白天有小雨，最高气温${high}℃，最低气温${low}℃，` +
    `风力${wind}级，降水概率${rain}%，相对湿度${rain + 8}%。穿衣指数${wind + 2}级，` +
    `洗车指数${low - 9}级，请市民出行带伞，注意防滑。`;
  const prices = (day: string, ...values: readonly string[]): string =>
    `禾川菜篮子${day}价格：大白菜每斤${values[0]!}元，土豆每斤${values[1]!}元，` +
    `西红柿每斤${values[2]!}元，黄瓜每斤${values[3]!}元，鸡蛋每斤${values[4]!}元，` +
    `鲤鱼每斤${values[5]!}元，猪肉每斤${values[6]!}元。以上价格为城区五家农贸市场的平均零售价，仅供参考，` +
    '具体以市场当日的标价为准。';
  const removal = (name: string, office: string): string =>
    `经望渡市委批准，市纪委对${office}${name}进行了审查。经查，${name}违反工作纪律，不按规定报告事项；违反廉洁纪律，` +
    `收受礼品礼金。${name}身为干部，丧失信念，性质严重，应予严肃处理。依据有关规定，经会议研究，决定给予${name}开除处分；` +
    `收缴${name}违纪所得；将${office}${name}的问题移送机关依法处理。`;

  it('is not the same: weather, prices', () => {
    expect(same(weather(3, 21, 13, 3, 40), weather(4, 25, 16, 2, 70))).toBe(false);
    expect(
      same(
        prices('五月三日', '1.20', '2.35', '3.10', '2.80', '4.95', '9.60', '14.5'),
        prices('五月四日', '1.35', '2.20', '3.45', '2.60', '5.10', '9.20', '15.8'),
      ),
    ).toBe(false);
  });

  it('is the same with the same figures', () => {
    expect(same(weather(3, 21, 13, 3, 40), `【便民】${weather(3, 21, 13, 3, 40)}（本报综合）`)).toBe(true);
  });

  it('is not the same with other names throughout', () => {
    expect(same(removal('陶砚山', '水务局原副局长'), removal('柏舟野', '档案馆原馆长'))).toBe(false);
    expect(same(removal('陶砚山', '水务局原副局长'), `本报讯 ${removal('陶砚山', '水务局原副局长')}`)).toBe(true);
  });
});
