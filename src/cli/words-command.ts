/** `words mine`: abbreviations that the articles of the archive introduce, proposed as lines for `synonyms.txt`. */
import type { Command } from 'commander';
import { Analyzer } from '../analysis/analyzer.js';
import { AbbreviationMine, type ProposedAbbreviation } from '../analysis/mine-abbreviations.js';
import { exportRecords } from '../service/export-lines.js';
import { wordFoldersOf } from '../service/shipped-data.js';
import type { CommandContext } from './command-context.js';
import { printable, writeOut } from './terminal.js';

interface MineOptions {
  readonly least: string;
  readonly json?: boolean;
}

/** `xunbao words mine`: reads the archive's files, also beside a service. */
export function addWordsCommand(program: Command, context: CommandContext): void {
  program
    .command('words')
    .description('words of the archive 库中的词')
    .command('mine')
    .description(
      'print the abbreviations that articles introduce (…（以下简称…）), as lines for synonyms.txt, to be looked through 从文章中提取简称',
    )
    .option('--least <n>', 'articles that must introduce it so 至少出现的篇数', '1')
    .option('--json', 'print them as JSON 输出 JSON')
    .action(async ({ least, json }: MineOptions) => {
      const proposals = (await mined(context)).filter(({ count }) => count >= (Number.parseInt(least, 10) || 1));
      await writeOut(context.terminal, json === true ? `${JSON.stringify(proposals)}\n` : linesOf(proposals));
    });
}

async function mined(context: CommandContext): Promise<readonly ProposedAbbreviation[]> {
  const config = context.config();
  const analyzer = Analyzer.load(wordFoldersOf(config));
  const mine = new AbbreviationMine((text) => {
    const folded = analyzer.fold(text);
    // Where folding drops something the places are not those of the text.
    return folded.text.length === text.length ? analyzer.words(folded).map(({ start }) => start) : [];
  });
  for await (const { id, status, article } of exportRecords(config))
    if (article !== undefined && status === 'live') mine.add(id, [article.title, ...article.paragraphs]);
  return mine.proposals((word) => analyzer.otherWords.has(analyzer.fold(word).text));
}

/** Notes and lines as `synonyms.txt` has them. What articles introduce for several things is a note too. */
function linesOf(proposals: readonly ProposedAbbreviation[]): string {
  return proposals
    .map(({ abbreviation, full, count, example, otherCount }) => {
      const others = otherCount === 0 ? '' : `, for something else in 另有所指 ${otherCount}`;
      const line = `${abbreviation} = ${full}`;
      return `# introduced in 见于 ${count} 篇${others}: ${printable(example)}\n${otherCount * 2 > count ? `# ${line}` : line}\n`;
    })
    .join('');
}
