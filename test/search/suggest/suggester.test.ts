import { feed, suggesterOf, suggesterOfTitles, textsFor } from './suggest-kit.js';

const UNION = '渡口镇总工会为夜班职工送热汤';

describe('what is typed', () => {
  it.each([
    ['the beginning', '渡口镇', [[0, 3]]],
    ['a part', '夜班职工', [[7, 11]]],
    ['full pinyin', 'gonghui', [[4, 6]]],
    ['initials', 'gh', [[4, 6]]],
    ['initials of more', 'dkzzghwy', [[0, 8]]],
    ['a syllable that is not finished', 'gongh', [[4, 6]]],
    ['characters and pinyin', '工hui', [[4, 6]]],
    ['pinyin and characters', 'zonggong会', [[3, 6]]],
    ['syllables and initials', 'zongghui', [[3, 6]]],
    ['two-letter initials', 'zhgong', [[9, 11]]],
    ['spaces', 'ye ban  zhi gong', [[7, 11]]],
    ['apostrophes', "ye'ban’zhi'gong", [[7, 11]]],
    ['capitals', 'GongHUI', [[4, 6]]],
    ['full-width letters', 'ｇｏｎｇｈｕｉ', [[4, 6]]],
    ['tone marks', 'gōnghuì', [[4, 6]]],
    ['traditional characters', '職工', [[9, 11]]],
  ])('finds a headline by %s: %s', async (_, typed, ranges) => {
    const suggester = await suggesterOfTitles([UNION, '水车修好了']);
    const suggestions = await suggester.suggest(typed, 8);
    expect(suggestions.find(({ kind }) => kind === 'headline')).toEqual({ text: UNION, kind: 'headline', ranges });
  });

  it.each([
    ['lv', '绿树成行'],
    ['lü', '绿树成行'],
    ['lvshu', '绿树成行'],
    ['zhanlve', '战略座谈'],
    ['zhanlue', '战略座谈'],
    ['zhanlüe', '战略座谈'],
    ['lyushu', '绿树成行'],
    ['lushu', '绿树成行'],
    ['nugong', '女工之家'],
    ['nyugong', '女工之家'],
    ['jvweihui', '居委会里'],
  ])('takes %s for a syllable with ü', async (typed, wanted) => {
    const found = await textsFor(await suggesterOfTitles(['绿树成行', '战略座谈', '路灯亮了', '女工之家', '居委会里']), typed, {
      kind: 'headline',
    });
    expect(found[0]).toBe(wanted);
    expect(found).not.toContain('路灯亮了');
  });

  it("parts syllables where an apostrophe does: xi'an is no xian", async () => {
    const suggester = await suggesterOfTitles(['先睹为快', '西安来客']);
    expect(await textsFor(suggester, "xi'an", { kind: 'headline' })).toEqual(['西安来客']);
    expect((await textsFor(suggester, 'xian', { kind: 'headline' })).toSorted()).toEqual(['先睹为快', '西安来客'].toSorted());
  });

  it('does not mind punctuation in between, and does not mark it', async () => {
    const suggester = await suggesterOfTitles(['渡口：“三班”工人——上岗']);
    for (const typed of ['dukousanban', '渡口三班', 'dksbgrsg']) {
      const [first] = await suggester.suggest(typed, 8);
      expect(first!.ranges.map(([start, end]) => first!.text.slice(start, end)).join('')).toMatch(/^渡口三班/);
    }
  });

  it('finds letters and digits as they stand', async () => {
    const suggester = await suggesterOfTitles(['ＡＰＰ上线3天', '阿婆爬坡']);
    expect(await textsFor(suggester, 'app', { kind: 'headline' })).toEqual(['ＡＰＰ上线3天', '阿婆爬坡']);
    expect(await suggester.suggest('app上x3t', 8)).toEqual([{ text: 'ＡＰＰ上线3天', kind: 'headline', ranges: [[0, 7]] }]);
  });

  it('finds letters with marks of their own', async () => {
    const suggester = await suggesterOfTitles(['École 开放日', 'Über 渡口']);
    expect(await textsFor(suggester, 'école', { kind: 'headline' })).toEqual(['École 开放日']);
    expect(await textsFor(suggester, 'é', { kind: 'headline' })).toEqual(['École 开放日', 'Über 渡口']);
    expect(await textsFor(suggester, 'über', { kind: 'headline' })).toEqual(['Über 渡口']);
  });

  it('gives the printed characters, traditional and spaced, with ranges in them', async () => {
    const suggester = await suggesterOfTitles(['總 工 會「送溫暖」']);
    expect((await suggester.suggest('zonggonghui', 8)).find(({ kind }) => kind === 'headline')).toEqual({
      text: '總 工 會「送溫暖」',
      kind: 'headline',
      ranges: [
        [0, 1],
        [2, 3],
        [4, 5],
      ],
    });
    expect((await suggester.suggest('温暖', 8)).find(({ kind }) => kind === 'headline')!.ranges).toEqual([[7, 9]]);
  });

  it.each(['', ' ', "'", '《》', '\u0000'])('answers nothing for %j', async (typed) => {
    expect(await (await suggesterOfTitles([UNION])).suggest(typed, 8)).toEqual([]);
  });

  it('reads 64 units and lets the rest go', async () => {
    const title = '长长的标题'.repeat(13);
    const suggester = await suggesterOfTitles([title]);
    expect(await textsFor(suggester, `${title.slice(0, 64)}不同的尾巴`, { kind: 'headline' })).toEqual([title]);
    expect(await textsFor(suggester, `${title.slice(0, 40)}不同的尾巴`, { kind: 'headline' })).toEqual([]);
  });

  it('is not slowed down by a query of many pronunciations', async () => {
    const suggester = await suggesterOfTitles(Array.from({ length: 200 }, (_, i) => `是石狮寺十四师史诗实施${i}`));
    const startMs = performance.now();
    await suggester.suggest('shishishishishishishishishishishishishishishishishishishishishis', 8);
    await suggester.suggest('ssssssssssss', 8);
    expect(performance.now() - startMs).toBeLessThan(1000);
  });
});

