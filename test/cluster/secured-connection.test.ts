/** TLS and credentials, against a server that speaks HTTPS with a certificate of its own authority. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { ClusterConnection } from '../../src/extras/opensearch/cluster/cluster-connection.js';
import type { ClusterSettings } from '../../src/config.js';
import { describeWith } from '../support/shared.js';

const hasOpenssl = (() => {
  try {
    execFileSync('openssl', ['version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
})();

describeWith(hasOpenssl, 'no openssl to make a certificate with', 'a connection over TLS', () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'xunbao-tls-'));
  const caFile = path.join(folder, 'cert.pem');
  const authorizations: (string | undefined)[] = [];
  let server: https.Server;
  let settings: ClusterSettings;

  beforeAll(async () => {
    const keyFile = path.join(folder, 'key.pem');
    execFileSync(
      'openssl',
      [
        'req',
        '-x509',
        '-newkey',
        'rsa:2048',
        '-nodes',
        '-days',
        '2',
        '-keyout',
        keyFile,
        '-out',
        caFile,
        '-subj',
        '/CN=localhost',
        '-addext',
        'subjectAltName=DNS:localhost',
      ],
      { stdio: 'ignore' },
    );
    server = https.createServer({ key: readFileSync(keyFile), cert: readFileSync(caFile) }, (request, response) => {
      authorizations.push(request.headers.authorization);
      const isKnown = request.headers.authorization === `Basic ${Buffer.from('reader:a-secret-word').toString('base64')}`;
      response.writeHead(isKnown ? 200 : 401, { 'content-type': 'application/json' }).end('{}');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    settings = {
      urls: [`https://localhost:${(server.address() as AddressInfo).port}`],
      prefix: 'test',
      shardCount: 1,
      replicaCount: 0,
      username: 'reader',
      password: 'a-secret-word',
      caFile,
    };
  });
  afterAll(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    rmSync(folder, { recursive: true, force: true });
  });

  const asked = async (parts: Partial<ClusterSettings>): Promise<unknown> => {
    const connection = new ClusterConnection({ ...settings, ...parts });
    try {
      return await connection.request({ method: 'GET', path: '/' }).catch((error: unknown) => error);
    } finally {
      await connection.close();
    }
  };

  it('trusts the authority that was named, and says who it is', async () => {
    expect(await asked({})).toEqual({});
    expect(authorizations.at(-1)).toMatch(/^Basic /);
  });

  it('sends nothing to a server nobody vouches for', async () => {
    const { caFile: unnamed, ...open } = settings;
    expect(unnamed).toBe(caFile);
    const count = authorizations.length;
    const connection = new ClusterConnection(open);
    await expect(connection.request({ method: 'GET', path: '/' })).rejects.toMatchObject({ code: 'CLUSTER_UNAVAILABLE' });
    await connection.close();
    expect(authorizations).toHaveLength(count);
  });

  it('a wrong password is refused, and stands in no message', async () => {
    const fault = (await asked({ password: 'another-word' })) as Error;
    expect(fault).toMatchObject({ code: 'CLUSTER_REFUSED', status: 401 });
    expect(`${fault.message} ${fault.stack} ${JSON.stringify(fault)}`).not.toMatch(/another-word|secret/);
    expect(fault.message).toContain('OPENSEARCH_PASSWORD');
  });

  it('an authority that cannot be read is a fault of the settings', async () => {
    expect(await asked({ caFile: path.join(folder, 'none.pem') })).toMatchObject({ code: 'CONFIG_INVALID' });
  });
});
