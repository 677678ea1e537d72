/** Common characters and how they are read, written down by hand; none has a second syllable in use. */
const TABLE = `
an 安案岸 ba 八巴 bai 百白败 ban 办半版班 bao 保报宝 bei 北备杯被 ben 本 bi 比必币毕闭 bian 边变编 biao 表标 bing 兵病 bu 不步部布 cai 才财采菜 can 残 cao 草操
ce 测策 ceng 层 chan 产 chang 场厂常 chao 超潮 chen 陈 cheng 成城程 chi 持吃 chu 出初 chuan 船 chuang 窗 chun 春 ci 次此 cun 村存 cuo 错 dai 代带待 dan 但 dang 党
dao 道到导岛 deng 登等灯 di 第低帝 dian 电点店典 dong 东动冬 dou 豆 du 读独 duan 段短断 dui 对队 duo 多 e 俄 er 二而 fa 法罚 fan 反范犯 fang 方放防房访 fei 飞费非
fen 分 feng 风丰 fu 福富负副父 gai 改 gan 感干 gang 港 gao 高告 ge 歌各 gong 工公功共 gu 古股故 guan 关官管观 guang 光广 gui 规贵 guo 国过果 hai 海 han 韩汉 hao 号
he 河 hou 后候 hu 湖护户 hua 花华化 huan 环欢换 huang 黄皇 hui 回惠 huo 火活获 ji 机基积级际季技 jia 家加价 jian 建见件监 jiang 江 jie 结节届界街 jin 金今进近
jing 京经景境精警竞 jiu 九久就救酒 ju 局举 jun 军 kai 开 kao 考 ke 科客课 kong 控 kou 口 ku 库 kuai 快块 la 拉 lai 来 lan 兰篮 lao 老 lei 雷 li 力利里理历立李 lian 连联
liang 两 lin 林临 ling 令 liu 流留 long 龙 lou 楼 lu 路鲁 lun 论轮伦 luo 罗 lv 旅律 ma 马 mai 买卖 man 满 mao 贸 mei 美每 men 门 mi 米 mian 面 min 民 ming 明名命 mu 目
nan 南 neng 能 ni 你 nian 年 niu 牛 nong 农 nuo 诺 nv 女 ou 欧 pai 牌拍 pan 判 pei 培 pi 批 pin 品 ping 平评 po 破 pu 普 qi 期起企七气
qian 前千签钱 qiang 枪 qin 亲 qing 情清青
qiu 求球秋 qu 去取 quan 全权 que 确 qun 群 ran 然 re 热 ren 人任认 ri 日 rong 融 ru 入如 ruan 软 sai 赛 san 三 sha 沙 shan 山 shang 上商 shao 少
she 社设 shen 深身神 sheng 生升声
shi 是市世时事十实 shou 手首收受 shu 书树术输 shui 水税 si 四司 song 送 su 苏速诉 sui 岁 sun 孙损 suo 所 ta 他她 tai 台太 tan 谈坛 te 特 ti 体题 tian 天田 tie 铁 ting 停庭 tong 同通统
tou 头投 tu 土图突 tuan 团 tui 推 wai 外 wan 晚湾 wang 王网 wei 维委位卫未 wen 文问稳 wo 我 wu 五物武 xi 西习喜 xia 下夏 xian 先现线 xiang 向香响 xiao 小消笑 xie 协谢 xin 新心信
xing 星型 xiu 修 xu 需续 xuan 选宣 xue 学雪 xun 讯寻 ya 亚 yan 研演言验 yang 阳洋养 yao 药 ye 夜业 yi 一以医亿意艺 yin 音因银 ying 英影迎 yong 用永 you 有友游油 yu 鱼语育预 yuan 元员园
yue 月越 yun 运云 zai 在再灾 zao 早造 zeng 增 zhan 站战展 zhang 张 zhao 招 zhe 者这 zhen 镇真 zheng 政证正 zhi 直指制治 zhong 中终 zhou 州周 zhu 主住助注
zhuan 专 zi 资自字 zong 总 zou 走 zu 足组 zui 最 zuo 作
`;

const readings = new Map<string, string>();
for (const [, syllable, characters] of TABLE.matchAll(/([a-z]+) (\P{ASCII}+)/gu))
  for (const char of characters!) readings.set(char, syllable!);

/** The syllables of a text, undefined where it holds a character that is not in the table. */
export function readByHand(text: string): readonly string[] | undefined {
  const syllables = [...text].map((char) => readings.get(char));
  return syllables.every((syllable) => syllable !== undefined) ? syllables : undefined;
}
