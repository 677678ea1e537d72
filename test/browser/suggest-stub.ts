/** Suggestions a test decides on, and a record of what was asked. */
import type { Page } from 'playwright-core';

export interface Suggestions {
  /** Texts that were asked for, in order. */
  readonly asked: readonly string[];
}

export interface StubOptions {
  /** The suggestions for a text; undefined = the call fails. Default: three that begin with it. */
  readonly answer?: (
    text: string,
  ) => readonly { readonly text: string; readonly kind: string; readonly ranges: readonly (readonly [number, number])[] }[] | undefined;
  /** Milliseconds an answer takes. */
  readonly delay?: (text: string) => number;
}

/** Answers `/suggest` on this page in the place of the service. */
export async function stubSuggestions(page: Page, { answer = three, delay = () => 0 }: StubOptions = {}): Promise<Suggestions> {
  const asked: string[] = [];
  await page.route('**/suggest?*', async (route) => {
    const text = new URL(route.request().url()).searchParams.get('q') ?? '';
    asked.push(text);
    await new Promise((resolve) => {
      setTimeout(resolve, delay(text));
    });
    const suggestions = answer(text);
    // A request that was given up can take no answer.
    await (suggestions === undefined ? route.abort() : route.fulfill({ json: { suggestions } })).catch(() => undefined);
  });
  return { asked };
}

function three(text: string) {
  const ranges = [[0, text.length] as const];
  return [
    { text: `${text}趣味运动会`, kind: 'headline', ranges },
    { text: `${text}小舟`, kind: 'reporter', ranges },
    { text: `${text}天地`, kind: 'section', ranges },
  ];
}
