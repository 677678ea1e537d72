/**
 * The settings of one process: options of the command line go before the environment, the environment before
 * `xunbao.config.json`, that before the defaults. Nothing else in the house reads `process.env`.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import path from 'node:path';
import { z } from 'zod';
import { errorCodeOf } from './files/system-error.js';
import { SearchServiceError } from './search-service-error.js';

/** What XUNBAO_ENGINE takes. */
export const ENGINES = ['auto', 'minisearch', 'packed', 'opensearch'] as const;
/** What LOG_LEVEL takes; the logger's own levels, gravest first. */
export const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

/** Where the cluster is, and how its indices are made. */
export interface ClusterSettings {
  /** Addresses of nodes, `http://…` or `https://…`, without credentials. At least one. */
  readonly urls: readonly string[];
  readonly username?: string;
  readonly password?: string;
  /** PEM file of the authority that signed the nodes' certificates; absent = those of the system. */
  readonly caFile?: string;
  /** What the names of its indices begin with. */
  readonly prefix: string;
  /** Primary shards of a new index. */
  readonly shardCount: number;
  /** Copies of each shard beside the primary. */
  readonly replicaCount: number;
}

/** The settings, read and checked. */
export interface Config {
  /** Address the service listens on. */
  readonly host: string;
  /** 0 = any free port. */
  readonly port: number;
  /** Absolute path of the archive. */
  readonly dataDirectory: string;
  /** Absolute path of what can be built again. */
  readonly indexDirectory: string;
  /** `auto` = by the size of the archive. */
  readonly engine: (typeof ENGINES)[number];
  readonly logLevel: (typeof LOG_LEVELS)[number];
  /** Every key that may read; empty = reading needs no key. */
  readonly readKeys: readonly ListedKey[];
  /** Every key that may write, and read; empty = writing is open on loopback addresses. */
  readonly writeKeys: readonly ListedKey[];
  /** What a command sends to a service that has the archive: XUNBAO_KEY, else the first plain key of the service's own. */
  readonly key?: string;
  /** Requests a minute and address; 0 = no limit. */
  readonly rateLimit: number;
  /** Proxies in front whose X-Forwarded-For is believed; 0 = none. */
  readonly trustedProxyCount: number;
  /** Where readers find the service: scheme, host and path, with a `/` at the end; absent where nobody said. */
  readonly publicUrl?: string;
  /** Further names under which the service is asked, in lower case and without ports. */
  readonly hosts: readonly string[];
  /** Origins whose pages may call the API. */
  readonly corsOrigins: readonly string[];
  /** The OpenSearch cluster; absent where none is named. */
  readonly cluster?: ClusterSettings;
}

/** Where settings are read; what is given first wins: options, environment, file. */
export interface ConfigSources {
  readonly environment?: Readonly<Record<string, string | undefined>>;
  /** Path of the configuration file; one that does not exist is no fault. */
  readonly file?: string;
  /** Command-line options under the names of the environment, for example `{ PORT: '0' }`. */
  readonly options?: Readonly<Record<string, string | undefined>>;
  /** True for the service, which must not listen beyond this machine while nobody needs a key to write. */
  readonly serving?: boolean;
}

/** The parts of a comma list; empty ones are passed over. */
const commaList = z.string().transform((text) =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== ''),
);

/** A key as the lists of keys name it. */
export interface ListedKey {
  /** SHA-256, 32 bytes. */
  readonly digest: Buffer;
  readonly name?: string;
}

/** Keys, plain or as `sha256:HEX`, each perhaps behind its name; only their digests are kept. */
const keyList = commaList.pipe(
  z
    .array(
      z
        .string()
        .max(1_000)
        .refine(
          (entry) => /^(?:sha256:[\da-fA-F]{64}|(?!sha256:)[\x21-\x7e]+)$/.test(namedKey(entry).key),
          'must be a comma list of keys, each of visible ASCII characters or sha256: and 64 hexadecimal digits, perhaps behind name=',
        ),
    )
    .transform((keys) => keys.map(listedKey)),
);

