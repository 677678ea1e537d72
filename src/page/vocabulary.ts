/**
 * General words of the newspaper trade, in both scripts. No word of any one page stands here: a list is right when it
 * would serve a paper its author has never seen.
 */

const SINGLE_SURNAMES = [
  '赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳',
  '酆鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋茅庞',
  '熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯昝管卢莫经房裘缪干解应宗丁宣贲邓',
  '郁单杭洪包诸左石崔吉钮龚程嵇邢滑裴陆荣翁荀羊於惠甄曲家封芮羿储靳汲邴糜松井段富巫乌焦巴弓牧隗山谷车侯宓蓬全郗班仰秋仲伊宫',
  '宁仇栾暴甘钭厉戎祖武符刘景詹束龙叶幸司韶郜黎蓟薄印宿白怀蒲邰从鄂索咸籍赖卓蔺屠蒙池乔阴胥能苍双闻莘党翟谭贡劳逄姬申扶堵冉',
  '宰郦雍却璩桑桂濮牛寿通边扈燕冀郏浦尚农温别庄晏柴瞿阎充慕连茹习宦艾鱼容向古易慎戈廖庾终暨居衡步都耿满弘匡国文寇广禄阙东欧',
  '殳沃利蔚越夔隆师巩厍聂晁勾敖融冷訾辛阚那简饶空曾毋沙乜养鞠须丰巢关蒯相查后荆红游竺权逯盖益桓公岳帅缑亢况郈有琴商牟佘佴伯',
  '赏墨哈谯笪年爱阳佟言福楚覃邝初肖闫付代谌但隋鹿尉仝展门种苑冼禤揭麦潭练区招司苟矫亓郄宛税蹇战楼覃雪应',
].join('');
const TRADITIONAL_SURNAMES =
  '趙錢孫吳鄭馮陳衛蔣韓楊許呂張嚴華謝鄒竇雲蘇魯韋馬鳳鮑費賀湯羅畢鄔樂時傅顧黃蕭談龐紀項藍閔賈婁顏鍾鐘駱盧經應單鄧鬱諸紐龔陸榮儲豐車侯寧欒龍葉黎蘭陰聞黨譚貢勞邊農溫別莊閻連習魚廣東歐師鞏聶饒關遊楓權蓋況賞邱塗鄺闕賴喬蒼雙閩嵐簡紅隨遲譙駢冼區應闞於後僑龎';
const COMPOUND_SURNAMES =
  '欧阳 歐陽 太史 端木 上官 司马 司馬 东方 東方 独孤 獨孤 南宫 南宮 万俟 闻人 聞人 夏侯 诸葛 諸葛 尉迟 尉遲 公羊 赫连 赫連 澹台 澹臺 皇甫 宗政 濮阳 濮陽 公冶 太叔 申屠 公孙 公孫 慕容 仲孙 仲孫 钟离 鍾離 长孙 長孫 ' +
  '宇文 司徒 鲜于 鮮于 司空 闾丘 令狐 百里 呼延 东郭 東郭 南门 南門 羊舌 微生 公户 梁丘 左丘 轩辕 軒轅 西门 西門 第五 拓跋 纳兰 納蘭 叶赫 完颜 完顏';

/** Surnames of one character, both scripts. */
export const SURNAMES: ReadonlySet<string> = new Set(Array.from(SINGLE_SURNAMES + TRADITIONAL_SURNAMES));
/** Surnames of two characters, both scripts. */
export const LONG_SURNAMES: ReadonlySet<string> = new Set(COMPOUND_SURNAMES.split(' '));

/** How the names of newspapers end. */
export const PAPER_NAME = new RegExp(
  String.raw`^[\p{Script=Han}A-Za-z]{1,10}(?:日报|日報|晚报|晚報|早报|早報|晨报|晨報|时报|時報|商报|商報|新报|新報|快报` +
    String.raw`|快報|导报|導報|周报|周報|週報|工人报|工人報|青年报|青年報|都市报|都市報|经济报|經濟報|教育报|教育報|科技报|科技報|法制报|法治报|文学报` +
    String.raw`|文學報|消息报|文摘报|参考报|电力报|工商报|农民报|农村报|法制報|画报|畫報|公报|公報|周刊|週刊|周末|週末|週報|月报|月報|校报|院报|社区报` +
    String.raw`|生活报|体育报|文化报|文化報|健康报|晚刊|日刊)$`,
  'u',
);
/** A paper name of which only `报` is sure: enough for a line at the head of a page. */
export const PAPER_NAME_LOOSE = /^[\p{Script=Han}]{2,8}[报報]$/u;

