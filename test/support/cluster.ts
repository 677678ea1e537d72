/** The real cluster some tests need: `OPENSEARCH_URL`, or the one of `npm run opensearch:start`. */
import { randomBytes } from 'node:crypto';
import { ClusterConnection } from '../../src/extras/opensearch/cluster/cluster-connection.js';
import type { ClusterSettings } from '../../src/config.js';
import { IndexAdmin } from '../../src/extras/opensearch/cluster/index-admin.js';
import { clusterUrls, readCluster } from '../opensearch/cluster.mjs';
import { describeWith } from './shared.js';

const given = (process.env['OPENSEARCH_URL'] ?? '').split(',').filter((url) => url !== '');
const isStarted = readCluster()?.nodes.some(({ pid }) => isAlive(pid)) === true;

/** Addresses of its nodes; none where there is no cluster. */
export const testUrls: readonly string[] = given.length > 0 ? given : isStarted ? clusterUrls() : [];

/** A `describe` that needs the cluster: skipped by name where there is none. */
export function describeWithCluster(name: string, body: () => void): void {
  describeWith(testUrls.length > 0, 'no OpenSearch cluster; npm run opensearch:start, or set OPENSEARCH_URL', name, body);
}

/** Settings with a prefix of their own. */
export function testSettings(parts: Partial<ClusterSettings> = {}): ClusterSettings {
  return { urls: testUrls, prefix: `test-${randomBytes(5).toString('hex')}`, shardCount: 2, replicaCount: 0, ...parts };
}

/** A connection whose indices `clean` removes. */
export class TestCluster {
  readonly connection: ClusterConnection;

  constructor(parts: Partial<ClusterSettings> = {}) {
    this.connection = new ClusterConnection(testSettings(parts));
  }

  get prefix(): string {
    return this.connection.settings.prefix;
  }

  /** Removes every index of the prefix; the connection stays open. */
  async clean(): Promise<void> {
    const admin = new IndexAdmin(this.connection);
    const names = await admin.list(`${this.prefix}-*`);
    // Many in one request: each change of the cluster's state takes its time.
    for (let at = 0; at < names.length; at += 50) await admin.remove(names.slice(at, at + 50).join(','));
  }

  async close(): Promise<void> {
    await this.clean();
    await this.connection.close();
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
