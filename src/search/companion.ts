/**
 * A small index beside the engine's, fed with the same articles: suggestions, near-duplicates. All in memory; who feeds it keeps its
 * bytes.
 */
import type { ArticleDigest } from './article-digest.js';
import type { IndexChange } from './indexer.js';

/** What whoever feeds it needs of one. */
export interface Companion {
  /** Names its file. */
  readonly name: string;
  /** Raised when what `save` writes or how it is made changes: a saved one of another version is made anew. */
  readonly version: string;
  /**
   * Takes changes in, in order; what it answers afterwards knows them. Yields to the event loop in long work. `digests`: what
   * was read of the articles of these changes elsewhere, all of them in their order; without them they are read here.
   */
  apply(changes: readonly IndexChange[], digests?: readonly ArticleDigest[]): Promise<void>;
  /** Its whole content, to be loaded again; a copy that later changes do not touch. */
  save(): Uint8Array;
  /**
   * Replaces its content by saved bytes; that no bit of them is another is for who keeps them to know. Throws for bytes of another
   * version or that are none (the caller then feeds it anew).
   */
  load(bytes: Uint8Array): void;
  clear(): void;
}
