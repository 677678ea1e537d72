import { suggesterOfTitles, textsFor } from './suggest-kit.js';

/** Word, its pronunciation, and one it does not have. */
const WORDS: readonly (readonly [word: string, right: string, wrong: string])[] = [
  ['重庆', 'chongqing', 'zhongqing'],
  ['重要', 'zhongyao', 'chongyao'],
  ['重新', 'chongxin', 'zhongxin'],
  ['银行', 'yinhang', 'yinxing'],
  ['行业', 'hangye', 'xingye'],
  ['自行车', 'zixingche', 'zihangche'],
  ['蚌埠', 'bengbu', 'bangbu'],
  ['长安', 'changan', 'zhangan'],
  ['生长', 'shengzhang', 'shengchang'],
  ['校长', 'xiaozhang', 'xiaochang'],
  ['长江', 'changjiang', 'zhangjiang'],
  ['音乐', 'yinyue', 'yinle'],
  ['快乐', 'kuaile', 'kuaiyue'],
  ['首都', 'shoudu', 'shoudou'],
  ['会计', 'kuaiji', 'huiji'],
  ['会议', 'huiyi', 'kuaiyi'],
  ['大夫', 'daifu', 'dafu'],
  ['投降', 'touxiang', 'toujiang'],
  ['降落', 'jiangluo', 'xiangluo'],
  ['调查', 'diaocha', 'tiaocha'],
  ['调整', 'tiaozheng', 'diaozheng'],
  ['传记', 'zhuanji', 'chuanji'],
  ['归还', 'guihuan', 'guihai'],
  ['还款', 'huankuan', 'haikuan'],
  ['西藏', 'xizang', 'xicang'],
  ['便宜', 'pianyi', 'bianyi'],
  ['角色', 'juese', 'jiaose'],
  ['人参', 'renshen', 'rencan'],
  ['效率', 'xiaolv', 'xiaoshuai'],
  ['率领', 'shuailing', 'lvling'],
  ['厦门', 'xiamen', 'shamen'],
  ['大厦', 'dasha', 'daxia'],
  ['番禺', 'panyu', 'fanyu'],
  ['六安', 'luan', 'liuan'],
  ['朝霞', 'zhaoxia', 'chaoxia'],
  ['浙江', 'zhejiang', 'xijiang'],
  ['星宿', 'xingxiu', 'xingsu'],
  ['给予', 'jiyu', 'geiyu'],
  ['着急', 'zhaoji', 'zheji'],
  ['著名', 'zhuming', 'zhaoming'],
  ['子弹', 'zidan', 'zitan'],
  ['出差', 'chuchai', 'chucha'],
  ['没收', 'moshou', 'meishou'],
  ['模样', 'muyang', 'moyang'],
  ['屏息', 'bingxi', 'pingxi'],
  ['乐清', 'yueqing', 'leqing'],
  ['洪洞', 'hongtong', 'hongdong'],
  ['歙县', 'shexian', 'xixian'],
  ['冠军', 'guanjun', 'guangjun'],
  ['暴露', 'baolu', 'baolou'],
];

describe('heteronyms', () => {
  it.each(WORDS)('%s is read %s', async (word, right, wrong) => {
    const headline = `雨台${word}记`;
    const suggester = await suggesterOfTitles([headline]);
    const initials = right[0]!;
    expect(await textsFor(suggester, right, { kind: 'headline' })).toEqual([headline]);
    expect(await textsFor(suggester, `yutai${right}ji`, { kind: 'headline' })).toEqual([headline]);
    expect(await textsFor(suggester, `yt${initials}`, { kind: 'headline' })).toEqual([headline]);
    // The same syllables, read so for certain, go before it whatever else speaks for it.
    const decoy = DECOYS[wrong];
    if (decoy !== undefined)
      expect((await textsFor(await suggesterOfTitles([word, word, word, `新来的${decoy}`]), wrong, { kind: 'headline' }))[0]).toBe(
        `新来的${decoy}`,
      );
  });

  it('in traditional characters are read the same', async () => {
    for (const [title, typed] of [
      ['銀行開門', 'yinhang'],
      ['重慶來客', 'chongqing'],
      ['乾隆年間', 'qianlong'],
      ['音樂晚會', 'yinyue'],
    ] as const) {
      expect(await textsFor(await suggesterOfTitles([title]), typed, { kind: 'headline' })).toEqual([title]);
    }
  });
});

/** Words that are read as some of the words above are not. */
const DECOYS: Readonly<Record<string, string>> = {
  yinxing: '银杏',
  zhongqing: '中青',
  zhongxin: '中心',
  xingye: '兴业',
  huiji: '会集',
  dafu: '答复',
  bianyi: '编译',
  chuanji: '船籍',
  liuan: '留案',
  pingxi: '评析',
  chaoxia: '潮下',
  zhaoming: '照明',
  moyang: '磨洋',
  leqing: '乐情',
};
