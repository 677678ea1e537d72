import { readBylineLine, readCaptionCredit, readDispatch, readTailBracket } from '../../src/page/byline.js';

const nobody = { reporters: [], correspondents: [], photographers: [] };

describe('readDispatch', () => {
  it.each([
    ['本报讯（记者 顾小舟 通讯员 方满 尤一舟）城东', { reporters: ['顾小舟'], correspondents: ['方满', '尤一舟'] }],
    ['本报讯(通讯员 方满)城东', { correspondents: ['方满'] }],
    ['【本報訊】（記者 顧小舟 通訊員 方滿）城東', { reporters: ['顧小舟'], correspondents: ['方滿'] }],
    ['本 报讯 （见习记者 欧阳小舟 首席记者 方满）城东', { reporters: ['欧阳小舟', '方满'] }],
    ['本报讯 记者顾小舟 通讯员方满报道：城东', { reporters: ['顾小舟'], correspondents: ['方满'] }],
    ['新华社青溪3月8日电（记者 顾小舟、方满）城东', { reporters: ['顾小舟', '方满'], agency: '新华社', dateline: '青溪3月8日' }],
    ['据新华社电 城东小学把空地改成了菜园', { agency: '新华社' }],
    ['本报青溪3月8日电（记者 顾小舟）城东', { reporters: ['顾小舟'], dateline: '青溪3月8日' }],
    ['本报讯（顾小舟 方满）城东小学', { reporters: ['顾小舟', '方满'] }],
    ['本报讯 记者 顾小舟 城东小学', { reporters: ['顾小舟'] }],
    ['本报讯（全媒体记者 顾小舟 实习生 方满）城东', { reporters: ['顾小舟', '方满'] }],
    ['本报记者 顾小舟 报道 城东小学', { reporters: ['顾小舟'] }],
    ['新华社北京１１月３０日电 （记者顾小舟）城东', { reporters: ['顾小舟'], agency: '新华社', dateline: '北京11月30日' }],
    ['据新华社青溪11月30日电 记者顾小舟、方满报道，城东', { reporters: ['顾小舟', '方满'], agency: '新华社', dateline: '青溪11月30日' }],
    ['据中新社青溪11月30日电 城东小学', { agency: '中新社', dateline: '青溪11月30日' }],
    ['新华社快讯：城东小学', { agency: '新华社' }],
    ['据新华社电城东小学', { agency: '新华社' }],
    ['据望渡社消息，城东小学', { agency: '望渡社' }],
    ['望渡通讯社讯城东小学', { agency: '望渡通讯社' }],
    ['本报青溪讯城东小学', { dateline: '青溪' }],
    ['本报讯城东小学', {}],
    ['〔記者顧小舟、方滿／綜合報導〕城東小學', { reporters: ['顧小舟', '方滿'] }],
    ['記者顧小舟／青溪報導 城東小學', { reporters: ['顧小舟'], dateline: '青溪' }],
    ['（中央社記者顧小舟青溪7日電）城東小學', { reporters: ['顧小舟'], agency: '中央社', dateline: '青溪7日' }],
    ['【本報青溪一日專電】城東小學', { dateline: '青溪一日' }],
    ['南都讯（记者 顾小舟）城东小学', { reporters: ['顾小舟'] }],
    ['【特訊】城東小學', {}],
    ['（上接第1版）本报讯（记者 顾小舟）城东小学', { reporters: ['顾小舟'] }],
    ['本报讯（记者 马丁·奥斯 阿依·买提）城东', { reporters: ['马丁·奥斯', '阿依·买提'] }],
    ['（记者 白　莹 尉 迟 小 舟）城东小学把空地改成了菜园', { reporters: ['白莹', '尉迟小舟'] }],
  ] as const)('reads %s', (text, people) => {
    expect(readDispatch(text)?.byline).toEqual({ ...nobody, ...people });
  });

  it.each([
    '城东小学把空地改成了菜园',
    '记者从城东小学获悉',
    '记者顾小舟报道了城东小学',
    '短讯（三则）城东小学',
    '城东通讯 记者的菜园',
    '（第三批）城东',
    '本报将刊出全文',
    '',
    '老旧社区加装电梯惠及百户居民',
    '全社会用电量同比增长6.3%',
    '全社会3日用电创新高',
    '青溪合作社今年电商销售额过千万元',
    '本报记者从国家电网公司获悉',
    '青溪旅行社来电，询问航班',
    '青溪出版社讯息化改造完成',
    '本报电子版今起改版',
    '城东社区居民来电反映',
  ])('finds none in %s', (text) => {
    expect(readDispatch(text)).toBeUndefined();
  });
});

