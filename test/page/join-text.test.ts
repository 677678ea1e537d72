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
