import { hitsCsv } from '../../src/cli/hits-csv.js';
import type { SearchHit } from '../../src/search/search-answer.js';

const hit = (article: Partial<SearchHit['article']>): SearchHit => ({
  id: 'a-1',
  score: 1.5,
  match: 'exact',
  title: { text: '', ranges: [], html: '' },
  fields: [],
  article: { title: '青陶桥下游船今起复航', kicker: [], subtitle: [], reporters: [], kind: 'news', ...article },
  snippets: [{ paragraph: 0, start: 0, text: '他说："好，\n很好"', ranges: [], html: '' }],
});

describe('CSV', () => {
  it('has a header, quotes what needs it, and ends lines with CR LF', () => {
    const [header, row, end] = hitsCsv([hit({ paper: '云湾工人报' })]).split('\r\n');
    expect(header).toBe('id,title,paper,date,pageNumber,section,reporters,kind,match,score,snippet,citation');
    expect(row).toBe('a-1,青陶桥下游船今起复航,云湾工人报,,,,,news,exact,1.5,"他说：""好，\n很好""",青陶桥下游船今起复航[N]. 云湾工人报.');
    expect(hitsCsv([hit({ paper: '云湾工人报' })], 'footnote')).toContain('《青陶桥下游船今起复航》，《云湾工人报》。');
    expect(end).toBe('');
  });

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '＝1', '　＋1', '\u200b=1'])('does not let a spreadsheet run %s', (title) => {
    expect(hitsCsv([hit({ title })])).toContain(`,'${title.replace('\u200b', '')},`);
  });
});
