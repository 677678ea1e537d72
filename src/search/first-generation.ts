/** Room for the changes of one millisecond: an engine counts one generation a change. */
const A_MILLISECOND = 1024;

/**
 * Where an engine begins to count generations: behind all that another one can have reached, so that a cursor of an earlier run,
 * or of the index before a rebuild, is never taken for one of this. A safe integer until the year 2248.
 */
export function firstGeneration(): number {
  return Date.now() * A_MILLISECOND;
}
