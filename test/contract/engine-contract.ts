/**
 * The one suite every engine passes. An engine's own test is a call of `describeEngineContract` and what only it can do;
 * what it cannot do it names, with the reason.
 */
import { Workshop, type ContractSuite, type CreateEngine } from './contract-kit.js';
import { describeClauses } from './engine-clauses.js';
import { describeFilters } from './engine-filters.js';
import { describeOrder } from './engine-order.js';
import { describeRandomArchives } from './engine-random.js';
import { describeStorage } from './engine-storage.js';
import { describeWrites } from './engine-writes.js';

export interface ContractOptions {
  /** Tests, by their names, that this engine is excused from, and why. */
  readonly skip?: readonly { readonly reason: string; readonly tests: readonly string[] }[];
  /** Share of the random archives this engine is asked with, 0–1; for one to which every archive costs a second. Default 1. */
  readonly runShare?: number;
  /** After each test, when its engines are closed. */
  readonly afterEachTest?: () => Promise<void>;
}

/** The long forms damage a file some thousand times. */
const LONG = process.env['XUNBAO_TEST_LONG'] === '1';
const TEST_TIMEOUT_MS = LONG ? 1_800_000 : 120_000;
const CLEAN_TIMEOUT_MS = 120_000;

const PARTS: Readonly<Record<string, (suite: ContractSuite) => void>> = {
  writes: describeWrites,
  clauses: describeClauses,
  'filters and facets': describeFilters,
  'order, paging and generations': describeOrder,
  'the saved index': describeStorage,
  'random archives against the plain-string model': describeRandomArchives,
};

/** Declares the suite for one engine. */
export function describeEngineContract(name: string, createEngine: CreateEngine, options: ContractOptions = {}): void {
  const excused = new Map(options.skip?.flatMap(({ reason, tests }) => tests.map((test) => [test, reason] as const)));
  describe(`the engine ${name} keeps the contract`, () => {
    const workshop = new Workshop(createEngine);
    const declared = new Set<string>();
    afterEach(async () => {
      await workshop.clean();
      await options.afterEachTest?.();
    }, CLEAN_TIMEOUT_MS);
    const suite: ContractSuite = {
      test: (testName, body) => {
        declared.add(testName);
        const reason = excused.get(testName);
        if (reason === undefined) it(testName, body, TEST_TIMEOUT_MS);
        else it['skip'](`${testName} (skipped: ${reason})`, body);
      },
      open: async () => {
        const engine = workshop.create(await workshop.folder());
        await engine.open('contract-1');
        return engine;
      },
      create: (directory) => workshop.create(directory),
      folder: () => workshop.folder(),
      runs: (count) => Math.ceil(count * (options.runShare ?? 1) * (LONG ? 4 : 0.5)),
    };
    for (const [part, declare] of Object.entries(PARTS)) {
      describe(part, () => {
        declare(suite);
      });
    }

    it('is excused only from tests that exist', () => {
      expect([...excused.keys()].filter((test) => !declared.has(test))).toEqual([]);
    });
  });
}
