/**
 * Processor time of parsing, in a process of its own: inside jest's module loader the same code takes two to four times as long.
 *   node measure-parse.mjs DIST   stdin: [{unit, count, enough}]   stdout: milliseconds of each, the best of up to three readings
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

/** Readings of one measurement at the most: a busy machine slows a reading down, never up. */
const MOST_READINGS = 3;

const { parsePages } = await import(pathToFileURL(path.join(process.argv[2], 'page', 'parse-pages.js')).href);

function cost(text, enough) {
  let best = Infinity;
  for (let reading = 0; reading < MOST_READINGS && best >= enough; reading += 1) {
    const before = process.cpuUsage().user;
    parsePages(text);
    best = Math.min(best, (process.cpuUsage().user - before) / 1000);
  }
  return best;
}

const shapes = JSON.parse(readFileSync(0, 'utf8'));
console.log(JSON.stringify(shapes.map(({ unit, count, enough }) => cost(unit.repeat(count), enough))));
