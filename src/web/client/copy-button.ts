/** Buttons that copy the text of an element. */

/** How long a button says that it has copied, in milliseconds. */
const SAID_MS = 2_000;

/**
 * Shows the button, which copies the text of the element named in `data-copy`, and says so with `data-copied` in itself and in the status
 * behind it.
 */
export function enhanceCopyButton(button: HTMLButtonElement): void {
  const source = document.getElementById(button.dataset['copy'] ?? '');
  const label = button.firstChild;
  if (source === null || label === null) return;
  const { copied = '' } = button.dataset;
  const before = label.textContent;
  button.hidden = false;
  const say = (isCopied: boolean): void => {
    label.textContent = isCopied ? copied : before;
    if (button.nextElementSibling !== null) button.nextElementSibling.textContent = isCopied ? copied : '';
  };
  button.addEventListener('click', () => {
    void copy(source).then((isCopied) => {
      say(isCopied);
      window.setTimeout(say, SAID_MS, false);
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
