/** The passage of a document that holds most of a query. */

/** Width of a passage in folded units: about two sentences. */
const WINDOW = 80;

/**
 * The largest weight of different terms that stand within one window of text. After the minimal-span measures of Tao and
 * Zhai, "An exploration of proximity measures in information retrieval", SIGIR 2007, turned round: the width is fixed, the
 * weight counts. O(places).
 */
export function bestWindow(
  {
    placeTerms,
    placeOffsets,
    placeCount,
  }: { readonly placeTerms: Int32Array; readonly placeOffsets: Int32Array; readonly placeCount: number },
  weights: Float64Array,
): number {
  const inside = new Int32Array(weights.length);
  let [first, weight, best] = [0, 0, 0];
  for (let last = 0; last < placeCount; last += 1) {
    const term = placeTerms[last]!;
    if (inside[term]! === 0) weight += weights[term]!;
    inside[term]! += 1;
    while (placeOffsets[last]! - placeOffsets[first]! > WINDOW) {
      const gone = placeTerms[first]!;
      inside[gone]! -= 1;
      if (inside[gone] === 0) weight -= weights[gone]!;
      first += 1;
    }
    if (weight > best) best = weight;
  }
  return best;
}
