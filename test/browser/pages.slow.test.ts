/** What people do on the pages, in a browser; one browser and one service for all. */
import { jest } from '@jest/globals';
import { describeUse } from './all-pages.js';
import { describeInBrowser } from './browser-kit.js';

jest.setTimeout(60_000);

describeInBrowser('pages in a browser', describeUse);
