/** How much is taken at once, the same at every door: API, form, command line. Bytes are unpacked ones. */

/** Most bytes of one raw page that is sent. */
export const MAX_PAGE_BYTES = 5 * 1024 * 1024;
/** Most bytes of one article as JSON. */
export const MAX_ARTICLE_BYTES = 2 * 1024 * 1024;
/** Most bytes of a page with its articles as JSON: the bytes of the largest page in base64, and its text once more. */
export const MAX_CORRECTED_PAGE_BYTES = 16 * 1024 * 1024;
/** Most bytes of a file that is read whole: one or more raw pages, or one JSON document. */
export const MAX_FILE_BYTES = 64_000_000;
/** Most bytes of an exported line: an article, the printed lines it was read from, and `extra`. */
export const MAX_RECORD_BYTES = 16_000_000;
/** Most characters of a reason why an article is withheld. */
export const MAX_REASON_CHARACTERS = 1_000;
