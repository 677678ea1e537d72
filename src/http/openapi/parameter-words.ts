import { FACETS } from '../../search/search-request.js';

/** What each parameter means, in words. */
export const PARAMETER_WORDS: Readonly<Record<string, string>> = {
  q: 'the query; empty = all articles, newest first',
  limit: 'how many',
  offset: 'how many to pass over; not beside cursor',
  cursor: 'the cursor of the last answer: what comes after it',
  sort: 'order of the hits',
  from: 'from this day, month or year on: YYYY, YYYY-MM or YYYY-MM-DD',
  to: 'up to the end of this day, month or year',
  paper: 'name of a paper',
  section: 'name of a section',
  pageNumber: 'page number, digits without leading zeros',
  reporter: 'a person of the byline',
  kind: 'kind of article',
  facets: `counts to be given: a comma list of ${FACETS.join(', ')}`,
  explain: '1 = say how each score came about',
  more: '0 = no articles beside the few that have all of the query; 1 where it is left out, by relevance and on the first page',
  date: 'issue date, YYYY-MM-DD',
  id: 'id of the page, where its place is not whole and others stand there too',
  pathPaper: 'what the path says where it is not read as usual',
  pathDate: 'the same of the day',
  pathPageNumber: 'the same of the page number',
  pathSection: 'the same of the section',
  source: 'path of the file; the same path again replaces what came from it',
  dryRun: '1 = divide the page and store nothing',
  lines: '1 = with dryRun=1, give the lines of the page too, and which of them each article was read from',
};
