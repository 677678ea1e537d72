/** The one stylesheet. Served as a file under a name that holds its hash. */
import { ADD_STYLE } from './style/add-style.js';
import { ARTICLE_STYLE } from './style/article-style.js';
import { BASE_STYLE } from './style/base-style.js';
import { DESK_STYLE } from './style/desk-style.js';
import { MEDIA_STYLE } from './style/media-style.js';
import { OVER_TIME_STYLE } from './style/over-time-style.js';
import { SEARCH_STYLE } from './style/search-style.js';
import { SHEET_STYLE } from './style/sheet-style.js';
import { TRAIL_STYLE } from './style/trail-style.js';

const STYLES = [BASE_STYLE, SEARCH_STYLE, ARTICLE_STYLE, TRAIL_STYLE, SHEET_STYLE, ADD_STYLE, OVER_TIME_STYLE, DESK_STYLE, MEDIA_STYLE];
/** CSS of all pages: a calm newspaper page; serif headlines, wide lines, one red accent; dark where the reader's system is. */
export const STYLESHEET = STYLES.join('');

/** The mark of the house: the character 寻 would need a font, so it is a column of print under a glass. */
export const ICON = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">
<rect width="32" height="32" rx="6" fill="#9a1b1b"/>
<path d="M7 8h14M7 13h9M7 18h6" stroke="#fff" stroke-width="2.5" stroke-linecap="round"/>
<circle cx="19" cy="19" r="5" fill="none" stroke="#fff" stroke-width="2.5"/>
<path d="m23 23 4 4" stroke="#fff" stroke-width="2.5" stroke-linecap="round"/>
</svg>;
`;
