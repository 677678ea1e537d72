import { SingleBar } from 'cli-progress';

/** Shows how far a long command is. Everything goes to stderr. */
export interface Progress {
  /** Bytes of input read since the last call. */
  read(bytes: number): void;
  /** Articles done since the last call. */
  done(count: number): void;
  /** A message that must not be torn by the bar. */
  say(line: string): void;
  stop(): void;
}

const LINE_INTERVAL_MS = 2_000;

/** A bar on a terminal, else a line every two seconds with the rate and the time left. */
export function showProgress(stream: NodeJS.WriteStream, totalBytes: number, now: () => number = Date.now): Progress {
  const state = { readBytes: 0, doneCount: 0, startMs: now() };
  const figures = (): Figures => figuresOf(state, totalBytes, now());
  return stream.isTTY ? bar(stream, totalBytes, state, figures) : lines(stream, state, figures);
}

interface State {
  readBytes: number;
  doneCount: number;
  readonly startMs: number;
}

interface Figures {
  readonly rate: string;
  readonly left: string;
  readonly percent: number;
}

function figuresOf({ readBytes, doneCount, startMs }: State, totalBytes: number, nowMs: number): Figures {
  const seconds = Math.max(0.001, (nowMs - startMs) / 1000);
  const share = totalBytes === 0 ? 1 : Math.min(1, readBytes / totalBytes);
  const left = share === 0 ? '?' : String(Math.round(seconds / share - seconds));
  return { rate: String(Math.round(doneCount / seconds)), left, percent: Math.floor(share * 100) };
}

function bar(stream: NodeJS.WriteStream, totalBytes: number, state: State, figures: () => Figures): Progress {
  const shown = new SingleBar({
    stream,
    format: '{bar} {percentage}% | {articles} articles 篇 | {rate}/s | {left} s left 剩余',
    barCompleteChar: '█',
    barIncompleteChar: '░',
    hideCursor: true,
    clearOnComplete: true,
    gracefulExit: false,
  });
  const update = (): void => {
    shown.update(Math.min(state.readBytes, totalBytes), { articles: state.doneCount, ...figures() });
  };
  shown.start(Math.max(1, totalBytes), 0, { articles: 0, ...figures() });
  return {
    read: (bytes) => { state.readBytes += bytes; update(); },
    done: (count) => { state.doneCount += count; update(); },
    say: (line) => {
      stream.write(`\r\u001b[K${line}\n`);
      update();
    },
    stop: () => { shown.stop(); },
  };
}

function lines(stream: NodeJS.WriteStream, state: State, figures: () => Figures): Progress {
  const timer = setInterval(() => {
    const { rate, left, percent } = figures();
    stream.write(`${state.doneCount} articles 篇, ${percent} %, ${rate}/s, about ${left} s left 剩余\n`);
  }, LINE_INTERVAL_MS);
  timer.unref();
  return {
    read: (bytes) => { state.readBytes += bytes; },
    done: (count) => { state.doneCount += count; },
    say: (line) => { stream.write(`${line}\n`); },
    stop: () => { clearInterval(timer); },
  };
}
