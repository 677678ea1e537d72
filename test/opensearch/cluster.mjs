#!/usr/bin/env node
// A real OpenSearch cluster for tests: one JVM a node on loopback addresses, out of Maven Central's jars, without Docker.
//   node test/opensearch/cluster.mjs jars | start [NODES] | stop | kill N | up N | status
// XUNBAO_OPENSEARCH_RUN names another folder, for a second cluster.
// Needs a JDK (21 or newer: OpenSearch 3.8; 17: OpenSearch 2.19) and, the first time, Maven. XUNBAO_JAVA_HOME names the JDK.
import { execFileSync, spawn } from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const here = fileURLToPath(new URL('.', import.meta.url));
const cache = process.env.XUNBAO_OPENSEARCH_CACHE ?? path.join(os.homedir(), '.cache', 'xunbao-opensearch');
/** Where a cluster lives; a test that kills nodes has one of its own. Looked up at every call. */
const runFolder = () => process.env.XUNBAO_OPENSEARCH_RUN ?? path.join(os.tmpdir(), `xunbao-opensearch-${os.userInfo().username}`);
const stateFile = () => path.join(runFolder(), 'cluster.json');

const MODULES = [
  'org.opensearch.analysis.common.CommonAnalysis',
  'org.opensearch.index.mapper.MapperExtras',
  'org.opensearch.transport.Netty4',
];
const START_MS = 120_000;
const STOP_MS = 10_000;

/** The nodes of the cluster that was started on this machine, `{number, http, transport, pid}`; null where none was. */
export function readCluster() {
  try {
    return JSON.parse(fs.readFileSync(stateFile(), 'utf8'));
  } catch {
    return null;
  }
}

/** The addresses of its nodes, of those too that do not run. */
export function clusterUrls() {
  return readCluster()?.nodes.map(({ http }) => `http://127.0.0.1:${http}`) ?? [];
}

/** Ends one node as a crash does. */
export function killNode(number) {
  process.kill(nodeOf(number).pid, 'SIGKILL');
}

/** Starts a node again, over its own data; resolves at once, `waitForNodes` tells when it has come. */
export function startNode(number) {
  const cluster = readCluster();
  const node = nodeOf(number);
  node.pid = spawnNode(cluster, node);
  fs.writeFileSync(stateFile(), JSON.stringify({ ...cluster, nodes: cluster.nodes.map((one) => (one.number === number ? node : one)) }));
}

