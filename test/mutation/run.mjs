/**
 * Mutation testing: what the tests of a part notice of small faults put into it. `npm run mutation [-- PART ...]`; about ten
 * minutes a part on two cores. Ends with 1 where a part's score is below the threshold.
 */
import { fileURLToPath } from 'node:url';
import { Stryker } from '@stryker-mutator/core';

const PROJECT = fileURLToPath(new URL('../..', import.meta.url));
const THRESHOLD = 70;

/** What is mutated, and the tests that are to notice. */
const PARTS = {
  folding: {
    mutate: ['src/analysis/fold.ts', 'src/analysis/fold-tables.ts', 'src/analysis/letter-digit.ts', 'src/analysis/char-class.ts'],
    tests: ['test/analysis/{fold,fold-properties,char-class,letter-digit}.test.ts'],
  },
  query: {
    mutate: ['src/query/parse-query.ts', 'src/query/field-clauses.ts', 'src/query/lex.ts'],
    tests: [
      'test/query/parse-{query,warnings}.test.ts',
      'test/query/field-clauses.test.ts',
      'test/query/read-as.test.ts',
      'test/query/dates.test.ts',
      'test/query/variants.test.ts',
    ],
  },
  postings: {
    mutate: [
      'src/engine/packed/posting-reader.ts',
      'src/engine/packed/posting-probe.ts',
      'src/engine/packed/posting-writer.ts',
      'src/engine/packed/impact.ts',
    ],
    tests: ['test/engine/packed/posting-lists.slow.test.ts', 'test/engine/packed/impact.test.ts'],
  },
};

const given = process.argv.slice(2);
for (const name of given) if (!Object.hasOwn(PARTS, name)) throw new Error(`${name} is none of ${Object.keys(PARTS).join(', ')}`);
process.chdir(PROJECT);
for (const name of given.length > 0 ? given : Object.keys(PARTS)) {
  const score = await scoreOf(PARTS[name]);
  process.stdout.write(`${name}: ${score.toFixed(1)} % of the mutants were noticed\n`);
  if (score < THRESHOLD) process.exitCode = 1;
}

async function scoreOf({ mutate, tests }) {
  const results = await new Stryker({
    mutate,
    testRunner: 'jest',
    plugins: [fileURLToPath(import.meta.resolve('@stryker-mutator/jest-runner'))],
    testRunnerNodeArgs: ['--experimental-vm-modules', '--no-warnings'],
    coverageAnalysis: 'perTest',
    concurrency: 2,
    ignorePatterns: ['dist', 'index', 'data/archive', 'test/mutation', 'test/bench', 'docs'],
    jest: {
      projectType: 'custom',
      enableFindRelatedTests: false,
      config: { ...(await jestConfig()), testMatch: tests.map((test) => `<rootDir>/${test}`) },
    },
    reporters: ['progress-append-only', 'clear-text'],
    clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
    tempDirName: '.mutation',
  }).runMutationTest();
  const counted = results.filter(({ status }) => status !== 'Ignored' && status !== 'CompileError' && status !== 'RuntimeError');
  const noticed = counted.filter(({ status }) => status === 'Killed' || status === 'Timeout');
  return (100 * noticed.length) / counted.length;
}

async function jestConfig() {
  const {
    default: { jest },
  } = await import('../../package.json', { with: { type: 'json' } });
  return jest;
}
