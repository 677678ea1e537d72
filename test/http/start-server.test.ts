import { request as httpRequest, Agent, type IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

import { startServer } from '../../src/http/start-server.js';
import { openApp } from './open-app.js';

const HERE = { host: '127.0.0.1', port: 0 };

function get(url: string, agent?: Agent): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    httpRequest(url, agent === undefined ? {} : { agent }, (response) => {
      response.resume().once('end', () => {
        resolve(response);
      });
    })
      .once('error', reject)
      .end();
  });
}

describe('startServer', () => {
  it('says where it listens', async () => {
    const server = await startServer(openApp().app, HERE);
    expect(server.url).toBe(`http://127.0.0.1:${server.port}`);
    expect((await get(`${server.url}/healthz`)).statusCode).toBe(200);
    await server.close();
  });

  it('says what to do about a port in use', async () => {
    const server = await startServer(openApp().app, HERE);
    await expect(startServer(openApp().app, { host: '127.0.0.1', port: server.port })).rejects.toMatchObject({
      code: 'PORT_IN_USE',
      message: expect.stringMatching(new RegExp(`^Port ${server.port} on 127\\.0\\.0\\.1 is in use.*PORT=`)),
    });
    await server.close();
  });

  it('says what to do about a host that is not here', async () => {
    await expect(startServer(openApp().app, { host: '203.0.113.7', port: 0 })).rejects.toMatchObject({ code: 'CONFIG_INVALID' });
  });

  it('takes a query of 3,000 Han', async () => {
    const { app, services } = openApp();
    const server = await startServer(app, HERE);
    expect((await get(`${server.url}/api/v1/search?q=${encodeURIComponent('报'.repeat(3_000))}`)).statusCode).toBe(200);
    expect(services.asked[0]?.text).toHaveLength(3_000);
    await server.close();
  });

  it('keeps an idle connection ten seconds longer than it says, so that a client that was away does not send on a closed one', async () => {
    const { app } = openApp();
    const server = await startServer(app, HERE);
    const agent = new Agent({ keepAlive: true });
    const { headers } = await get(`${server.url}/healthz`, agent);
    expect([headers['keep-alive'], headers['connection']]).toEqual(['timeout=5', 'keep-alive']);
    expect(server.server.keepAliveTimeout).toBe(15_000);
    agent.destroy();
    await server.close();
  });

  it('lets what is under way finish when it closes, and cuts idle connections', async () => {
    const { app, services } = openApp();
    services.beforePut = () => delay(150);
    const server = await startServer(app, HERE);
    const agent = new Agent({ keepAlive: true });
    await get(`${server.url}/healthz`, agent);
    const answered = new Promise<number | undefined>((resolve, reject) => {
      const call = httpRequest(`${server.url}/api/v1/articles/a`, { method: 'PUT', agent, headers: { 'Content-Type': 'application/json' } });
      call.once('error', reject).once('response', (response) => {
        resolve(response.resume().statusCode);
      });
      call.end('{"title":"x"}');
    });
    await delay(50);
    const started = performance.now();
    await Promise.all([server.close(), server.close()]);
    expect(await answered).toBe(201);
    expect(performance.now() - started).toBeLessThan(2_000);
    await expect(get(`${server.url}/healthz`)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    agent.destroy();
  });

  it('cuts what does not finish by the deadline', async () => {
    const { app, services } = openApp();
    services.beforePut = () => delay(3_000, undefined, { ref: false });
    const server = await startServer(app, HERE);
    const call = httpRequest(`${server.url}/api/v1/articles/a`, { method: 'PUT', headers: { 'Content-Type': 'application/json' } });
    const cut = new Promise((resolve) => call.once('error', resolve));
    call.end('{"title":"x"}');
    await delay(50);
    await server.close(100);
    expect(await cut).toMatchObject({ code: 'ECONNRESET' });
  });

  it('answers 400 to what is no HTTP and goes on', async () => {
    const server = await startServer(openApp().app, HERE);
    const answer = await new Promise<string>((resolve) => {
      const socket = connect(server.port, '127.0.0.1', () => socket.write('nonsense\r\n\r\n'));
      socket.once('data', (data) => {
        resolve(data.toString());
        socket.destroy();
      });
    });
    expect(answer).toMatch(/^HTTP\/1\.1 400/);
    expect((await get(`${server.url}/healthz`)).statusCode).toBe(200);
    await server.close();
  });
});
