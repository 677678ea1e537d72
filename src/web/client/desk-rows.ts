/** The list of the desk by keys: arrows go from page to page, Space chooses one, Enter opens it as any link. */

/** Makes it so for the links of a list; the boxes beside them stay where Tab finds them. */
export function walkRows(list: HTMLElement): void {
  list.addEventListener('keydown', (event) => {
    const links = [...list.querySelectorAll<HTMLAnchorElement>('a')];
    const at = links.indexOf(document.activeElement as HTMLAnchorElement);
    if (at < 0) return;
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: links.length - 1 }[event.key];
    if (to !== undefined) links[Math.max(0, Math.min(to, links.length - 1))]!.focus();
    else if (event.key === ' ') links[at]!.closest('li')?.querySelector<HTMLInputElement>('input')?.click();
    else return;
    event.preventDefault();
  });
}
