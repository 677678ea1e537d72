/** Lines that programs and sites put around a page's text, known by their form: marks of editions, navigation, counters, copyright. */
import { squeeze } from './characters.js';

/** Words of buttons and links; a line of nothing but these is navigation. Either script. */
const CONTROLS = new Set(
  (
    '放大 缩小 縮小 默认 默認 字号 字號 字体 字體 大 中 小 上一篇 下一篇 上一版 下一版 上一期 下一期 上一页 下一页 上一頁 下一頁 上篇 下篇 前一篇 后一篇 後一篇 ' +
    '前一版 后一版 後一版 前一期 后一期 後一期 返回 返回目录 返回目錄 返回首页 返回首頁 返回列表 返回版面 返回顶部 返回頂部 首页 首頁 目录 目錄 版面导航 版面導航 标题导航 標題導航 ' +
    '版面概览 版面概覽 版面目录 版面目錄 往期回顾 往期回顧 往期 关闭 關閉 关闭窗口 關閉視窗 打印 列印 打印本页 收藏 加入收藏 设为首页 設為首頁 分享 分享到 转发 轉發 微信 微博 朋友圈 ' +
    'QQ空间 qq空间 QQ 复制链接 複製連結 朗读 朗讀 播放 暂停 下载 下載 下载PDF PDF PDF版 pdf 高清 登录 登錄 登入 注册 註冊 搜索 搜尋 检索 檢索 更多 更多>> 收起 展开 展開 扫一扫 ' +
    '掃一掃 查看原图 原图 语音播报 图文 数字报 數字報 电子报 電子報 电子版 電子版 手机版 手機版 客户端 今天是 当前位置 阅读原文 閱讀原文 阅读全文 閱讀全文'
  ).split(' '),
);
/** One of them alone may be a word of the page. */
const AMBIGUOUS = /^(?:大|中|小|往期|更多|图文|目录|目錄|今天是|检索|搜索|播放|PDF)$/u;
const SITE_NAME = /(?:官方网站|官方網站|官网|官網|首页|首頁|网首页|数字报|數字報|电子版|電子版|客户端)$/u;

const FORMS: readonly RegExp[] = [
  // Edition marks: a number with the name of the section in brackets, labels of fields with nothing behind them.
  /^第?[A-Z]?[\d一二三四五六七八九十]{1,3}版[（(【[][^）)】\]]{0,12}[）)】\]]$/u,
  /^(?:专栏|專欄|栏目|欄目|版名|版面|版次|作者|来源|來源|标签|標籤|关键词|關鍵詞|肩题|引题|副题|主题)[:：]$/u,
  // A picture of Markdown.
  /^!\[[^\]]*\]\([^()]*\)$/u,
  // Feet of sites.
  /(?:版权所有|版權所有|版權屬|版权声明|©|copyright|all\s?rights\s?reserved|ICP[备備]|公网安备|举报电话|舉報電話|不良信息举报|自律管理承诺书|许可证编?号)/iu,
  /^未[经經](?:本报|本報|本网|本網|书面|書面)?.{0,8}(?:授权|授權|许可|許可|同意).{0,12}(?:转载|轉載|使用|复制|複製).{0,6}$/u,
  // What pages for followers say of themselves.
  /^[点點][击擊].{0,10}(?:关注|關注|订阅|訂閱|原文|链接|連結).{0,4}$/u,
  /^(?:长按|長按|扫描|掃描|识别|識別).{0,6}(?:二维码|二維碼|QR).{0,10}$/u,
  /^[点點][个個]?.{0,2}(?:在看|好看|赞|讚).{0,16}$/u,
  /^(?:阅读|閱讀|浏览|瀏覽|点击|點擊|点赞|按讚|评论|評論|转发|轉發|分享|收藏|在看|赞|讚)(?:量|数|數|次数)?[:：]?[\d.,]+[万萬千wWkK]?\+?次?$/u,
  /^(?:发表|發表|发布|發布|IP属地)[于於:：]\p{Script=Han}{2,6}$/u,
  /^(?:来源|來源|审核|審核|初审|初審|复审|複審|终审|終審|监制|監製|编审|編審|编辑|編輯|值班编辑|排版|供稿)[:：]\p{Script=Han}{2,10}$/u,
];
// In one pattern: most lines are none of them, and each look from JavaScript costs more than the look itself.
const ANY_FORM = new RegExp(FORMS.map(({ source }) => `(?:${source})`).join('|'), 'iu');
const TIME = String.raw`(?:[01]?\d|2[0-3])[:：][0-5]\d(?:[:：][0-5]\d)?`;
const DAY = String.raw`(?:\d{4}[-./年]\d{1,2}[-./月]\d{1,2}日?|\d{1,2}月\d{1,2}日|\d{1,2}[-/]\d{1,2})`;
/** A message of a chat: who and when, in either order, on a line of their own. */
const MESSAGE = new RegExp(
  String.raw`^(?:\[?${DAY}[\s,，]*(?:上午|下午|晚上)?${TIME}\]?[\s,，:：]*.{0,24}` +
    String.raw`|.{1,24}[\s,，:：(（]+${DAY}[\s,，]*(?:上午|下午|晚上)?${TIME}[)）]?` +
    String.raw`|[^\s，。]{1,16}\s+${TIME.replace('(?:[:：][0-5]\\d)?', '[:：][0-5]\\d')})$`,
  'u',
);

/** True for a line that is known by its form to be of the program or site around the page. */
export function isSiteFrame(line: string): boolean {
  if (line.length > 90) return false;
  const tight = squeeze(line);
  if (ANY_FORM.test(tight)) return true;
  if (/\d[:：]\d/u.test(line) && MESSAGE.test(line.trim())) return true;
  return isNavigation(line, tight);
}

const BETWEEN_WORDS = /[\s|｜/／·>»›•\-—]+/u;
const FIRST_WORD = /[^\s|｜/／·>»›•\-—]+/u;

function isControl(word: string): boolean {
  return CONTROLS.has(word) || SITE_NAME.test(word);
}

function isNavigation(line: string, tight: string): boolean {
  if (tight.length > 60 || /[，。！？]/u.test(tight)) return false;
  if (!isControl(FIRST_WORD.exec(line)?.[0] ?? '')) return false;
  const words = line.split(BETWEEN_WORDS).filter((word) => word !== '');
  if (!words.every(isControl)) return false;
  return words.length > 1 || (!AMBIGUOUS.test(words[0]!) && tight.length >= 2);
}
