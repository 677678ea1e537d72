import { SingleBar } from 'cli-progress';
import { oneLine, type Sink } from './terminal.js';

/** Shows how far a long command is. */
export interface Progress {
  /** How much of the whole was read since the last call: bytes of input, or records. */
  read(amount: number): void;
  /** Articles done since the last call. */
  done(count: number): void;
  /** A message that must not be torn by the bar. */
  say(line: string): void;
  stop(): void;
}

const LINE_INTERVAL_MS = 2_000;

/**
 * A bar on a terminal, else a line every two seconds with the rate and the time left. `whole` is in the unit of `read`, `unit` says what
 * `done` counts.
 */
export function showProgress(sink: Sink, whole: number, unit = 'articles 篇'): Progress {
  const state = { readAmount: 0, doneCount: 0, startMs: performance.now() };
  const figures = (): Figures => figuresOf(state, whole);
  return sink.stream.isTTY ? bar(sink, { whole, unit, state, figures }) : lines(sink, { unit, state, figures });
}

interface State {
  readAmount: number;
  doneCount: number;
  readonly startMs: number;
}

interface Figures {
  readonly rate: string;
  readonly left: string;
  readonly percent: number;
}

function figuresOf({ readAmount, doneCount, startMs }: State, whole: number): Figures {
  const seconds = Math.max(0.001, (performance.now() - startMs) / 1000);
  const share = whole === 0 ? 1 : Math.min(1, readAmount / whole);
  const left = share === 0 ? '?' : timeText(Math.round(seconds / share - seconds));
  return { rate: String(Math.round(doneCount / seconds)), left, percent: Math.floor(share * 100) };
}

/** `45 s`, `3 min 20 s`, `2 h 5 min`. */
export function timeText(seconds: number): string {
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  return minutes < 60 ? `${minutes} min ${seconds % 60} s` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

interface Shown {
  readonly unit: string;
  readonly state: State;
  readonly figures: () => Figures;
}

function bar(sink: Sink, { whole, unit, state, figures }: Shown & { readonly whole: number }): Progress {
  const shown = new SingleBar({
    stream: sink.stream,
    format: `{bar} {percentage}% | {count} ${unit} | {rate}/s | {left} left 剩余`,
    barCompleteChar: '█',
    barIncompleteChar: '░',
    hideCursor: true,
    clearOnComplete: true,
    gracefulExit: false,
  });
  const update = (): void => {
    shown.update(Math.min(state.readAmount, whole), { count: state.doneCount, ...figures() });
  };
  shown.start(Math.max(1, whole), 0, { count: 0, ...figures() });
  return {
    read: (amount) => {
      state.readAmount += amount;
      update();
    },
    done: (count) => {
      state.doneCount += count;
      update();
    },
    say: (line) => {
      sink.stream.write('\r\u001b[K');
      sink.write(`${oneLine(line)}\n`);
      update();
    },
    stop: () => {
      shown.stop();
    },
  };
}

function lines(sink: Sink, { unit, state, figures }: Shown): Progress {
  const timer = setInterval(() => {
    const { rate, left, percent } = figures();
    sink.write(`${state.doneCount} ${unit}, ${percent} %, ${rate}/s, about ${left} left 剩余\n`);
  }, LINE_INTERVAL_MS);
  timer.unref();
  return {
    read: (amount) => {
      state.readAmount += amount;
    },
    done: (count) => {
      state.doneCount += count;
    },
    say: (line) => {
      sink.write(`${oneLine(line)}\n`);
    },
    stop: () => {
      clearInterval(timer);
    },
  };
}
