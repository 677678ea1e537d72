/** What the pages ask beside what the API asks. */
import type { AppServices } from '../http/services.js';
import type { HitView, RangeView } from '../http/view-models.js';

/** A text a reader may want to search for; `ranges` are the parts of it that answer what was typed. */
export interface Suggestion {
  readonly text: string;
  readonly kind: 'headline' | 'reporter' | 'section' | 'term';
  readonly ranges: readonly RangeView[];
}

/** Suggestions for a text that found nothing. */
export interface SuggestionService {
  help(text: string): Promise<readonly Suggestion[]>;
}

/** Articles about the same matter, most alike first. */
export interface SimilarArticles {
  similar(id: string, count: number): Promise<readonly HitView[]>;
}

/** What is absent is left out of the pages. */
export interface ReaderServices extends AppServices {
  readonly suggester?: SuggestionService;
  readonly similar?: SimilarArticles;
}
