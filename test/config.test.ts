import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { isLoopback, loadConfig, SETTING_NAMES } from '../src/config.js';
import { temporaryFolder } from './support/run-xunbao.js';

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

afterAll(() => {
  room.remove();
});

describe('the settings', () => {
  it('have defaults', () => {
    const config = load({});
    expect(config).toMatchObject({ host: '127.0.0.1', port: 3000, engine: 'auto', logLevel: 'info' });
    expect(config.dataDirectory).toMatch(/data\/archive$/);
    expect(config.indexDirectory).toMatch(/index$/);
  });

  it('take options before the environment before the file', () => {
    writeFileSync(file, JSON.stringify({ PORT: 1, HOST: '127.0.0.3', LOG_LEVEL: 'warn' }));
    expect(load({ PORT: '2', HOST: '127.0.0.2' }, { options: { PORT: '3' } })).toMatchObject({
      port: 3,
      host: '127.0.0.2',
      logLevel: 'warn',
    });
  });

  it('name every fault in one message', () => {
    writeFileSync(file, JSON.stringify({ COLOUR: 'red' }));
    const message = faultOf(() => load({ PORT: '70000', XUNBAO_ENGINE: 'lucene', LOG_LEVEL: 'loud', XUNBAO_WRITE_KEYS: 'sha256:secret' }));
    for (const part of ['PORT', '70000', 'XUNBAO_ENGINE', 'LOG_LEVEL', 'XUNBAO_WRITE_KEYS', 'COLOUR']) expect(message).toContain(part);
    expect(message).not.toContain('secret');
  });

  it.each(['not json', '[]', '{"PORT": {}}'])('refuse a file that holds %s', (text) => {
    writeFileSync(file, text);
    expect(faultOf(() => load({}))).toContain(file);
    writeFileSync(file, '{}');
  });

  it('take a file that begins with a byte order mark, and say of what encoding one must be', () => {
    writeFileSync(file, '\uFEFF{"PORT": 4}');
    expect(load({}).port).toBe(4);
    writeFileSync(file, Buffer.from('\uFEFF{"PORT": 4}', 'utf16le'));
    expect(faultOf(() => load({}))).toContain('save it as UTF-8');
    writeFileSync(file, '{}');
  });

  it('take keys plain and hashed, several at once, and keep only digests', () => {
    const digest = createHash('sha256').update('second').digest('hex');
    const { readKeys, writeKeys } = load({ XUNBAO_READ_KEYS: 'first, sha256:' + digest, XUNBAO_WRITE_KEYS: 'third' });
    expect(readKeys.map((key) => key.digest.toString('hex'))).toEqual([createHash('sha256').update('first').digest('hex'), digest]);
    expect(writeKeys).toHaveLength(1);
  });

  it.each([
    ['plain', 'first', undefined, 'first'],
    ['with a name', 'desk-2=first', 'desk-2', 'first'],
    ['with a name in Chinese characters', '周砚=first', '周砚', 'first'],
    ['with a name and a key that holds =', 'desk=a=b', 'desk', 'a=b'],
    ['in Base64, whose = is its own', 'Zmlyc3Q=', undefined, 'Zmlyc3Q='],
    ['in Base64 with two', 'Zmlyc3Q0Mw==', undefined, 'Zmlyc3Q0Mw=='],
    ['with a mark that no name has before the =', 'a+b=c', undefined, 'a+b=c'],
  ])('take a key %s', (_, entry, name, key) => {
    const [listed] = load({ XUNBAO_WRITE_KEYS: entry }).writeKeys;
    expect(listed).toEqual({ digest: createHash('sha256').update(key).digest(), ...(name !== undefined && { name }) });
    expect(load({ XUNBAO_WRITE_KEYS: entry }).key).toBe(key);
  });

  it('take a hashed key with a name, and refuse what is no digest behind one', () => {
    const digest = createHash('sha256').update('second').digest();
    const entry = `desk=sha256:${digest.toString('hex')}`;
    expect(load({ XUNBAO_WRITE_KEYS: entry }).writeKeys).toEqual([{ digest, name: 'desk' }]);
    expect(load({ XUNBAO_WRITE_KEYS: entry }).key).toBeUndefined();
    expect(faultOf(() => load({ XUNBAO_WRITE_KEYS: 'desk=sha256:12' }))).toContain('XUNBAO_WRITE_KEYS');
  });

  it('bound requests only where others can come, unless said otherwise', () => {
    expect(load({}).rateLimit).toBe(0);
    expect(load({ HOST: '0.0.0.0' }).rateLimit).toBeGreaterThan(0);
    expect(load({ HOST: '0.0.0.0', XUNBAO_RATE_LIMIT: '0' }).rateLimit).toBe(0);
    expect(
      load({ XUNBAO_RATE_LIMIT: '7', XUNBAO_TRUST_PROXY: '1', XUNBAO_CORS: 'https://a.example, http://b.example:8080' }),
    ).toMatchObject({ rateLimit: 7, trustedProxyCount: 1, corsOrigins: ['https://a.example', 'http://b.example:8080'] });
    const message = faultOf(() => load({ XUNBAO_RATE_LIMIT: '-1', XUNBAO_TRUST_PROXY: 'yes', XUNBAO_CORS: '*' }));
    for (const name of ['XUNBAO_RATE_LIMIT', 'XUNBAO_TRUST_PROXY', 'XUNBAO_CORS']) expect(message).toContain(name);
  });

  it.each([
    ['https://papers.example', 'https://papers.example/'],
    ['https://Papers.example:443/archive', 'https://papers.example/archive/'],
    ['http://127.0.0.1:8080/a/b/', 'http://127.0.0.1:8080/a/b/'],
    ['https://报.example/库/', 'https://xn--4ru.example/%E5%BA%93/'],
  ])('take %s as the address readers use', (given, publicUrl) => {
    expect(load({ XUNBAO_PUBLIC_URL: given }).publicUrl).toBe(publicUrl);
    expect(load({}).publicUrl).toBeUndefined();
  });

  it.each([
    'papers.example',
    'ftp://papers.example/',
    'https://',
    'https://a:b@papers.example/',
    'https://papers.example/?q=1',
    'https://papers.example/#a',
    'https://papers.example/?',
    '/archive/',
    'https://papers example/',
    'javascript:alert(1)',
    'https:papers.example',
    'https:\\\\papers.example',
  ])('do not take %s for one', (given) => {
    expect(faultOf(() => load({ XUNBAO_PUBLIC_URL: given, PORT: 'x' }))).toMatch(
      /XUNBAO_PUBLIC_URL: must be an address.*|PORT.*XUNBAO_PUBLIC_URL/,
    );
  });

  it('take names of hosts as browsers send them, and say which are none', () => {
    expect(load({ XUNBAO_HOSTS: ' Papers.Example., archive.lan:8080, 192.0.2.1, [2001:DB8::1], 报.example, a_b' }).hosts).toEqual([
      'papers.example',
      'archive.lan',
      '192.0.2.1',
      '[2001:db8::1]',
      'xn--4ru.example',
      'a_b',
    ]);
    for (const wrong of ['*', '*.papers.example', 'https://papers.example', 'papers.example/a', 'a b', 'a@b', '2001:db8::1', 'a:x'])
      expect(faultOf(() => load({ XUNBAO_HOSTS: `ok.example,${wrong}` }))).toContain('XUNBAO_HOSTS');
  });

  it('are all in docs/operating.md, and no other', () => {
    const settingsTable = readFileSync('docs/operating.md', 'utf8')
      .split(/^## /m)
      .find((part) => part.startsWith('Settings'))!;
    const documented = [...settingsTable.matchAll(/^\| `([A-Z_]+)` \|/gm)].map(([, name]) => name);
    expect(documented.sort()).toEqual([...SETTING_NAMES].sort());
  });

  it('refuse to serve other machines while writing needs no key', () => {
    expect(faultOf(() => load({ HOST: '0.0.0.0' }, { serving: true }))).toContain('0.0.0.0');
    expect(load({ HOST: '0.0.0.0', XUNBAO_WRITE_KEYS: 'k' }, { serving: true }).host).toBe('0.0.0.0');
    expect(faultOf(() => load({ HOST: '0.0.0.0', XUNBAO_WRITE_KEYS: ' , ' }, { serving: true }))).toContain('XUNBAO_WRITE_KEYS');
    expect(load({ HOST: '0.0.0.0' }).host).toBe('0.0.0.0');
    expect(load({ HOST: '::1' }, { serving: true }).host).toBe('::1');
  });

  it.each([
    ['127.0.0.1', true],
    ['127.9.9.9', true],
    ['::1', true],
    ['localhost', true],
    ['0.0.0.0', false],
    ['::', false],
    ['10.0.0.1', false],
    ['example.com', false],
    ['127.0.0.1.example.com', false],
  ])('%s is loopback: %s', (host, loopback) => {
    expect(isLoopback(host)).toBe(loopback);
  });
});
