import { fieldsAsWords } from '../../src/query/field-clauses.js';
import { wantedClauses } from '../../src/query/wanted-clauses.js';
import { and, field, not, or, read, run } from './clauses.js';

describe('fields read again as words', () => {
  it('are those that are wanted, not those under a NOT', () => {
    const { clause } = read('记者：你怎么看 OR (标题:驿站 -栏目:要闻)');
    const fields = wantedClauses(clause, 'field');
    expect(fields.map((f) => f.field)).toEqual(['reporter', 'title']);
    expect(fieldsAsWords(clause, new Set([fields[0]!]))).toEqual(
      or(and(run('记者'), run('你怎么看')), and(field('title', '标题', run('驿站')), not(field('section', '栏目', run('要闻'))))),
    );
    expect(fieldsAsWords(clause, new Set())).toEqual(clause);
  });
});
