/** The index as the cluster keeps it. Every field is named; nothing is analysed there but taken apart at blanks. */
import type { ClusterSettings } from '../../../config.js';
import type { IndexDefinition } from '../cluster/index-admin.js';
import { HOLE } from './unit-tokens.js';

/** Of fields and tokens. An index of another number is built anew. */
export const SCHEMA_VERSION = 1;

/** What `_meta` of an index says. */
export interface IndexMeta {
  readonly format: 'xunbao-search';
  readonly schema: number;
  /** Version of the analyzer its documents were folded and cut with. */
  readonly analyzer: string;
}

/** Positions between two entries of a field: more than a query has characters, so that nothing stands across. */
export const ENTRY_GAP = 1_024;

const TOKENS = { type: 'text', analyzer: 'tokens', search_analyzer: 'needle', norms: false, position_increment_gap: ENTRY_GAP } as const;
const KEYWORD = { type: 'keyword' } as const;

/** Fields by the scope they answer for; `text` is everything that is searched without a field name. */
const PROPERTIES = {
  id: KEYWORD,
  text: TOKENS,
  title: TOKENS,
  people: TOKENS,
  section: TOKENS,
  paper: TOKENS,
  // Each different word of `text`, for counting.
  words: { type: 'keyword', doc_values: false, norms: false },
  // Each different pair of neighbouring units and each unit, with what it weighs in this document.
  pairs: { type: 'rank_features' },
  date: KEYWORD,
  month: KEYWORD,
  year: KEYWORD,
  page: KEYWORD,
  kind: KEYWORD,
  paperKey: KEYWORD,
  sectionKey: KEYWORD,
  personKeys: KEYWORD,
  titleLength: { type: 'integer', index: false },
  headsLength: { type: 'integer', index: false },
  leadLength: { type: 'integer', index: false },
  bodyLength: { type: 'integer', index: false },
  // What a hit is made of.
  document: { type: 'object', enabled: false },
} as const;

/** Searched by name and kept nowhere: `document` has all of it. */
const NOT_KEPT = Object.keys(PROPERTIES).filter((field) => field !== 'document');

/** What an index is made with. */
export function indexDefinition({ shardCount, replicaCount }: ClusterSettings, meta: IndexMeta): IndexDefinition {
  return {
    settings: {
      index: {
        number_of_shards: shardCount,
        number_of_replicas: replicaCount,
        codec: 'best_compression',
        // It is refreshed when a write is answered; nobody waits for anything else.
        refresh_interval: -1,
        // How long the version of a deleted document is known, so that a late write does not bring it back.
        gc_deletes: '1h',
        max_result_window: 10_000,
      },
      analysis: {
        filter: {
          stacked: { type: 'pattern_capture', preserve_original: false, patterns: ['([^|]+)'] },
          holes: { type: 'stop', stopwords: [HOLE] },
        },
        analyzer: {
          tokens: { type: 'custom', tokenizer: 'whitespace', filter: ['stacked'] },
          needle: { type: 'custom', tokenizer: 'whitespace', filter: ['holes'] },
        },
      },
    },
    mappings: { dynamic: 'strict', _meta: { ...meta }, _source: { excludes: NOT_KEPT }, properties: PROPERTIES },
  };
}
