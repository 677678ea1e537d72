import { writeFileSync } from 'node:fs';
import { isLoopback, loadConfig } from '../../src/config.js';
import { temporaryFolder } from '../support/run-xunbao.js';

const room = temporaryFolder();
const file = room.at('xunbao.config.json');
const load = (environment: Record<string, string>, more: { readonly options?: Record<string, string>; readonly serving?: boolean } = {}) =>
  loadConfig({ environment, file, ...more });
const faultOf = (run: () => unknown): string => {
  try {
    run();
  } catch (error) {
    expect((error as { code: string }).code).toBe('CONFIG_INVALID');
    return (error as Error).message;
  }
  throw new Error('no fault');
};

afterAll(() => { room.remove(); });

describe('the settings', () => {
  it('have defaults', () => {
    const config = load({});
    expect(config).toMatchObject({ host: '127.0.0.1', port: 3000, engine: 'auto', logLevel: 'info' });
    expect(config.dataDirectory).toMatch(/data\/archive$/);
    expect(config.indexDirectory).toMatch(/index$/);
  });

  it('take options before the environment before the file', () => {
    writeFileSync(file, JSON.stringify({ PORT: 1, HOST: '127.0.0.3', LOG_LEVEL: 'warn' }));
    expect(load({ PORT: '2', HOST: '127.0.0.2' }, { options: { PORT: '3' } })).toMatchObject({ port: 3, host: '127.0.0.2', logLevel: 'warn' });
  });

  it('name every fault in one message', () => {
    writeFileSync(file, JSON.stringify({ COLOUR: 'red' }));
    const message = faultOf(() => load({ PORT: '70000', XUNBAO_ENGINE: 'lucene', LOG_LEVEL: 'loud', XUNBAO_WRITE_KEYS: 'secret' }));
    for (const part of ['PORT', '70000', 'XUNBAO_ENGINE', 'LOG_LEVEL', 'XUNBAO_WRITE_KEYS', 'COLOUR']) expect(message).toContain(part);
    expect(message).not.toContain('secret');
  });

  it.each(['not json', '[]', '{"PORT": {}}'])('refuse a file that holds %s', (text) => {
    writeFileSync(file, text);
    expect(faultOf(() => load({}))).toContain(file);
    writeFileSync(file, '{}');
  });

  it('refuse to serve other machines while writing needs no key', () => {
    expect(faultOf(() => load({ HOST: '0.0.0.0' }, { serving: true }))).toContain('0.0.0.0');
    expect(load({ HOST: '0.0.0.0' }).host).toBe('0.0.0.0');
    expect(load({ HOST: '::1' }, { serving: true }).host).toBe('::1');
  });

  it.each([['127.0.0.1', true], ['127.9.9.9', true], ['::1', true], ['localhost', true], ['0.0.0.0', false], ['::', false], ['10.0.0.1', false], ['example.com', false], ['127.0.0.1.example.com', false]])('%s is loopback: %s', (host, loopback) => {
    expect(isLoopback(host)).toBe(loopback);
  });
});
