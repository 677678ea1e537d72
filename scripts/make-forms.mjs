#!/usr/bin/env node
// Writes data/forms.tsv: forms of characters that are folded to the common one, beyond traditional/simplified.
//   node scripts/make-forms.mjs /usr/share/unicode          (Debian: apt install unicode-data)
// Sources and the rule by which a pair is taken stand in the head of the file. What no source has is in OLD_PRINT below.
import { readFileSync, writeFileSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { Locale } from 'opencc-js/t2cn';
import hongKong from 'opencc-js/dict/HKVariants';
import taiwan from 'opencc-js/dict/TWVariants';
import japan from 'opencc-js/dict/JPShinjitaiCharacters';

/** Forms of old print that neither OpenCC nor Unihan joins: form, then the common character. */
const OLD_PRINT =
  '塲场 淸清 愼慎 聨联 眞真 靑青 敎教 旣既 卽即 鄕乡 鎭镇 顚颠 槪概 彥彦 郞郎 剝剥 緖绪 薰薰 毎每 歩步 渉涉 呉吴 娯娱 呑吞 絶绝 ' +
  '温温 虚虚 戯戏 増增 徳德 聴听 巣巢 帯带 滞滞 弾弹 掲揭 揺摇 遥遥 謡谣 撃击 暦历 歴历 曽曾 渓溪 尙尚 争争 浄净 奨奖 ' +
  '将将 畫画 稱称 頼赖 賛赞 転转 軽轻 逓递 遅迟 酔醉 醸酿 釈释 鉄铁 鋳铸 険险 随随 隠隐 隷隶 霊灵 静静 顕显 餠饼 騒骚 験验 ' +
  '駅驿 髄髓 闘斗 亀龟 衂衄 閲阅 鋭锐 査查 冊册 刧劫 朶朵 躱躲 垜垛 兎兔 兪俞 兗兖 冐冒 寃冤 冩写 凢凡 刼劫 剏创 勅敕 卋世 厛厅 ' +
  '咊和 哬呵 啟启 啓启 喆哲 嘅慨 囘回 囬回 圎圆 坿附 埜野 墻墙 夘卯 姙妊 娬妩 孼孽 宼寇 尠鲜 峯峰 嵗岁 巌岩 帋纸 庽寓 廏厩 廐厩 廻回 ' +
  '弌一 弍二 弎三 徃往 恊协 悳德 悽凄 愽博 慙惭 慽戚 戞戛 戯戏 扵于 抝拗 拕拖 挷绑 挻延 掦扬 搾榨 摠总 撡操 擕携 攷考 敺驱 旛幡 旹时 ' +
  '昬昏 晳晰 暎映 朞期 枏楠 柹柿 桒桑 桮杯 椀碗 槀槁 樿樿 欎郁 欝郁 欵款 歳岁 毘毗 毬球 氊毡 汎泛 沍冱 泝溯 洩泄 涖莅 涼凉 淛浙 湌餐 ' +
  '湼涅 溼湿 滙汇 潄漱 濬浚 灋法 灾灾 炤照 烟烟 煇辉 煖暖 熈熙 熖焰 燄焰 爗烨 犂犁 獘弊 琹琴 瓌瑰 甎砖 甞尝 畆亩 畒亩 畝亩 疋匹 痲麻 ' +
  '癈废 皷鼓 盇盍 盋钵 眎视 睠眷 矙瞰 砦寨 碁棋 碪砧 祘算 稺稚 穤糯 窓窗 窻窗 筍笋 箇个 箒帚 篛箬 簑蓑 籐藤 籖签 籤签 粃秕 粧妆 糓谷 ' +
  '紥扎 絏绁 絃弦 綉绣 緜绵 縂总 繖伞 繦襁 罇樽 翄翅 耡锄 聟婿 肎肯 肬疣 胷胸 脃脆 脗吻 臈腊 舘馆 舩船 艢樯 芲花 茘荔 荳豆 菓果 葘灾 ' +
  '蔴麻 薓参 蘂蕊 蘓苏 虵蛇 蜨蝶 蝯猿 蠧蠹 衇脉 衖弄 袟帙 裠裙 襃褒 觧解 觔斤 詠咏 誌志 諠喧 譌讹 讐仇 讎仇 豔艳 貭质 賍赃 賫赍 贗赝 ' +
  '趂趁 跴踩 踡蜷 蹟迹 蹤踪 軆体 躭耽 輙辄 輭软 迯逃 逈迥 遊游 邨村 邨村 酧酬 醕醇 釖刀 鈎钩 銕铁 鋜镯 鍊炼 鎌镰 鎻锁 鐡铁 鑵罐 閗斗 閧哄 ' +
  '阯址 陜陕 隂阴 隄堤 隖坞 雑杂 雞鸡 靣面 靭韧 鞌鞍 韤袜 頋顾 頟额 頼赖 顋腮 飃飘 飱飧 餧喂 餽馈 馭驭 馿驴 駞驼 騐验 髠髡 鬂鬓 魎魉 鮏鲑 ' +
  '鯗鲞 鳯凤 鵞鹅 鶏鸡 鷰燕 鹻碱 麄粗 麤粗 黒黑 黙默 鼃蛙 齅嗅 龢和 栢柏 枱台 巿市 馀余 谘咨 併并 倂并 甯宁 徧遍 跡迹 羣群 裏里 牀床 粦磷 牎窗 覩睹 煑煮 ' +
  '晻暗 垇坳 粺稗 幚帮 牓榜 髈膀 菢抱 揹背 逩奔 倸睬 艸草 筞策 筴策 椉乘 詶酬 紬绸 剙创 搥捶 旾春 惷蠢 剉锉 騃呆 嶋岛 嶌岛 蔕蒂 巓巅 奌点 疉叠 働动 塠堆 墪墩 佱法 繙翻 緐繁 髣仿 疿痱 雰氛 髴佛 俛俯 冨富 皐皋 搆构 罣挂 槼规 ' +
  '皜皓 暠皓 矦侯 嘑呼 謼呼 讙欢 驩欢 痐蛔 旤祸 羇羁 裌夹 椾笺 鍳鉴 劔剑 踁胫 捄救 跼局 勌倦 栞刊 欬咳 冦寇 敂叩 袴裤 崐昆 嬾懒 蔆菱 磟碌 剹戮 楳梅 蝱虻 瞇眯 庿庙 畂亩 畮亩 廼乃 嫰嫩 秊年 挵弄 煗暖 礟炮 鉋刨 鑤刨 慿凭 廹迫 ' +
  '唘启 諐愆 濳潜 鎗枪 懃勤 寑寝 駈驱 劵券 搉榷 羢绒 毧绒 橤蕊 渋涩 眡视 昰是 禩祀 佀似 竢俟 搨拓 覜眺 筩筒 媮偷 臋臀 盌碗 蚉蚊 厀膝 陿狭 啣衔 亯享 嚻嚣 傚效 衺邪 賉恤 枒丫 嵒岩 巗岩 嵓岩 喦岩 醼宴 敭扬 壄野 亱夜 囙因 滛淫 ' +
  '簮簪 讃赞 剳札 牐闸 琖盏 姪侄 妷侄 譔撰 槕桌 斲斫 斵斫 斮斫 騣鬃 鬉鬃 鑚钻 冣最 㝡最 聼听 虗虚 荅答 頣颐 褎袖 蠺蚕 赱走 桺柳 踫碰 歛敛 觽觿 蹷蹶 毉医 羙美 刋刊 緫总 嶎蔚 刾刺 戅戆 恟汹 朖朗 獋嗥 猂悍 駻悍 曁暨 靱韧 刅刃 ' +
  '喩喻 屛屏 姸妍 飮饮 閞关 庒庄 厯历 爩郁 賎贱 懴忏 譛谮 僣僭';

/** Not one with what a source says: a sign of its own. */
const APART = new Set('卍卐');

const folder = process.argv[2] ?? '/usr/share/unicode';
const packed = (name) => execFileSync('bzcat', [path.join(folder, `${name}.bz2`)], { maxBuffer: 1 << 28, encoding: 'utf8' });
const charOf = (name) => String.fromCodePoint(parseInt(name.replace(/^U\+/, ''), 16));
const linesOf = (text, key) =>
  text
    .split('\n')
    .map((line) => line.split('\t'))
    .filter((parts) => parts[1] === key && parts[0].startsWith('U+'))
    .map(([character, , value]) => [charOf(character), value]);

const simplified = new Map(
  Locale.to.cn
    .flat()
    .flatMap((dictionary) => dictionary.split('|'))
    .map((entry) => entry.split(' '))
    .filter(([source]) => Array.from(source).length === 1),
);
const simple = (character) => {
  let last = character.normalize('NFKC');
  for (let steps = 0; simplified.has(last) && steps < 4; steps += 1) last = simplified.get(last);
  return last;
};
/** Rank in the Table of General Standard Chinese Characters (2013): 1–3500 the most common, to 8105. */
const ranks = new Map(
  linesOf(packed('Unihan_OtherMappings.txt'), 'kTGH').map(([character, value]) => [character, Number(value.split(':')[1])]),
);
const COMMON = 6500;
const readings = new Map(linesOf(packed('Unihan_Readings.txt'), 'kMandarin').map(([character, value]) => [character, value.split(' ')]));
const soundAlike = (one, other) => (readings.get(one) ?? []).some((reading) => (readings.get(other) ?? []).includes(reading));

/** What variants.tsv says goes before. */
const own = readFileSync(fileURLToPath(new URL('../data/variants.tsv', import.meta.url)), 'utf8');
const said = new Set(own.split('\n').flatMap((line) => (line.includes('\t') ? [line.split('\t')[0]] : [])));
/** Parts of characters stand for radicals alone. */
const parts = new Set();
const taken = new Map();
const sections = new Map();
function take(section, form, standard, isSure) {
  const from = simple(form);
  const to = simple(standard);
  if (from === to || Array.from(form).length !== 1 || taken.has(form) || APART.has(form) || said.has(from) || said.has(to)) return;
  // The common one of the two is what both are folded to; where both are common, or neither, they stay apart.
  const [lost, kept] = !ranks.has(from) && ranks.has(to) ? [from, to] : !ranks.has(to) && ranks.has(from) ? [to, from] : [null, null];
  if (lost === null || taken.has(lost)) return;
  if (!isSure && (parts.has(lost) || ranks.get(kept) > COMMON || !soundAlike(lost, kept))) return;
  taken.set(lost, kept);
  sections.set(section, [...(sections.get(section) ?? []), [lost, kept]]);
}

for (const line of readFileSync(path.join(folder, 'EquivalentUnifiedIdeograph.txt'), 'utf8').split('\n')) {
  const found = /^([0-9A-F]+)(?:\.\.([0-9A-F]+))?\s*;\s*([0-9A-F]+)/.exec(line);
  if (found === null) continue;
  for (let code = parseInt(found[1], 16); code <= parseInt(found[2] ?? found[1], 16); code += 1) {
    const radical = String.fromCodePoint(code);
    parts.add(charOf(found[3]));
    if (radical.normalize('NFKC') !== radical || code >= 0x31c0) continue;
    sections.set('radicals', [...(sections.get('radicals') ?? []), [radical, simple(charOf(found[3]))]]);
  }
}
for (const [name, table] of [
  ['OpenCC HKVariants', hongKong],
  ['OpenCC TWVariants', taiwan],
])
  for (const pair of table.split('|')) take(name, pair.split(' ')[1], pair.split(' ')[0], true);
for (const pair of japan.split('|')) take('OpenCC JPShinjitaiCharacters', pair.split(' ')[0], pair.split(' ')[1], true);
for (const pair of OLD_PRINT.split(' ')) take('old print', Array.from(pair)[0], Array.from(pair)[1], true);
const variants = packed('Unihan_Variants.txt');
for (const key of ['kZVariant', 'kSemanticVariant'])
  for (const [character, value] of linesOf(variants, key)) {
    if (character.codePointAt(0) > 0x9fff || character.codePointAt(0) < 0x4e00) continue;
    const targets = [...new Set(value.split(' ').map((one) => simple(charOf(one.split('<')[0]))))].filter((one) => ranks.has(one));
    if (targets.length === 1) take(`Unihan ${key}`, character, targets[0], false);
  }

const last = (character) => (taken.has(character) ? last(taken.get(character)) : character);
for (const pairs of sections.values()) for (const pair of pairs) pair[1] = last(pair[1]);
const total = [...sections.values()].flat().length;
const head = `# Forms of characters that are one and the same to a reader: Hong Kong, Taiwan, Japan, old print, radicals.
# One pair a line: the form, a tab, the character it is folded to. Made by scripts/make-forms.mjs, not by hand; your own pairs go into
# variants.tsv. Applied after traditional -> simplified; a change builds the index anew.
# Rule: of two characters that a source calls one, both simplified, the one that is not in the Table of General Standard Chinese
# Characters (2013, 8,105 characters; Unicode's kTGH) is folded to the one that is. Two characters of that table stay apart, whatever a
# source says (予 沪 欠 芸 浜 么 弁 缶). Of Unihan's only pairs are taken that name one such character, among the first 6,500, and share
# a reading with it.
# Sources: Unicode 15.0 EquivalentUnifiedIdeograph.txt and Unihan_Variants.txt; OpenCC 1.4 (opencc-js) HKVariants, TWVariants,
# JPShinjitaiCharacters; "old print" is our own list.
`;
const body = [...sections]
  .map(([name, pairs]) => `# ${name}: ${pairs.length}\n${pairs.map((pair) => pair.join('\t')).join('\n')}\n`)
  .join('');
writeFileSync(fileURLToPath(new URL('../data/forms.tsv', import.meta.url)), head + body);
console.log(`${total} pairs: ${[...sections].map(([name, pairs]) => `${name} ${pairs.length}`).join(', ')}`);
