/** Recognition by a command of the house's own. */
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { checkOcrCommand, recognise } from '../../src/cli/recognise.js';
import { png } from '../page/pictures.js';
import { runHere } from '../support/run-here.js';
import { temporaryFolder, type TemporaryFolder } from '../support/run-xunbao.js';

let room: TemporaryFolder;
beforeEach(() => {
  room = temporaryFolder();
});
afterEach(() => {
  room.remove();
});

const TEXT = '渡口清早开船\n\n本报讯 渡口的第一班船今天清早开船，两岸的人都来看。\n';
const task = { bytes: png(30, 40), name: 'a.PNG' };

describe('a command of recognition', () => {
  it.each(['tesseract', 'ocr {in}', 'ocr {out}'])('is refused where it does not say where it reads and writes: %s', (command) => {
    expect(() => {
      checkOcrCommand(command);
    }).toThrow(expect.objectContaining({ code: 'PARAMETER_INVALID' }));
  });

  it('sees the file under its ending, and what it writes is taken, the most telling form first', async () => {
    const command =
      'test "$(head -c 4 {in} | tail -c 3)" = PNG && case {in} in *.png) echo weak > {out}.txt; echo "<b>" > {out}.hocr;; esac';
    expect((await recognise(command, task)).toString()).toBe('<b>\n');
    expect((await recognise('echo plain > {out}', task)).toString()).toBe('plain\n');
  });

  it.each([
    ['ends with another code', 'echo no such language >&2; exit 3; {in} {out}', /ended with 3 \(no such language\)/],
    ['writes nothing', 'true {in} {out}', /wrote nothing/],
  ])('that %s is said to have failed', async (_what, command, message) => {
    await expect(recognise(command, task)).rejects.toMatchObject({ code: 'OCR_FAILED', message: expect.stringMatching(message) });
  });

  it('that does not end is ended, with what it has started', async () => {
    const marker = room.at('late');
    const command = `(sleep 3; touch ${marker}) & wait; {in} {out}`;
    await expect(recognise(command, { ...task, mostMs: 300 })).rejects.toMatchObject({ code: 'OCR_FAILED' });
    await new Promise((resolve) => setTimeout(resolve, 3_500));
    expect(() => {
      chmodSync(marker, 0o600);
    }).toThrow(expect.objectContaining({ code: 'ENOENT' }));
  });
});

describe('index --ocr', () => {
  const index = (...args: readonly string[]) => runHere([...room.store, 'index', '--json', ...args, room.at('河湾日报')]);
  const summaryOf = ({ stdout }: { readonly stdout: string }): Record<string, unknown> => JSON.parse(stdout) as Record<string, unknown>;
  beforeEach(() => {
    mkdirSync(room.at('河湾日报', '2081-05-06'), { recursive: true });
    writeFileSync(room.at('河湾日报', '2081-05-06', '02.png'), task.bytes);
  });

  it('keeps the picture, finds its text once, and leaves a page alone that has its text', async () => {
    writeFileSync(room.at('text'), TEXT);
    const command = `cat ${room.at('text')} > {out}.txt; echo run >> ${room.at('runs')}; : {in}`;
    expect(summaryOf(await index('--ocr', command))).toMatchObject({ added: 1, failed: [] });
    expect(summaryOf(await index('--ocr', command))).toMatchObject({ added: 0, updated: 0, failed: [] });
    expect((await runHere([...room.store, 'search', '渡口清早开船', '--json'])).stdout).toContain('河湾日报');
    const { readFileSync } = await import('node:fs');
    expect(readFileSync(room.at('runs'), 'utf8')).toBe('run\n');
  });

  it('says which command failed and keeps the picture', async () => {
    const run = await index('--ocr', 'exit 4; {in} {out}');
    expect(run.code).toBe(1);
    expect(summaryOf(run)).toMatchObject({ failed: [{ code: 'OCR_FAILED', file: room.at('河湾日报', '2081-05-06', '02.png') }] });
    expect((await runHere([...room.store, 'verify', '--json'])).stdout).toContain('"pageCount":1');
  });

  it('is a fault of usage without its places', async () => {
    expect((await index('--ocr', 'tesseract')).code).not.toBe(0);
  });
});