describe('what is suggested', () => {
  const articles = [
    {
      id: 'a',
      title: '渡口夜市开张',
      section: '城事',
      byline: { reporters: ['单小渡'], correspondents: ['陶砚'], photographers: ['曾明'], authors: ['解春'] },
      date: '2030-05-01',
    },
    {
      id: 'b',
      title: '渡口夜市再开张',
      kicker: ['城事一则'],
      section: '城事',
      byline: { reporters: ['单小渡'], correspondents: [], photographers: [] },
      date: '2030-05-02',
      paragraphs: ['本报讯 雨台镇的孔明灯昨晚升空，三百名孩子看得入神，久久不肯离去。'],
    },
  ];

  it('are headlines, everyone of the bylines, sections and words', async () => {
    const suggester = await suggesterOf(articles);
    const kindsFor = async (typed: string) => (await suggester.suggest(typed, 20)).map(({ kind, text }) => `${kind} ${text}`);
    expect(await kindsFor('陶')).toEqual(['reporter 陶砚']);
    expect(await kindsFor('城事')).toEqual(['section 城事']);
    expect(await kindsFor('夜市')).toEqual(['term 夜市', 'headline 渡口夜市再开张', 'headline 渡口夜市开张']);
    expect(await kindsFor('孔明灯')).toEqual(['term 孔明灯']);
  });

  it('are names with the surname read as surnames are', async () => {
    const suggester = await suggesterOf(articles);
    for (const [typed, name] of [
      ['shanxiao', '单小渡'],
      ['zeng', '曾明'],
      ['xiechun', '解春'],
      ['danxiao', '单小渡'],
      ['jiechun', '解春'],
    ] as const)
      expect((await textsFor(suggester, typed))[0]).toBe(name);
  });

  it('come by the place of the match, then by use, then the newer first', async () => {
    const suggester = await suggesterOf([
      { id: '1', title: '夜里的新渡口灯', date: '2030-01-05' },
      { id: '2', title: '小渡口灯', date: '2030-01-04' },
      { id: '3', title: '渡口灯旧闻', date: '2030-01-01' },
      { id: '4', title: '渡口灯新闻', date: '2030-01-02' },
      { id: '5', title: '渡口灯简讯', date: '2029-01-01' },
      { id: '6', title: '渡口灯简讯' },
    ]);
    const order = await textsFor(suggester, 'dukoudeng', { kind: 'headline' });
    expect(order.slice(0, 3)).toEqual(['渡口灯简讯', '渡口灯新闻', '渡口灯旧闻']);
    expect(order.slice(3).toSorted()).toEqual(['夜里的新渡口灯', '小渡口灯'].toSorted());
  });

  it('put whole syllables before initials, and these behind any place', async () => {
    const suggester = await suggesterOfTitles(['哈尼歌会', '渡口新开航线']);
    expect(await textsFor(suggester, 'hang', { kind: 'headline' })).toEqual(['渡口新开航线', '哈尼歌会']);
  });

  it('hold each text once, of several kinds the most telling', async () => {
    const suggester = await suggesterOf([
      { id: 'a', title: '城事', section: '城事' },
      { id: 'b', title: '城 事', section: '城事' },
    ]);
    expect(await suggester.suggest('cs', 8)).toEqual([{ text: '城事', kind: 'section', ranges: [[0, 2]] }]);
  });

  it('are at most as many as asked for, and leave room beside words', async () => {
    const titles = Array.from({ length: 20 }, (_, i) => `夜${'班市车校归色空间航景'[i % 10]!}的事第${i}件`);
    const suggester = await suggesterOfTitles(titles);
    for (const limit of [1, 5, 8, 20]) expect(await suggester.suggest('夜', limit)).toHaveLength(limit);
    expect((await suggester.suggest('夜', 8)).filter(({ kind }) => kind === 'term')).toHaveLength(3);
  });

  it('are no words that stand at the beginning of every article, nor stop words', async () => {
    const suggester = await suggesterOf(
      Array.from({ length: 60 }, (_, i) => ({
        id: `a${i}`,
        title: `第${i}号`,
        paragraphs: ['本报讯 今天上午我们接到通知，渡口的灯塔将在月底以前全部换成新灯。'],
      })),
    );
    expect(await textsFor(suggester, '灯塔')).toEqual([]);
    expect(await textsFor(suggester, '我们')).toEqual([]);
    expect((await textsFor(suggester, '第', { limit: 3 })).length).toBe(3);
  });

  it('are gone with the article, and come back with it', async () => {
    const [a] = articles;
    const suggester = await suggesterOf(articles);
    await feed(suggester, [{ id: 'a', gone: true }]);
    expect(await textsFor(suggester, '陶砚')).toEqual([]);
    expect(await textsFor(suggester, '渡口夜市', { kind: 'headline' })).toEqual(['渡口夜市再开张']);
    expect(await textsFor(suggester, '单')).toEqual(['单小渡']);
    await feed(suggester, [
      { id: 'b', gone: true },
      { id: 'nowhere', gone: true },
    ]);
    for (const typed of ['d', 's', 'c', 'k', '渡']) expect(await suggester.suggest(typed, 20)).toEqual([]);
    expect(Buffer.from(suggester.save()).includes(Buffer.from('单小渡', 'utf16le'))).toBe(false);
    await feed(suggester, [a!]);
    expect(await textsFor(suggester, '陶砚')).toEqual(['陶砚']);
  });
});
