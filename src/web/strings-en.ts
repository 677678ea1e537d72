/** Every word of the pages in English. */
import type { Strings } from './strings-zh.js';

const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];

export const en: Strings = {
  htmlLang: 'en',
  siteName: '寻报 Xunbao',
  tagline: 'Chinese newspapers, full text',
  skipToContent: 'Skip to content',
  searchLabel: 'Search the newspapers',
  searchPlaceholder: 'Such as 地铁驿站 or “科学发展”',
  searchButton: 'Search',
  browsePages: 'Browse by page',
  otherLanguage: '中文',
  holdings: (articles, papers, morePapers) =>
    papers === 0 ? amount(articles, 'article') : `${amount(articles, 'article')} from ${morePapers ? 'more than ' : ''}${amount(papers, 'newspaper')}`,
  recent: 'Latest articles',
  emptyArchive: 'There are no articles yet. Put in the text of newspaper pages and search them here:',
  resultCount: (total) => `${amount(total, 'article')} found`,
  resultSpan: (first, last) => (first === last ? count(first) : `${count(first)}–${count(last)}`),
  resultsTitle: (text) => `Search: ${text}`,
  readAs: 'Searched as: ',
  relaxed: 'No article has all of the words; these have some of them. Put a word in quotation marks if it must be there.',
  partial: 'A part of the index did not answer; there may be more results.',
  sortLabel: 'Sort by',
  sorts: { relevance: 'Relevance', newest: 'Newest', oldest: 'Oldest' },
  filtersLabel: 'Filters',
  filterNames: { paper: 'Newspaper', section: 'Section', pageNumber: 'Page', reporter: 'Reporter', kind: 'Kind', from: 'From', to: 'To' },
  removeFilter: (name, value) => `Remove filter: ${name} ${value}`,
  removeAllFilters: 'Remove all',
  previousPage: 'Previous',
  nextPage: 'Next',
  pagingLabel: 'Pages of results',
  pageOf: (page, pages) => `Page ${count(page)} of ${count(pages)}`,
  nothingFound: 'No articles found',
  nothingFoundHelp: [
    'Check for mistyped characters, or try other words.',
    'Use fewer words, or divide a long sentence with spaces.',
    'Text in quotation marks must stand exactly so; without them more is found.',
  ],
  nothingFoundFilters: 'Or remove the filters.',
  beyondLast: 'There are no results this far on.',
  firstPage: 'Back to the first page',
  untitled: '(no headline)',
  pageNumber: (number) => `page ${number}`,
  date: (year, month, day) => `${day} ${MONTHS[month - 1] ?? ''} ${year}`,
  reporters: 'Reporter',
  correspondents: 'Correspondent',
  photographers: 'Photograph',
  authors: 'Author',
  listSeparator: ', ',
  kinds: {
    news: 'News',
    photo: 'Photo story',
    notice: 'Notice',
    list: 'List',
    verse: 'Verse',
    letter: 'Letter',
    interview: 'Interview',
    column: 'Column',
    obituary: 'Obituary',
  },
  backToResults: 'Back to the results',
  backToSearch: 'Back to search',
  samePage: 'On the same page',
  wholePage: 'The whole page',
  rights: 'Rights',
  source: 'Source file',
  pagesTitle: 'Pages',
  pagesEmpty: 'There are no pages yet.',
  issueCount: (total) => amount(total, 'issue'),
  articleCount: (total) => amount(total, 'article'),
  noPaper: 'Newspaper not known',
  noDate: 'Date not known',
  noPageNumber: 'page not known',
  newerIssues: 'Newer',
  olderIssues: 'Older',
  errorTitles: { 400: 'This address has a mistake', 404: 'No such page', 410: 'This article is no longer available', 503: 'Not ready yet' },
  errorTitle: 'Something went wrong',
  errorHelp: {
    400: 'These parts of the search could not be understood:',
    404: 'The address may be mistyped, or the article has moved.',
    503: 'The service is loading. Try again in a few seconds.',
    500: 'Something failed on our side. Try again later; if it stays, give the number below to whoever runs this service.',
  },
  withheld: 'This article has been withheld.',
  deleted: 'This article was deleted.',
  requestId: 'Number',
  home: 'To the front page',
};

function count(value: number): string {
  return value.toLocaleString('en-US');
}

function amount(value: number, noun: string): string {
  return `${count(value)} ${noun}${value === 1 ? '' : 's'}`;
}
