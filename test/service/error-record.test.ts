import fc from 'fast-check';
import { errorRecord } from '../../src/service/error-record.js';
import { SearchServiceError } from '../../src/search-service-error.js';

describe('an error in the log', () => {
  it('has the messages of our own errors and of the system, and of no other', () => {
    const system = Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC', syscall: 'write' });
    const ours = errorRecord(new SearchServiceError('STORAGE_FULL', 'no room to write /srv/articles.log', { cause: system }));
    expect(ours).toMatchObject({
      type: 'SearchServiceError',
      code: 'STORAGE_FULL',
      message: 'no room to write /srv/articles.log',
      cause: { code: 'ENOSPC', message: expect.stringContaining('no space') },
    });
    expect(errorRecord(new SearchServiceError('INTERNAL', 'x', { cause: new SyntaxError('Unexpected token 水') })).cause).toEqual({
      type: 'SyntaxError',
      stack: expect.stringContaining('at '),
    });
    expect(errorRecord('thrown 水车')).toEqual({ type: 'string', stack: '' });
  });

  it('tells where it was raised, whatever its message looks like', () => {
    const pieces = fc
      .array(fc.constantFrom('鬱林暗語', '\n', '    at ', 'Error: ', ' (x.js:1:1)', 'SECRET'), { minLength: 1, maxLength: 8 })
      .map((all) => all.join(''));
    fc.assert(
      fc.property(pieces, (message) => {
        const record = JSON.stringify(errorRecord(new RangeError(message)));
        expect(record).not.toMatch(/鬱林|SECRET/);
        expect(record).toContain('error-record.test.ts');
      }),
    );
  });
});
