/** The first `most` UTF-16 units of a text, one fewer where that would cut a character in two. */
export function cutText(text: string, most: number): string {
  if (text.length <= most) return text;
  const unit = text.charCodeAt(most);
  return text.slice(0, unit >= 0xdc00 && unit <= 0xdfff ? most - 1 : most);
}