/** Resolves when some node answers that so many are there and every primary shard is. */
export async function waitForNodes(count, timeoutMs = START_MS) {
  const untilMs = performance.now() + timeoutMs;
  for (;;) {
    for (const url of clusterUrls()) {
      const health = await fetch(`${url}/_cluster/health?wait_for_nodes=${count}&wait_for_status=yellow&timeout=1s`, {
        signal: AbortSignal.timeout(3_000),
      }).catch(() => undefined);
      if (health?.ok) return;
    }
    if (performance.now() > untilMs)
      throw new Error(`no cluster of ${count} nodes after ${timeoutMs / 1000} s; the logs are ${runFolder()}/node-*.log`);
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}

function nodeOf(number) {
  const node = readCluster()?.nodes.find((one) => one.number === number);
  if (node === undefined) throw new Error(`there is no node ${number}; npm run opensearch:start`);
  return node;
}

/** The newest JDK at hand that can run a server, and which line of OpenSearch it runs. */
function findJava() {
  const homes = process.env.XUNBAO_JAVA_HOME ? [process.env.XUNBAO_JAVA_HOME] : [...foldersOf('/usr/lib/jvm'), process.env.JAVA_HOME ?? ''];
  const found = homes.filter((home) => fs.existsSync(path.join(home, 'bin', 'javac'))).map((home) => ({ home, version: versionOf(home) }));
  const [best] = found.sort((a, b) => b.version - a.version);
  if (best === undefined || best.version < 17)
    throw new Error('a JDK is missing: install openjdk-17-jdk-headless or newer, or name one with XUNBAO_JAVA_HOME');
  return { ...best, line: best.version >= 21 ? 'java21' : 'java17' };
}

function foldersOf(folder) {
  return fs.existsSync(folder) ? fs.readdirSync(folder).map((name) => path.join(folder, name)) : [];
}

function versionOf(home) {
  const release = fs.existsSync(path.join(home, 'release')) ? fs.readFileSync(path.join(home, 'release'), 'utf8') : '';
  return Number(/JAVA_VERSION="(\d+)/.exec(release)?.[1] ?? 0);
}

/** Fetches the jars, once, and compiles the node's main class. */
function prepareJars({ home, line }) {
  const folder = path.join(cache, line);
  const jars = path.join(folder, 'jars');
  const done = path.join(folder, 'done');
  const print = ['pom.xml', 'ClusterNode.java'].map((name) => fs.readFileSync(path.join(here, name), 'utf8')).join('');
  if (fs.existsSync(done) && fs.readFileSync(done, 'utf8') === print) return folder;
  fs.rmSync(folder, { recursive: true, force: true });
  fs.mkdirSync(jars, { recursive: true });
  say(`fetching the jars of OpenSearch into ${jars} …`);
  const goal = ['dependency:copy-dependencies', '-DincludeScope=runtime', `-DoutputDirectory=${jars}`];
  execFileSync('mvn', ['-q', '-B', '-f', path.join(here, 'pom.xml'), '-P', line, ...goal], { stdio: ['ignore', 2, 2] });
  execFileSync(
    path.join(home, 'bin', 'javac'),
    ['-cp', path.join(jars, '*'), '-d', path.join(folder, 'classes'), path.join(here, 'ClusterNode.java')],
    { stdio: ['ignore', 2, 2] },
  );
  fs.writeFileSync(done, print);
  return folder;
}

/** What the distribution's own flags set, as far as a test needs it. */
function javaFlags({ version, line }) {
  const ending = line === 'java21' ? 'ModulePlugin' : 'Plugin';
  return [
    '-Xms512m',
    '-Xmx512m',
    '-XX:+UseSerialGC',
    '-Xss1m',
    '-XX:TieredStopAtLevel=4',
    '-Djava.awt.headless=true',
    '-Dfile.encoding=UTF-8',
    '-Dio.netty.noUnsafe=true',
    '-Dio.netty.noKeySetOptimization=true',
    '-Dio.netty.recycler.maxCapacityPerThread=0',
    '-Dio.netty.allocator.numDirectArenas=0',
    '-Dlog4j.shutdownHookEnabled=false',
    '-Dlog4j2.disable.jmx=true',
    `-Dmodules=${MODULES.map((name) => name + ending).join(',')}`,
    ...(version >= 21 ? ['--enable-native-access=ALL-UNNAMED', '--add-modules=jdk.incubator.vector'] : []),
    ...(version < 23 ? ['-Djava.locale.providers=SPI,COMPAT'] : []),
  ];
}

function spawnNode({ java, jars, nodes }, { number, http }) {
  const log = fs.openSync(path.join(runFolder(), `node-${number}.log`), 'a');
  const classPath = [path.join(jars, 'classes'), path.join(jars, 'jars', '*')].join(path.delimiter);
  const args = [...javaFlags(java), '-cp', classPath, 'ClusterNode', number, runFolder(), http, ...nodes.map(({ transport }) => transport)];
  const child = spawn(path.join(java.home, 'bin', 'java'), args.map(String), {
    cwd: runFolder(),
    detached: true,
    stdio: ['ignore', log, log],
  });
  child.unref();
  fs.closeSync(log);
  return child.pid;
}

/** Ports that are free now. */
async function freePorts(count) {
  const servers = await Promise.all(
    Array.from(
      { length: count },
      () =>
        new Promise((resolve, reject) => {
          const server = net
            .createServer()
            .once('error', reject)
            .listen(0, '127.0.0.1', () => resolve(server));
        }),
    ),
  );
  const ports = servers.map((server) => server.address().port);
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}

/** Starts so many nodes; resolves when they are a cluster. */
export async function start(count) {
  if (readCluster()?.nodes.some(({ pid }) => isAlive(pid))) throw new Error('a cluster is running already; npm run opensearch:stop');
  const java = findJava();
  const jars = prepareJars(java);
  fs.rmSync(runFolder(), { recursive: true, force: true });
  fs.mkdirSync(runFolder(), { recursive: true, mode: 0o700 });
  const ports = await freePorts(count * 2);
  const nodes = Array.from({ length: count }, (_, i) => ({ number: i + 1, http: ports[2 * i], transport: ports[2 * i + 1] }));
  const startMs = performance.now();
  for (const node of nodes) node.pid = spawnNode({ java, jars, nodes }, node);
  fs.writeFileSync(stateFile(), JSON.stringify({ java, jars, nodes }));
  try {
    await waitForNodes(count);
  } catch (error) {
    await stop();
    throw error;
  }
  say(`${count} nodes after ${((performance.now() - startMs) / 1000).toFixed(1)} s; OPENSEARCH_URL=${clusterUrls().join(',')}`);
}

/** Ends them, and removes all but their logs. */
export async function stop() {
  const alive = (readCluster()?.nodes ?? []).filter(({ pid }) => isAlive(pid));
  for (const { pid } of alive) process.kill(pid, 'SIGTERM');
  const untilMs = performance.now() + STOP_MS;
  while (alive.some(({ pid }) => isAlive(pid)) && performance.now() < untilMs) await new Promise((resolve) => setTimeout(resolve, 100));
  for (const { pid } of alive) if (isAlive(pid)) process.kill(pid, 'SIGKILL');
  const logs = foldersOf(runFolder()).filter((file) => file.endsWith('.log'));
  for (const file of foldersOf(runFolder())) if (!logs.includes(file)) fs.rmSync(file, { recursive: true, force: true });
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

function say(line) {
  process.stderr.write(`opensearch: ${line}\n`);
}

const COMMANDS = {
  jars: () => {
    prepareJars(findJava());
  },
  start: (count = '3') => start(Number(count)),
  stop,
  kill: (number) => {
    killNode(Number(number));
  },
  up: (number) => {
    startNode(Number(number));
  },
  status: () => {
    for (const { number, http, pid } of readCluster()?.nodes ?? [])
      process.stdout.write(`node-${number} http://127.0.0.1:${http} ${isAlive(pid) ? `pid ${pid}` : 'down'}\n`);
  },
};

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [name = '', argument] = process.argv.slice(2);
  if (!Object.hasOwn(COMMANDS, name)) {
    say(`node test/opensearch/cluster.mjs ${Object.keys(COMMANDS).join(' | ')}`);
    process.exit(2);
  }
  try {
    await COMMANDS[name](argument);
  } catch (error) {
    say(error.message);
    process.exit(1);
  }
}
