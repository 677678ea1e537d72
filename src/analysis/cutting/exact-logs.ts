/** Natural logarithms to the last bit. */

/** Bits behind the point while summing. */
const BITS = 80n;

/**
 * Logarithms of whole numbers from 0 on that ascend, each the double that is nearest, as jieba's are by the C library it is built with.
 * `Math.log` gives one of its neighbours for one number in sixty, and two ways to cut a text may differ by less. About 4 µs a number.
 */
export function exactLogs(ascending: readonly number[]): Float64Array {
  let [last, log] = [1n, 0n];
  const goTo = (next: bigint): void => {
    // ln b − ln a = 2 artanh((b − a) / (b + a)), whose series converges the faster the nearer they are.
    log += 2n * artanh(next - last, next + last);
    last = next;
  };
  return Float64Array.from(ascending, (value) => {
    if (value < 1) return -Infinity;
    const wanted = BigInt(value);
    while (wanted > 2n * last) goTo(2n * last);
    if (wanted > last) goTo(wanted);
    return Number(log) / 2 ** Number(BITS);
  });
}

/** artanh(a / b), times 2 to the BITS. */
function artanh(a: bigint, b: bigint): bigint {
  let power = (a << BITS) / b;
  const square = (power * power) >> BITS;
  let sum = 0n;
  for (let odd = 1n; power > 0n; odd += 2n) {
    sum += power / odd;
    power = (power * square) >> BITS;
  }
  return sum;
}