/** Who makes a page: the role words of page credits. */
export const PAGE_ROLE = new RegExp(
  String.raw`(?:责任编辑|責任編輯|本期编辑|本版编辑|本版編輯|执行编辑|值班编辑|执行主编|值班编委|值班主任|值班总编|责任校对|美术编辑|美術編輯|图片编辑` +
    String.raw`|视觉设计|版面设计|版面設計|版式设计|版式設計|美术设计|美術設計|美术统筹|值班|编委|责编|責編|美编|美編|图编|圖編|编辑|編輯|校对|校對` +
    String.raw`|检校|版式|组版|組版|排版|拼版|主编|主編|总编辑|總編輯|副总编|审读|审校|审核|终审|二审|三审|制图|製圖|策划|策劃|统筹|統籌|监制|出品` +
    String.raw`|设计|設計|美工|插画|签发|责校|編審)`,
  'u',
);
/** Words of an imprint: where the paper lives, what it costs, whom to call. */
export const IMPRINT = new RegExp(
  String.raw`E-?mail|国内统一|國內統一|国际标准|連續出版|连续出版|机关报|機關報|ISSN|CN(?=\d|$)|地址|社址|邮编|郵編|邮政编码|郵遞區號` +
    String.raw`|电话|電話|热线|熱線|专线|專線|传真|傳真|邮箱|郵箱|电邮|電郵|零售|定价|定價|售价|每份|印刷|承印|发行|發行|投诉|刊例|广告|廣告|订阅` +
    String.raw`|訂閱|订报|征订|投稿|来稿|來稿|来函|來函|网址|網址|官网|邮发代号|郵發代號|刊号|刊號|统一刊号|代号|总第|總第|今日.{0,4}版|出版` +
    String.raw`|主办|主辦|主管|许可证|客户端|公众号|微博|微信|https?:|www\.|@`,
  'iu',
);
/** Names of sections that papers share. */
export const SECTION_NAME = new RegExp(
  String.raw`^(?:要闻|要聞|头版|頭版|综合|綜合|本市|本地|本埠|时政|時政|时事|時事|国内|國內|国际|國際|天下|世界|中国|中國|社会|社會|社区|社區` +
    String.raw`|民生|生活|城事|城市|都市|区域|区县|县区|县域|地方|基层|财经|財經|经济|經濟|产经|產經|产业|产經|金融|股市|证券|商业|商業|消费|消費` +
    String.raw`|楼市|地产|房产|汽车|汽車|科技|科学|科學|数码|教育|校园|校園|健康|医疗|醫療|卫生|文化|文娱|文娛|娱乐|娛樂|影视|影視|副刊|文艺|文藝` +
    String.raw`|文学|文學|艺术|藝術|读书|讀書|书评|阅读|閱讀|收藏|旅游|旅遊|美食|体育|體育|体坛|评论|評論|观点|觀點|言论|言論|时评|理论|理論|视点` +
    String.raw`|深度|特刊|特稿|特别报道|专题|專題|专版|專版|专刊|調查|调查|法治|法制|军事|軍事|公益|广告|廣告|分类广告|公告|服务|服務|资讯|資訊` +
    String.raw`|热线|互动|工会|工會|职工|劳动|青年|妇女|老年|少年|儿童|三农|农业|農業|农村|环保|生态|人物|人文|历史|歷史|图片|圖片|影像|视觉|新闻` +
    String.raw`|新聞|快讯|港澳|两岸|兩岸|台湾|港聞|港闻|海外)(?:新闻|新聞|版|周刊|週刊|专刊|專刊|副刊)?$`,
  'u',
);
/** How the names of standing columns end or begin. */
export const COLUMN_NAME = new RegExp(
  String.raw`(?:观察|觀察|故事|来信|來信|信箱|进行时|進行時|漫谈|漫談|杂谈|雜談|聚焦|关注|關注|时评|時評|短评|短評|快评|社评|社論|走笔|视点` +
    String.raw`|視點|视线|论坛|論壇|速递|速遞|播报|播報|快讯|快訊|简讯|简报|一线|风采|風采|记忆|記憶|专栏|專欄|专题|專題|特稿|连载|連載|随笔|隨筆` +
    String.raw`|札记|札記|手记|手記|之窗|之声|之聲|之星|之友|天地|园地|園地|看台|看点|追踪|追蹤|直击|在线|问答|問答|讲堂|講堂|课堂|課堂|笔记|筆記` +
    String.raw`|见闻|見聞|纪事|紀事|茶座|夜话|夜話|闲话|閒話|书架|書架|人物|人物志|面孔|身边|身邊|百科|指南|提醒|提示台|服务台|服務台|大家谈|大家談` +
    String.raw`|微言|圆桌|访谈录|会客厅|探访|走基层|走基層|新春走基层|行动|调查|生活|时光|時光|风物|掌故|副刊|文苑|诗页|詩頁|看法|声音|聲音|话题` +
    String.raw`|話題|热点|现场|現場|寻访|行走|印象|记录|档案|風景|风景线|风景)$`,
  'u',
);
/** A number within a series: the second line of many a column banner. */
export const SERIES_MARK =
  /(?:^第[\d一二三四五六七八九十百零〇]+[站期辑輯回讲講季集站棒章篇]|[（(][\d一二三四五六七八九十上中下]+[）)]$|之[一二三四五六七八九十]+$)/u;
