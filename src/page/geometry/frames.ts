/** Frames drawn around stories, found by their four sides. */
import type { Area } from './placed-line.js';

/** Rules that are looked at; a page with more holds tables. */
const MOST_RULES = 600;

/** Rectangles whose sides are all drawn, the smallest first; one around most of the page frames the page and nothing on it. */
export function findFrames(rules: readonly Area[], page: { readonly width: number; readonly height: number }): readonly Area[] {
  const level = rules.filter((rule) => rule.x1 - rule.x0 > 20 && rule.y1 - rule.y0 <= 4).slice(0, MOST_RULES);
  const upright = rules.filter((rule) => rule.y1 - rule.y0 > 20 && rule.x1 - rule.x0 <= 4).slice(0, MOST_RULES);
  const frames: Area[] = [];
  for (const top of level) {
    const bottom = level
      .filter((one) => one.y0 > top.y0 + 20 && isNear(one.x0, top.x0) && isNear(one.x1, top.x1))
      .sort((a, b) => a.y0 - b.y0)
      .find((one) => hasSide(upright, top.x0, top, one) && hasSide(upright, top.x1, top, one));
    if (bottom === undefined) continue;
    const frame = { x0: top.x0, y0: top.y0, x1: top.x1, y1: bottom.y1 };
    if ((frame.x1 - frame.x0) * (frame.y1 - frame.y0) < page.width * page.height * 0.7) frames.push(frame);
  }
  return distinct(frames).sort((a, b) => sizeOf(a) - sizeOf(b));
}

function isNear(left: number, right: number): boolean {
  return Math.abs(left - right) <= 3;
}

function hasSide(upright: readonly Area[], x: number, top: Area, bottom: Area): boolean {
  return upright.some((one) => isNear((one.x0 + one.x1) / 2, x) && one.y0 <= top.y1 + 3 && one.y1 >= bottom.y0 - 3);
}

function distinct(frames: readonly Area[]): Area[] {
  return frames.filter(
    (frame, at) =>
      !frames
        .slice(0, at)
        .some((one) => isNear(one.x0, frame.x0) && isNear(one.y0, frame.y0) && isNear(one.x1, frame.x1) && isNear(one.y1, frame.y1)),
  );
}

function sizeOf({ x0, y0, x1, y1 }: Area): number {
  return (x1 - x0) * (y1 - y0);
}

/** True where the middle of an area lies in a frame. */
export function isInside({ x0, y0, x1, y1 }: Area, frame: Area): boolean {
  const [x, y] = [(x0 + x1) / 2, (y0 + y1) / 2];
  return x > frame.x0 && x < frame.x1 && y > frame.y0 && y < frame.y1;
}

/** True for a rule that is a side of a frame. */
export function isSideOf(rule: Area, frame: Area): boolean {
  const onEdge = isNear(rule.y0, frame.y0) || isNear(rule.y1, frame.y1) || isNear(rule.x0, frame.x0) || isNear(rule.x1, frame.x1);
  const within = rule.x0 >= frame.x0 - 3 && rule.x1 <= frame.x1 + 3 && rule.y0 >= frame.y0 - 3 && rule.y1 <= frame.y1 + 3;
  const thin = rule.x1 - rule.x0 <= 4 || rule.y1 - rule.y0 <= 4;
  return onEdge && within && thin;
}