function listedKey(entry: string): ListedKey {
  const { name, key } = namedKey(entry);
  const digest = key.startsWith('sha256:') ? Buffer.from(key.slice('sha256:'.length), 'hex') : createHash('sha256').update(key).digest();
  return { digest, ...(name !== undefined && { name }) };
}

/** What stands before the first `=` is a name where it can be one and a key follows: the `=` at the end of a key in Base64 is its own. */
function namedKey(entry: string): { readonly name?: string; readonly key: string } {
  const [, name, key] = /^([\w\p{Script=Han}-]{1,40})=([^=].*)$/u.exec(entry) ?? [];
  return name === undefined || key === undefined ? { key: entry } : { name, key };
}

/** A fault when the service would listen beyond this machine while nobody needs a key to write. */
function openToOthers(host: string | undefined, values: Readonly<Record<string, string>>): readonly string[] {
  if (host === undefined || isLoopback(host) || /[^\s,]/.test(values['XUNBAO_WRITE_KEYS'] ?? '')) return [];
  return [`HOST: ${host} can be reached from other machines, and writing needs no key; set XUNBAO_WRITE_KEYS, or use 127.0.0.1`];
}

/** The key that was given to send, else the first that stands plain in the service's own lists. */
function keyOf(own: string | undefined, values: Readonly<Record<string, string>>): string | undefined {
  return own ?? plainKeyOf(values['XUNBAO_WRITE_KEYS']) ?? plainKeyOf(values['XUNBAO_READ_KEYS']);
}

function plainKeyOf(list = ''): string | undefined {
  return list
    .split(',')
    .map((entry) => namedKey(entry.trim()).key)
    .find((key) => key !== '' && !key.startsWith('sha256:'));
}

function wholeNumber(max: number) {
  const message = `must be a whole number from 0 to ${max}`;
  return z
    .string()
    .regex(/^\d{1,9}$/, message)
    .transform(Number)
    .refine((value) => value <= max, message);
}

/** Origins as browsers send them: scheme, host and port, no path. */
const originList = commaList.pipe(z.array(z.string().refine(isOrigin, 'must be a comma list of origins such as https://example.org')));

function isOrigin(text: string): boolean {
  return URL.canParse(text) && /^https?:/.test(text) && new URL(text).origin === text;
}

/** An address of the web with its path; what else an address may hold has no place in one that others are made from. */
const webAddress = z
  .string()
  .max(1_000)
  .refine(isWebAddress, 'must be an address such as https://papers.example/archive/, without user, query and fragment')
  .transform(withSlash);

