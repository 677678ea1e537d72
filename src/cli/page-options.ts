import type { Command } from 'commander';
import { z } from 'zod';
import { pageInfoShape } from '../article/article-schema.js';
import { faultsOf, InvalidInputError } from '../article/invalid-input-error.js';
import type { PageInfo } from '../article/article.js';

/** Where pages belong, as options say it; not checked yet. */
export interface PageOptions {
  readonly paper?: string;
  readonly date?: string;
  readonly page?: string;
  /** A table of places. */
  readonly places?: string;
  /** A house's way of naming files. */
  readonly names?: string;
}

/** Adds the options that say where pages belong. */
export function withPageOptions(command: Command): Command {
  return command
    .option('--paper <name>', 'name of the paper 报名')
    .option('--date <date>', 'day of the issue, YYYY-MM-DD 日期')
    .option('--page <number>', 'page number as printed: 3, A06 版次')
    .option('--places <file.csv>', 'table of places: file, paper, date, page, section 版面归属表')
    .option('--names <pattern>', "how files are named: '{paper}_{date}_{page}_{section}' 文件命名方式");
}

/** The options as page data. Throws PARAMETER_INVALID. */
export function pageInfoOf({ paper, date, page }: PageOptions): PageInfo {
  const given = {
    ...(paper !== undefined && { paper }),
    ...(date !== undefined && { date }),
    ...(page !== undefined && { pageNumber: page }),
  };
  const parsed = z.object(pageInfoShape).safeParse(given);
  if (parsed.success) return parsed.data;
  throw new InvalidInputError('PARAMETER_INVALID', 'The page data cannot be used', faultsOf(parsed.error));
}