/** How the headings of public and private notices end. */
export const NOTICE_NAME = new RegExp(
  String.raw`(?:讣告|訃告|讣闻|訃聞|通知|通告|公告|启事|啟事|啓事|声明|聲明|公示|提示|预告|預告|告示|须知|須知|布告|招聘|招领|招領|招標|招标` +
    String.raw`|遗失|征集令|征稿|徵稿|徵文|征文|更正|致歉|道歉|说明|說明|招租|转让|轉讓|拍卖|拍賣|注销|註銷|遺失|徵集令)(?:书|書)?$`,
  'u',
);
/** What stands in the headings of an obituary. */
export const OBITUARY_NAME = /(?:讣告|訃告|讣闻|訃聞|逝世|辞世|辭世|病逝|追悼|哀悼|沉痛|遗体告别|生平|悼念)/u;
/** How a sub-headline that names its own form ends. */
export const FORM_NAME =
  /(?:调查|調查|纪实|紀實|侧记|側記|访谈|訪談|采访记|观察|综述|綜述|解读|解讀|追踪|纪行|见闻|一瞥|剪影|掠影|述评|透视|扫描|回眸|特写|启示录)$/u;
/** How the names of bodies that sign a notice end. */
export const BODY_NAME = new RegExp(
  String.raw`(?:公司|集团|集團|局|委员会|委員會|委|政府|办公室|辦公室|办|协会|協會|学会|學會|学校|學校|大学|大學|学院|中心|支队|大队|工会|工會` +
    String.raw`|总工会|编辑部|編輯部|本报|报社|報社|基金会|法院|检察院|医院|醫院|银行|指挥部|组委会|管理处|管理處|街道办|街道|物业|社区居委会|居委会` +
    String.raw`|村委会|业委会|图书馆|圖書館|博物馆|博物館|站|所|部|处|社|馆|館|厂|店|家属|敬启|謹啟|全体同仁)$`,
  'u',
);
/** A body named in full: what it belongs to, and what it is. */
export const FULL_BODY = new RegExp(
  String.raw`^(?=.*(?:省|市|县|縣|区|區|镇|鎮|乡|鄉|州|国|國|有限|股份|总|總))[\p{Script=Han}（）()]{5,24}(?:公司` +
    String.raw`|集团|集團|法院|检察院|檢察院|公安局|局|委员会|委員會|人民政府|总工会|總工會|协会|協會|学会|學會|管理处|管理處|指挥部|指揮部|办公室` +
    String.raw`|辦公室|筹委会|治丧委员会|居委会|村委会|联合会|基金会|大学|大學|学院|學院|中心|医院|醫院|支队|支隊|大队|大隊|银行|銀行)$|^(?:本[报報刊社])?[编編][辑輯]部$`,
  'u',
);
/** Who a letter or notice is from, before the name. */
export const SIGNER = new RegExp(
  String.raw`^(?:本报|本報)?(?:一名|一位)?(?:读者|讀者|市民|居民|村民|网友|網友|家长|家長|学生|學生|职工|職工|工人|教师|教師|乘客|业主` +
    String.raw`|業主|司机|患者|消费者|来信人|投诉人|声明人|聲明人|启事人|启事者|联系人|聯繫人|[\p{Script=Han}]{2,10}[村镇乡县市厂校院街路区组队班社站所中小大]学?)\s+`,
  'u',
);
/** The paper itself as the author: `本报评论员`. */
export const HOUSE_AUTHOR =
  /^[□■◎◆●○]?\s*(?:本[报報刊版台网]|新华社|新華社|人民日报)(?:特约|特約|高级)?(?:评论员|評論員|评论部|編輯部|编辑部|综合报道|綜合報導|社论|社評)$/u;
