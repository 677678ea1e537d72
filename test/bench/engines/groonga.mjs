/**
 * groonga (Debian: groonga-bin) over jieba's words, as a child process on files of our own; nothing listens. Latency is the
 * time groonga itself reports, so the pipe is not counted.
 */
import { spawn, spawnSync } from 'node:child_process';
import path from 'node:path';
import readline from 'node:readline';
import { createTokenizer, loadStopWords, textOf } from '../words.mjs';

export const title = 'groonga';
export const kinds = new Set(['rare', 'common', 'and', 'or', 'question', 'phrase', 'prefix', 'not', 'filtered', 'faceted']);
const asked = spawnSync('groonga', ['--version'], { encoding: 'utf8' });
if (asked.status !== 0) throw new Error('the command groonga is not installed (Debian: groonga-bin)');
export const version = /\d[\d.]*/.exec(asked.stdout)[0];

const SCHEMA = [
  'table_create Article TABLE_NO_KEY',
  'column_create Article text COLUMN_SCALAR LongText',
  'column_create Article paper COLUMN_SCALAR ShortText',
  'column_create Article section COLUMN_SCALAR ShortText',
  'column_create Article year COLUMN_SCALAR Int32',
  'table_create Term TABLE_PAT_KEY ShortText --default_tokenizer TokenDelimit',
  'column_create Term article_text COLUMN_INDEX|WITH_POSITION Article text',
];

export async function create({ directory }) {
  const cut = createTokenizer();
  const stopWords = loadStopWords();
  const file = path.join(directory, 'db');
  let shell;
  return {
    async build(batches) {
      shell = new Shell(['-n', file]);
      for (const command of SCHEMA) await shell.run(command);
      for await (const batch of batches)
        await shell.run(`load --table Article\n${JSON.stringify(batch.map((article) => rowOf(article, cut)))}`);
      await shell.run('io_flush');
    },
    async open() {
      shell = new Shell([file]);
    },
    async prepareAll(queries) {
      return queries.map((query) => toSelect(query, cut, stopWords));
    },
    async search(command) {
      const [[, , seconds], [[[total], , ...rows]]] = await shell.run(command);
      return { total, ids: rows.map(([id]) => `a${id - 1}`), ms: seconds * 1000 };
    },
    /** The memory is there, not here. */
    processId: () => shell.child.pid,
    async close() {
      await shell?.end();
    },
  };
}

class Shell {
  #waiting = [];

  constructor(args) {
    this.child = spawn('groonga', args, { stdio: ['pipe', 'pipe', 'inherit'] });
    this.exited = new Promise((resolve) => this.child.once('exit', resolve));
    let lines = '';
    readline.createInterface({ input: this.child.stdout }).on('line', (line) => {
      // An answer may come in several lines; it is whole when it can be read.
      lines += line;
      const answer = parsed(lines);
      if (answer === undefined) return;
      lines = '';
      const { resolve, reject } = this.#waiting.shift();
      if (answer[0][0] === 0) resolve(answer);
      else reject(new Error(`groonga: ${answer[0][3]}`));
    });
  }

  run(command) {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ resolve, reject });
      this.child.stdin.write(`${command}\n`);
    });
  }

  end() {
    this.child.stdin.end();
    return this.exited;
  }
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function rowOf(article, cut) {
  return {
    text: cut(textOf(article)).join(' '),
    paper: article.paper ?? '',
    section: article.section ?? '',
    year: Number(article.date?.slice(0, 4) ?? 0),
  };
}

function toSelect(query, cut, stopWords) {
  const { kind, words, not, prefix, phrase, question, filters } = query;
  const match = (word) => `text @ ${JSON.stringify(word)}`;
  let filter;
  if (prefix !== undefined) filter = `text @^ ${JSON.stringify(prefix)}`;
  else if (phrase !== undefined) filter = match(cut(phrase).join(' '));
  else if (question !== undefined)
    filter = cut(question)
      .filter((word) => !stopWords.has(word))
      .map(match)
      .join(' || ');
  else filter = words.map(match).join(kind === 'or' ? ' || ' : ' && ') + (not === undefined ? '' : ` &! ${match(not[0])}`);
  if (kind === 'filtered')
    filter = `(${filter}) && paper == ${JSON.stringify(filters.paper[0])} && year >= ${filters.from} && year <= ${filters.to}`;
  const facets = kind === 'faceted' ? ' --drilldown year,paper,section --drilldown_limit 50' : '';
  const asked = prefix === undefined ? `--filter '${filter}'` : `--match_columns text --query '${prefix}*'`;
  return `select Article ${asked} --output_columns _id,_score --sort_keys -_score --limit 10 --cache no${facets}`;
}
