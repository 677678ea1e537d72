/** Which words of a path may be the name of a paper or of a section. */
import { SECTION_NAME } from '../../page/vocabulary.js';

/** How names of papers end. */
const PAPER_ENDING = new RegExp(
  String.raw`(?:[报報]|[周週旬月季双雙导導学學画畫校会會日晚午早]刊|新[闻聞]|[周週]末|杂志|雜誌|快讯|快訊|时讯|時訊|通讯|通訊` +
    String.raw`| (?:daily|news|times|post|weekly|herald|journal|gazette|tribune|observer|monthly))$`,
  'iu',
);
const LONGEST = 30;
/** Words of who keeps files; a folder whose name holds one is named for what is in it, not for a paper. */
const OF_FILES = new RegExp(
  String.raw`文件|扫描|掃描|归档|歸檔|新建|副本|备份|備份|下载|下載|桌面|文[档檔]|资料|資料|数据|數據|版面|报纸|報紙|[图圖]片|照片|影像|文本|目录|目錄` +
    String.raw`|素材|电子|電子|原件|原稿|定稿|样本|樣本|测试|測試|临时|臨時|导出|導出|导入|導入|输出|輸出|输入|輸入|上传|上傳|整理|分类|分類|未命名|其他|其它` +
    String.raw`|合订|合訂|全文|识别|識別|校对|校對|档案|檔案|[馆館库庫]|工作|项目|項目|^[已待未]`,
  'u',
);
/** Things that end as papers do and are none. */
const NO_PAPER = /^(?:扫描|掃描|归档|歸檔|备份|備份|下载|下載|新建|全部|所有)|(?:剪|海|汇|匯|旧|舊|老)[报報]$/u;

/** The word without brackets and marks around it. */
export function bareName(word: string): string {
  return word.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '');
}

/**
 * True for a word that looks like the name of a paper: three characters and more, with one of the usual endings, and no section that papers
 * share; but a weekly named as a section is (职工周刊) is one.
 */
export function looksLikePaper(word: string): boolean {
  return (
    word.length >= 3 &&
    word.length <= LONGEST &&
    PAPER_ENDING.test(word) &&
    !NO_PAPER.test(word) &&
    (/刊$/u.test(word) || !SECTION_NAME.test(word))
  );
}

/**
 * True for a word that may name a paper because it stands where one does, beside a day: Chinese and not a word of who keeps files, or Latin
 * words that begin with capitals.
 */
export function mayBePaper(word: string): boolean {
  if (word.length > LONGEST || OF_FILES.test(word) || NO_PAPER.test(word) || SECTION_NAME.test(word)) return false;
  return /\p{Script=Han}/u.test(word)
    ? !/[\d\u0000-\u001f]|[年月日期]$/u.test(word)
    : /^\p{Lu}\p{Ll}{1,29}(?: \p{Lu}\p{Ll}{1,29}){1,5}$/u.test(word);
}

/** True for a word that may be the section of a page it stands behind. */
export function mayBeSection(word: string): boolean {
  if (SECTION_NAME.test(word)) return true;
  return /^[\p{Script=Han}]{2,6}$/u.test(word) && !OF_FILES.test(word);
}

/** True for the name of a section that papers share. */
export function isSection(word: string): boolean {
  return SECTION_NAME.test(word);
}
