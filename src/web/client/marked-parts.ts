/** A text in parts, those that matched as marks. `ranges` are UTF-16 offsets, in order; one that begins inside another is passed over. */
export function markedParts(text: string, ranges: readonly (readonly [number, number])[]): (string | HTMLElement)[] {
  const parts: (string | HTMLElement)[] = [];
  let end = 0;
  for (const [start, stop] of ranges) {
    if (start < end || stop <= start) continue;
    const mark = document.createElement('mark');
    mark.textContent = text.slice(start, stop);
    parts.push(text.slice(end, start), mark);
    end = stop;
  }
  return [...parts, text.slice(end)];
}
