/** How much of their heap the threads of a running service use, after a full collection. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';

/** Bytes in use, by thread. */
export interface HeapBytes {
  readonly main: number;
  readonly data: number;
}

export interface HeapProbe {
  /** For the environment of the service. */
  readonly nodeOptions: string;
  /** Collects in both threads and tells what is left. */
  measure(): Promise<HeapBytes>;
}

/** Every thread of the service looks for the number in a file; a higher one is a question. */
const script = (question: string): string => `
const { isMainThread, workerData } = require('node:worker_threads');
const fs = require('node:fs');
const thread = isMainThread ? 'main' : workerData?.samples !== undefined ? 'data' : undefined;
if (thread !== undefined) {
  require('node:v8').setFlagsFromString('--expose-gc');
  const collect = require('node:vm').runInNewContext('gc');
  let answered = 0;
  setInterval(() => {
    const asked = fs.existsSync(${JSON.stringify(question)}) ? Number(fs.readFileSync(${JSON.stringify(question)}, 'utf8')) : 0;
    if (asked <= answered) return;
    answered = asked;
    collect();
    collect();
    fs.writeFileSync(${JSON.stringify(question)} + '-' + thread + asked, String(process.memoryUsage().heapUsed));
  }, 20).unref();
}
`;

/** A probe that talks through files whose names begin with `stem`. */
export function heapProbe(stem: string): HeapProbe {
  const [file, question] = [`${stem}.cjs`, `${stem}-question`];
  writeFileSync(file, script(question));
  let count = 0;
  const answerOf = async (thread: string): Promise<number> => {
    const answer = `${question}-${thread}${count}`;
    while (!existsSync(answer) || readFileSync(answer, 'utf8') === '') await delay(10);
    return Number(readFileSync(answer, 'utf8'));
  };
  return {
    nodeOptions: `--require ${file}`,
    measure: async () => {
      count += 1;
      writeFileSync(question, String(count));
      return { main: await answerOf('main'), data: await answerOf('data') };
    },
  };
}
