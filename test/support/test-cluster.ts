/** A real OpenSearch cluster for tests: `OPENSEARCH_URL`, else the one that `npm run opensearch:start` has started. */
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { ClusterConnection } from '../../src/cluster/cluster-connection.js';
import { IndexAdmin } from '../../src/cluster/index-admin.js';
import { describeWith } from './shared.js';

/** Addresses of the nodes; none where there is no cluster. */
export const clusterUrls: readonly string[] = (process.env['OPENSEARCH_URL'] ?? '') === '' ? startedHere() : process.env['OPENSEARCH_URL']!.split(',');

function startedHere(): readonly string[] {
  try {
    const file = path.join(os.tmpdir(), `xunbao-opensearch-${os.userInfo().username}`, 'cluster.json');
    const { nodes } = JSON.parse(readFileSync(file, 'utf8')) as { readonly nodes: readonly { readonly http: number; readonly pid: number }[] };
    return nodes.filter(({ pid }) => isAlive(pid)).map(({ http }) => `http://127.0.0.1:${http}`);
  } catch {
    return [];
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** A `describe` that needs a cluster. */
export function describeWithCluster(name: string, body: () => void): void {
  describeWith(clusterUrls.length > 0, 'no OpenSearch cluster; npm run opensearch:start, or set OPENSEARCH_URL', name, body);
}

/** A connection whose indices nobody else has. */
export interface TestCluster {
  readonly connection: ClusterConnection;
  readonly prefix: string;
  /** Settings for `xunbao` itself. */
  readonly environment: Readonly<Record<string, string>>;
  /** Removes what was made under the prefix. */
  remove(): Promise<void>;
}

/** Connects; nothing is made yet. */
export function connectTestCluster(): TestCluster {
  const prefix = `test-${randomBytes(6).toString('hex')}`;
  const connection = new ClusterConnection({ urls: clusterUrls, prefix, shardCount: 2, replicaCount: 1 });
  return {
    ...{ connection, prefix },
    environment: { XUNBAO_ENGINE: 'opensearch', OPENSEARCH_URL: clusterUrls.join(','), OPENSEARCH_PREFIX: prefix },
    remove: async () => {
      const admin = new IndexAdmin(connection);
      for (const name of await admin.list(`${prefix}*`)) await admin.remove(name);
      await connection.close();
    },
  };
}
