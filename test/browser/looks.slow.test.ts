/** How the pages look, in a browser; one browser and one service for all. */
import { jest } from '@jest/globals';
import { describeLooks } from './all-pages.js';
import { describeInBrowser } from './browser-kit.js';

jest.setTimeout(60_000);

describeInBrowser('looks of the pages in a browser', describeLooks);
