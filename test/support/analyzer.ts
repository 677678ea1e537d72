import { fileURLToPath } from 'node:url';
import { Analyzer } from '../../src/analysis/analyzer.js';

/** The analyzer over the word files of `data/`, loaded once a test file (about 300 ms). */
export const analyzer = Analyzer.load({ dataDirectory: fileURLToPath(new URL('../../data', import.meta.url)) });
