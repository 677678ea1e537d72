/** What somebody decided of a stored page or article by hand, kept with its record. */
export interface Decision {
  /** Number of it in the history of its record, from 1; none is given twice. */
  readonly n: number;
  /** Name of the key it was made with; absent where that has none. */
  readonly by?: string;
  /** When: ISO 8601, UTC. */
  readonly at: string;
  /** The field, or `status`; of a page a part of its place, or `articles`. */
  readonly what: string;
  /** The value it had; null where it had none. */
  readonly before: unknown;
  /** The value it got; null where it lost it. */
  readonly after: unknown;
  /** `proposed` is kept and changes nothing. */
  readonly state: 'accepted' | 'proposed';
  /** Number of the decision that it takes back. */
  readonly takesBack?: number;
  /** True where a purge took the values: they may have held what was purged. */
  readonly purged?: true;
}
