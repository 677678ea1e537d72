/** What storing a page led to: apart from the way in, so that the package declares this and not all of the archive. */
import type { PageInfo } from '../article/article.js';

/** What a write led to. */
export type WriteStatus = 'created' | 'updated' | 'unchanged';

/** What storing (or only segmenting) one raw page led to. */
export interface PageReceipt {
  /** `id` is absent on a dry run. */
  readonly page: PageInfo & { readonly id?: string };
  readonly articles: readonly { readonly id: string; readonly title: string; readonly status: WriteStatus; readonly withheld?: string }[];
  /** Articles of an earlier version of the page that are gone. */
  readonly removedIds: readonly string[];
  readonly furniture: readonly string[];
  readonly warnings: readonly string[];
  /** Those of the warnings that say how unsure the reading is: somebody should look at the page. */
  readonly unsure: readonly string[];
  readonly status: WriteStatus;
  /** True for a picture of a page, of which nobody has the text. */
  readonly isPicture?: true;
}
