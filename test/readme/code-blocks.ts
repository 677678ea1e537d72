/** Fenced blocks of a Markdown text, in their order. */
export interface CodeBlock {
  readonly language: string;
  readonly text: string;
}

export function codeBlocks(markdown: string): readonly CodeBlock[] {
  return [...markdown.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gmu)].map(([, language, text]) => ({ language: language!, text: text! }));
}

/** The commands of `sh` blocks (without their comments) and of `console` blocks (after `$ `). A line that ends in `\` goes on. */
export function commandsOf(blocks: readonly CodeBlock[]): readonly string[] {
  return blocks.flatMap(({ language, text }) => {
    const lines = text.replaceAll(/\\\n\s*/g, '').split('\n');
    if (language === 'console') return lines.filter((line) => line.startsWith('$ ')).map((line) => line.slice(2));
    return language === 'sh' ? lines.map((line) => line.replace(/\s+#.*$/u, '')).filter((line) => line.trim() !== '') : [];
  });
}