function isWebAddress(text: string): boolean {
  if (!/^https?:\/\/[^\s\\]+$/i.test(text) || /[?#]/.test(text) || !URL.canParse(text)) return false;
  const { username, password } = new URL(text);
  return `${username}${password}` === '';
}

function withSlash(text: string): string {
  const { href } = new URL(text);
  return href.endsWith('/') ? href : `${href}/`;
}

/** Names and addresses of hosts; a port with one does not count. */
const hostList = commaList.pipe(
  z.array(z.string().max(255).refine(isHost, 'must be a comma list of host names such as papers.example').transform(hostOf)),
);

function isHost(text: string): boolean {
  return /^[^\s/\\?#@%*]+$/.test(text) && URL.canParse(`http://${text}/`);
}

/** As a browser writes it in `Host`. */
function hostOf(text: string): string {
  return new URL(`http://${text}/`).hostname.replace(/\.$/, '');
}

/** Requests a minute and address where others can reach the service and nothing is said. */
const DEFAULT_RATE_LIMIT = 600;

/** Addresses of nodes. Credentials stand in settings of their own: addresses are logged. */
const nodeList = commaList.pipe(
  z.array(
    z.string().refine(isNode, 'must be a comma list of addresses such as https://node-1.example.org:9200, without user and password'),
  ),
);

function isNode(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, username, password, search, hash } = new URL(text);
  return /^https?:$/.test(protocol) && `${username}${password}${search}${hash}` === '';
}

const settings = z.object({
  HOST: z
    .string()
    .min(1)
    .max(255)
    .regex(/^[\w.:%-]+$/, 'must be a host name or an address')
    .default('127.0.0.1'),
  PORT: z
    .string()
    .regex(/^\d{1,5}$/, 'must be a number from 0 to 65535')
    .transform(Number)
    .refine((port) => port <= 65_535, 'must be a number from 0 to 65535')
    .default(3000),
  XUNBAO_DATA: z.string().min(1).default('data/archive'),
  XUNBAO_INDEX: z.string().min(1).default('index'),
  XUNBAO_ENGINE: z.enum(ENGINES, `must be one of ${ENGINES.join(', ')}`).default('auto'),
  XUNBAO_READ_KEYS: keyList.default([]),
  XUNBAO_WRITE_KEYS: keyList.default([]),
  XUNBAO_KEY: z
    .string()
    .max(1_000)
    .regex(/^[\x21-\x7e]+$/, 'must be a key of visible ASCII characters')
    .optional(),
  XUNBAO_RATE_LIMIT: wholeNumber(1_000_000).optional(),
  XUNBAO_TRUST_PROXY: wholeNumber(20).default(0),
  XUNBAO_PUBLIC_URL: webAddress.optional(),
  XUNBAO_HOSTS: hostList.default([]),
  XUNBAO_CORS: originList.default([]),
  OPENSEARCH_URL: nodeList.default([]),
  OPENSEARCH_USERNAME: z.string().max(200).optional(),
  OPENSEARCH_PASSWORD: z.string().max(1_000).optional(),
  OPENSEARCH_CA_FILE: z.string().optional(),
  OPENSEARCH_PREFIX: z
    .string()
    .regex(/^[a-z][a-z0-9-]{0,39}$/, 'must be up to 40 small letters, digits and hyphens, a letter first')
    .default('xunbao'),
  OPENSEARCH_SHARDS: wholeNumber(1_000)
    .refine((count) => count > 0, 'must be at least 1')
    .default(1),
  OPENSEARCH_REPLICAS: wholeNumber(10).default(1),
  LOG_LEVEL: z.enum(LOG_LEVELS, `must be one of ${LOG_LEVELS.join(', ')}`).default('info'),
});

/** Every setting of this version. */
export const SETTING_NAMES: readonly string[] = Object.keys(settings.shape);

/** Their values stand in no message. */
const SECRET = ['XUNBAO_READ_KEYS', 'XUNBAO_WRITE_KEYS', 'XUNBAO_KEY', 'OPENSEARCH_URL', 'OPENSEARCH_USERNAME', 'OPENSEARCH_PASSWORD'];

/** Reads every setting; throws one CONFIG_INVALID that names every fault. */
export function loadConfig(sources: ConfigSources = {}): Config {
  const file = path.resolve(sources.file ?? 'xunbao.config.json');
  const faults: string[] = [];
  const values = { ...readFile(file, faults), ...given(sources.environment ?? process.env), ...given(sources.options ?? {}) };
  const parsed = settings.safeParse(values);
  if (!parsed.success) faults.push(...parsed.error.issues.map((issue) => describe(issue, values)));
  faults.push(...clusterFaults(values));
  if (sources.serving) faults.push(...openToOthers(parsed.data?.HOST, values));
  if (faults.length > 0 || !parsed.success) {
    throw new SearchServiceError(
      'CONFIG_INVALID',
      `the settings cannot be used: ${faults.join('; ')}. Correct the environment or ${file}.`,
    );
  }
  const key = keyOf(parsed.data.XUNBAO_KEY, values);
  return {
    host: parsed.data.HOST,
    port: parsed.data.PORT,
    dataDirectory: path.resolve(parsed.data.XUNBAO_DATA),
    indexDirectory: path.resolve(parsed.data.XUNBAO_INDEX),
    engine: parsed.data.XUNBAO_ENGINE,
    logLevel: parsed.data.LOG_LEVEL,
    readKeys: parsed.data.XUNBAO_READ_KEYS,
    writeKeys: parsed.data.XUNBAO_WRITE_KEYS,
    ...(key !== undefined && { key }),
    rateLimit: parsed.data.XUNBAO_RATE_LIMIT ?? (isLoopback(parsed.data.HOST) ? 0 : DEFAULT_RATE_LIMIT),
    trustedProxyCount: parsed.data.XUNBAO_TRUST_PROXY,
    ...(parsed.data.XUNBAO_PUBLIC_URL !== undefined && { publicUrl: parsed.data.XUNBAO_PUBLIC_URL }),
    hosts: parsed.data.XUNBAO_HOSTS,
    corsOrigins: parsed.data.XUNBAO_CORS,
    ...clusterOf(parsed.data),
  };
}

/** What the settings of the cluster lack. */
function clusterFaults(values: Readonly<Record<string, string>>): readonly string[] {
  const hasNode = /[^\s,]/.test(values['OPENSEARCH_URL'] ?? '');
  return [
    ...(values['XUNBAO_ENGINE'] === 'opensearch' && !hasNode
      ? ['XUNBAO_ENGINE: opensearch needs the addresses of the cluster; set OPENSEARCH_URL']
      : []),
    ...(values['OPENSEARCH_PASSWORD'] !== undefined && values['OPENSEARCH_USERNAME'] === undefined
      ? ['OPENSEARCH_PASSWORD: goes with OPENSEARCH_USERNAME, which is not set']
      : []),
  ];
}

function clusterOf(read: z.output<typeof settings>): Pick<Config, 'cluster'> {
  if (read.OPENSEARCH_URL.length === 0) return {};
  return {
    cluster: {
      urls: read.OPENSEARCH_URL,
      ...(read.OPENSEARCH_USERNAME !== undefined && { username: read.OPENSEARCH_USERNAME }),
      ...(read.OPENSEARCH_PASSWORD !== undefined && { password: read.OPENSEARCH_PASSWORD }),
      ...(read.OPENSEARCH_CA_FILE !== undefined && { caFile: path.resolve(read.OPENSEARCH_CA_FILE) }),
      prefix: read.OPENSEARCH_PREFIX,
      shardCount: read.OPENSEARCH_SHARDS,
      replicaCount: read.OPENSEARCH_REPLICAS,
    },
  };
}

/** True for addresses only this machine can reach. */
export function isLoopback(host: string): boolean {
  if (host === 'localhost') return true;
  const family = isIP(host);
  if (family === 4) return host.startsWith('127.');
  return family === 6 && /^(0*:)+0*1$/.test(host);
}

function given(values: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(
    SETTING_NAMES.flatMap((name) => {
      const value = values[name];
      return value === undefined || value === '' ? [] : [[name, value]];
    }),
  );
}

/** The file holds one JSON object with the names of the environment; numbers may stand as numbers. */
function readFile(file: string, faults: string[]): Record<string, string> {
  let text: string;
  try {
    // Editors of Windows put a byte order mark before what they save.
    text = readFileSync(file, 'utf8').replace(/^\uFEFF/, '');
  } catch (error) {
    if (errorCodeOf(error) !== 'ENOENT') faults.push(`${file} cannot be read (${(error as Error).message})`);
    return {};
  }
  // What decoding puts in the place of bytes that are no UTF-8: a file saved as UTF-16 or GB18030.
  if (text.includes('\uFFFD')) {
    faults.push(`${file} is not UTF-8; save it as UTF-8`);
    return {};
  }
  const parsed = z.record(z.string(), z.union([z.string(), z.number().transform(String)])).safeParse(parseJson(text));
  if (!parsed.success) {
    faults.push(`${file} must hold one JSON object of texts and numbers`);
    return {};
  }
  const known = given(parsed.data);
  for (const name of Object.keys(parsed.data)) {
    if (!Object.hasOwn(settings.shape, name)) faults.push(`${name} in ${file} is no setting`);
  }
  return known;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function describe(issue: z.core.$ZodIssue, values: Readonly<Record<string, string>>): string {
  const name = String(issue.path[0]);
  return SECRET.includes(name) ? `${name}: ${issue.message}` : `${name}: ${issue.message}, but is ${JSON.stringify(values[name])}`;
}
