/** Buttons that copy the text of an element. */

/** Shows the button, which copies the text of the element named in `data-copy` and says so in words of `data-copied`. */
export function enhanceCopyButton(button: HTMLButtonElement): void {
  const source = document.getElementById(button.dataset['copy'] ?? '');
  if (source === null) return;
  const label = button.textContent;
  button.hidden = false;
  button.addEventListener('click', () => {
    void copy(source).then((isCopied) => {
      if (!isCopied) return;
      button.textContent = button.dataset['copied'] ?? label;
      window.setTimeout(() => { button.textContent = label; }, 2_000);
    });
  });
}

/** The clipboard is for https and localhost; elsewhere the text is selected, one key away from being copied. */
async function copy(source: HTMLElement): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(source.textContent);
    return true;
  } catch {
    getSelection()?.selectAllChildren(source);
    return false;
  }
}
