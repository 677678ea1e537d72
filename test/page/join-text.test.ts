import { dropNoiseSpaces, joinText } from '../../src/page/join-text.js';

describe('joinText', () => {
  it.each([
    ['Han text as it stands', '落实', '落地', '落实落地'],
    ['a word cut in two', '《Hand', 'book》', '《Handbook》'],
    ['two words, the second with a capital', '名为Green', 'Lane的', '名为Green Lane的'],
    ['two words, one of them small', 'the cup of', 'tea', 'the cup of tea'],
    ['a word and a number', '报名City Run', '10K', '报名City Run 10K'],
    ['a code', '型号DN', '600', '型号DN600'],
    ['a hyphen', '站内的Wi-', 'Fi', '站内的Wi-Fi'],
    ['a word cut by a hyphen (kind 16)', '出版《Execu-', 'tion》一书', '出版《Execution》一书'],
    ['a word cut by a hyphen, in traditional text (kind 16)', '該書英文名Naviga\u2010', 'tion，', '該書英文名Navigation，'],
    ['a code with a figure, its hyphen kept (kind 16)', '感染COVID-', '19的人', '感染COVID-19的人'],
    ['a code, its hyphen kept (kind 16)', '型號AI-', '8000', '型號AI-8000'],
    ['capitals, their hyphen kept (kind 16)', '采用USB-', 'type接口', '采用USB-type接口'],
    ['a single letter, its hyphen kept (kind 16)', '发e-', 'mail', '发e-mail'],
    ['a chain, its hyphens kept (kind 16)', 'state-of-', 'the-art', 'state-of-the-art'],
    ['a compound by its first part (kind 16)', 'a self-', 'service shop', 'a self-service shop'],
    ['an address with a hyphen (kind 16)', '查www.lan-', 'ling.example', '查www.lan-ling.example'],
    ['a decimal', '平移3.', '5米', '平移3.5米'],
    ['a telephone number', '0700-12', '3456', '0700-123456'],
    ['an address of the net', '查www.qing', 'Xi.example', '查www.qingXi.example'],
    ['an e-mail address', 'desk@qingxi', 'Daily.example', 'desk@qingxiDaily.example'],
    ['a sentence mark and a word', 'Well done,', 'Ann', 'Well done, Ann'],
    ['full-width digits', '编号２', '７', '编号２７'],
  ] as const)('joins %s', (_name, left, right, joined) => {
    expect(joinText(left, right)).toBe(joined);
  });
});

describe('dropNoiseSpaces', () => {
  it('drops spaces next to Han characters and keeps those between Latin words', () => {
    expect(dropNoiseSpaces('菜 园里的 Green Lane ，真 好')).toBe('菜园里的Green Lane，真好');
  });

  it('keeps spaces inside brackets, where they part names', () => {
    expect(dropNoiseSpaces('本报 讯（记者 顾小舟  方满）菜 园')).toBe('本报讯（记者 顾小舟 方满）菜园');
  });
});