describe('readBylineLine', () => {
  it.each([
    ['本报记者 顾小舟', { reporters: ['顾小舟'] }],
    ['□本报记者 顾小舟 方满 文/图', { reporters: ['顾小舟', '方满'], photographers: ['顾小舟', '方满'] }],
    ['◎本报记者 顾小舟 通讯员 方满', { reporters: ['顾小舟'], correspondents: ['方满'] }],
    ['■首席记者顾小舟', { reporters: ['顾小舟'] }],
    ['本报记者 顾小舟 摄影报道', { reporters: ['顾小舟'], photographers: ['顾小舟'] }],
    ['文/图 顾小舟', { reporters: ['顾小舟'], photographers: ['顾小舟'] }],
    ['顾小舟 摄', { photographers: ['顾小舟'] }],
    ['顾小舟摄', { photographers: ['顾小舟'] }],
    ['摄影 顾小舟', { photographers: ['顾小舟'] }],
    ['记者 顾小舟 摄影 方满', { reporters: ['顾小舟'], photographers: ['方满'] }],
    ['文/顾小舟 图/方满', { reporters: ['顾小舟'], photographers: ['方满'] }],
    ['顾小舟/文 方满/图', { reporters: ['顾小舟'], photographers: ['方满'] }],
    ['本 报记者 尉 迟 舟', { reporters: ['尉迟舟'] }],
    ['新华社记者 顾小舟 摄', { photographers: ['顾小舟'], agency: '新华社' }],
    ['■记者 顾小舟/文 方满/摄', { reporters: ['顾小舟'], photographers: ['方满'] }],
    ['文/本报记者 顾小舟 图/本报记者 方满', { reporters: ['顾小舟'], photographers: ['方满'] }],
    ['记者 顾小舟 通讯员 方满 文/图', { reporters: ['顾小舟'], correspondents: ['方满'], photographers: ['方满', '顾小舟'] }],
    ['撰文 顾小舟 摄影 方满', { reporters: ['顾小舟'], photographers: ['方满'] }],
    ['采写/顾小舟', { reporters: ['顾小舟'] }],
    ['本报驻青溪记者 顾小舟', { reporters: ['顾小舟'] }],
    ['特约通讯员 顾小舟', { correspondents: ['顾小舟'] }],
    ['口述 顾小舟 整理 方满', { reporters: ['方满'], authors: ['顾小舟'] }],
    ['本报评论员 顾小舟', { authors: ['顾小舟'] }],
    ['顾小舟 著', { authors: ['顾小舟'] }],
    ['□顾小舟 方满', { authors: ['顾小舟', '方满'] }],
    ['作者：顾小舟', { authors: ['顾小舟'] }],
    ['顾小舟摄（影像青溪）', { photographers: ['顾小舟'] }],
    ['新华社发（顾小舟 摄）', { photographers: ['顾小舟'], agency: '新华社' }],
    ['〔記者顧小舟／青溪報導〕', { reporters: ['顧小舟'], dateline: '青溪' }],
    ['圖／記者顧小舟攝', { photographers: ['顧小舟'] }],
    ['本報記者 顧小舟', { reporters: ['顧小舟'] }],
  ] as const)('reads %s', (text, people) => {
    expect(readBylineLine(text)).toEqual({ ...nobody, ...people });
  });

  it.each(['操场边上种出菜园', '记者笔下的春天', '图书馆开放了', '文天一的菜园', '责任编辑 顾小舟'])('finds none in %s', (text) => {
    expect(readBylineLine(text)).toBeUndefined();
  });
});

describe('readCaptionCredit and readTailBracket', () => {
  it('reads the credit that ends a caption', () => {
    expect(readCaptionCredit('学生在给黄瓜搭架。 顾小舟 摄')).toEqual({ ...nobody, photographers: ['顾小舟'] });
    expect(readCaptionCredit('学生在给黄瓜搭架。')).toBeUndefined();
  });

  it.each([
    ['收成归食堂。（言舟）', { authors: ['言舟'] }],
    ['（作者系城东小学教师 顾小舟）', { authors: ['顾小舟'] }],
    ['（作者：顾小舟）', { authors: ['顾小舟'] }],
    ['（作者顾小舟系城东小学教师）', { authors: ['顾小舟'] }],
    ['（作者：顾小舟，系城东小学教师）', { authors: ['顾小舟'] }],
    ['（作者单位：城东小学）', {}],
    ['收成归食堂。（顾小舟 方满）', { authors: ['顾小舟', '方满'] }],
    ['收成归食堂。（欧阳倩）', { authors: ['欧阳倩'] }],
    ['（作者系城东小学教师）', {}],
    ['收成归食堂。（记者 顾小舟）', { reporters: ['顾小舟'] }],
    ['收成归食堂。（据新华社）', { agency: '新华社' }],
  ] as const)('reads the bracket of %s', (text, people) => {
    expect(readTailBracket(text)).toEqual({ ...nobody, ...people });
  });

  it.each(['收成归食堂。（未完待续）', '收成归食堂。（完）', '收成归食堂（右一）', '收成归食堂。', '每班一块地（三十块）'])(
    'reads no bracket in %s',
    (text) => {
      expect(readTailBracket(text)).toBeUndefined();
    },
  );
});
