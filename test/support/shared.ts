import { existsSync } from 'node:fs';
import path from 'node:path';

/** Folder of the shared pages, cases and corpora: `XUNBAO_SHARED`, default `../shared` beside the checkout. */
export const sharedDir = path.resolve(process.env['XUNBAO_SHARED'] ?? '../shared');

/**
 * A `describe` that needs something this machine may lack. Where it is absent the block is skipped by name and reason;
 * with `XUNBAO_TEST_ALL=1` it is a failing test instead.
 */
export function describeWith(present: boolean, reason: string, name: string, body: () => void): void {
  if (present) {
    describe(name, body);
  } else if (process.env['XUNBAO_TEST_ALL'] === '1') {
    describe(name, () => {
      it('has what it needs', () => {
        throw new Error(`${reason}, and XUNBAO_TEST_ALL=1 allows no skip`);
      });
    });
  } else {
    // The body is not run: it may read what is absent before any test begins.
    const skip = describe['skip'];
    skip(`${name} (skipped: ${reason})`, () => {
      it('runs where it is present', () => undefined);
    });
  }
}

/** A `describe` over the shared texts; `body` gets their folder. */
export function describeWithShared(name: string, body: (shared: string) => void): void {
  describeWith(existsSync(sharedDir), `no folder ${sharedDir}; set XUNBAO_SHARED`, name, () => {
    body(sharedDir);
  });
}

/** Seed of this run for property tests: `XUNBAO_SEED`, else fresh; printed so that a failure can be run again. */
export const seed = Number(process.env['XUNBAO_SEED'] ?? Math.floor(Math.random() * 2 ** 31));