/** Small headings that stand above a part of many a story: what comes first, what belongs to it, who speaks. */
export const PART_NAME = new RegExp(
  String.raw`^(?:[阅閱][读讀]提示|核心[阅閱][读讀]|核心提示|[内內]容提要|[内內]容提示|新[闻聞]提示|提要|[导導][读讀]|[编編]者按|[编編]者的[话話]` +
    String.raw`|[开開][栏欄]的[话話]|新[闻聞][链鏈][接]|相[关關][链鏈]接|[链鏈]接|知[识識][链鏈]接|延伸[阅閱][读讀]|新[闻聞]背景|背景` +
    String.raw`|[记記]者手[记記]|[采採][访訪]手[记記]|[专專]家(?:[观觀]点|[观觀]點|[点點][评評]|提醒|[说說]法|建[议議]|解[读讀])` +
    String.raw`|律[师師](?:[点點][评評]|提醒|[说說]法)|法官(?:提醒|[说說]法|[点點][评評]|[释釋]法)|[医醫]生提醒|[记記]者[观觀]察` +
    String.raw`|短[评評]|名[词詞]解[释釋]|人物[简簡]介|作者[简簡]介|[对對][话話]人物|[对對][话話]背景)$`,
  'u',
);
/** What is printed below a piece to say that it ends or goes on: `（未完待续）`, `（完）`, `（全文完）`. */
export const TAIL_NOTE =
  /^[（(【](?:未完(?:待续|待續)?|待续|待續|未完|全文完|全书完|续完|續完|完|全剧终|本报综合|本報綜合|综合|节选|節選|摘自.{1,20}|选自.{1,20}|来源.{1,20}|據.{1,12}|据.{1,12})[）)】]$/u;
/** How a note on who the author is begins: `（作者系……）`. */
export const AUTHOR_NOTE = /^\s*[（(]\s*作\s*者/u;
/** Who presided, spoke or came: the line below the headline of a meeting. */
export const ATTENDANCE =
  /^[\p{Script=Han}·、\s]{2,30}?(?:主持会议|主持會議|主持并讲话|主持|并讲话|並講話|讲话|講話|致辞|致辭|出席|参加|參加|作报告|作報告|宣布开幕|批示|陪同|会见时在座)(?:会议|并讲话|并致辞|活动|仪式|大会|有关活动)?$/u;
/** Words that open the first sentence of a news story. */
export const SOFT_LEAD = new RegExp(
  String.raw`^(?:近日|日前|昨[天日晚]|今[天日晨晚]|昨天|连日来|連日來|近来|近期|前不久|眼下|目前|最近|上周|上週|本周|本週|上个?月|本月|今年` +
    String.raw`|去年|记者(?:近日|日前|昨|今|从|從|了解)|記者(?:近日|日前|昨|今|從)|据悉|據悉|为|為|因|自|根据|根據|本人|兹|茲|经|從|从\d` +
    String.raw`|(?:\d{4}年)?\d{1,2}月\d{1,2}日|[一二三四五六七八九十]{1,3}月[一二三四五六七八九十]{1,3}日|\d{1,2}日)`,
  'u',
);
/** Those of them that open a paragraph in mid-story as easily: they speak for neither. */
export const WEAK_LEAD = /^(?:近来|近期|前不久|眼下|目前|最近|上个?月|本月|今年|去年|为|為|因|自|根据|根據|经|從|从)/u;
/** Weekdays as folios print them. */
export const WEEKDAY = /^(?:星期|礼拜|禮拜|周|週)[一二三四五六日天1-7]$/u;
