import { choosePlace } from '../../src/intake/page-place.js';

describe('the place of a page', () => {
  const given = { paper: '甲报' };
  const printed = { paper: '乙报', date: '2023-12-01' };
  const fromPath = { paper: '丙报', date: '2023-12-02', pageNumber: '3' };

  it('takes what was given before what is printed before what the path says', () => {
    expect(choosePlace(given, printed, fromPath).page).toEqual({ paper: '甲报', date: '2023-12-01', pageNumber: '3' });
  });

  it('says what differs and what came from the path', () => {
    expect(choosePlace(given, printed, fromPath).warnings).toEqual([
      'paper: the page prints 乙报; 甲报 was given and is used',
      'date: the path says 2023-12-02; the page prints 2023-12-01, which is used',
      'pageNumber: 3, from the path',
    ]);
  });

  it('says what is not known', () => {
    expect(choosePlace({}, {}, {})).toEqual({
      page: {},
      warnings: [
        'paper, date, pageNumber: not given, not printed, not in the path (PAPER/2023-12-01/03.txt); the page is stored without ' +
          '(give it with --paper, --date, --page, or as parameters of the API)',
      ],
    });
  });
});
