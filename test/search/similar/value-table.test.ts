import fc from 'fast-check';
import { ValueTable } from '../../../src/search/similar/value-table.js';
import { seed } from '../../support/shared.js';

describe('a table of values', () => {
  it('finds the rows a plain list finds, whatever was set and cleared', () => {
    const change = fc.record({ row: fc.nat({ max: 300 }), values: fc.uniqueArray(fc.nat({ max: 40 }), { maxLength: 6 }) });
    fc.assert(
      fc.property(fc.array(change, { maxLength: 200 }), (changes) => {
        const table = new ValueTable(6, 2);
        const model = new Map<number, readonly number[]>();
        for (const { row, values } of changes) {
          if (model.has(row)) table.clear(row);
          table.set(row, Uint32Array.from(values));
          model.set(row, values);
        }
        for (const [row, values] of model) expect([...table.row(row)]).toEqual(values);
        for (let value = 0; value <= 40; value += 1) {
          const rows = [...model].filter(([, values]) => values.includes(value)).map(([row]) => row);
          expect(table.rowsWith(value, 1_000).sort((a, b) => a - b)).toEqual(rows.sort((a, b) => a - b));
          expect(table.rowsWith(value, 2)).toHaveLength(Math.min(3, rows.length));
        }
      }),
      { seed, numRuns: 40 },
    );
  });

  it('holds more values than it was made for', () => {
    const table = new ValueTable(2, 1);
    for (let row = 0; row < 20_000; row += 1) table.set(row, Uint32Array.of(row * 2, row % 7));
    expect(table.rowsWith(24_690, 5)).toEqual([12_345]);
    expect(table.rowsWith(3, 5)).toHaveLength(6);
  });
});
