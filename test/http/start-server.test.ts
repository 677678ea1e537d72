import { request as httpRequest, Agent, type IncomingMessage, type RequestListener } from 'node:http';
import { connect } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

import { workingFor } from '../../src/http/idle-connections.js';
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
      const call = httpRequest(`${server.url}/api/v1/articles/a`, {
        method: 'PUT',
        agent,
        headers: { 'Content-Type': 'application/json' },
      });
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

  describe('with connections on which nothing moves', () => {
    const idleMs = 200;
    const talk = async (
      handler: RequestListener,
      sent: readonly string[],
      reads = true,
    ): Promise<{ readonly answer: string; readonly tookMs: number }> => {
      const server = await startServer(handler, { ...HERE, idleMs });
      const startMs = performance.now();
      const answer = await new Promise<string>((resolve) => {
        const socket = connect(server.port, '127.0.0.1', () => {
          for (const text of sent) socket.write(text);
        });
        let text = '';
        socket.on('data', (data) => {
          text += data.toString();
        });
        socket.on('error', () => undefined);
        socket.once('close', () => {
          resolve(text);
        });
        if (!reads) socket.pause();
        // A paused socket does not hear that it was cut.
        if (!reads) void delay(8 * idleMs).then(() => socket.resume());
      });
      await server.close(100);
      return { answer, tookMs: performance.now() - startMs };
    };
    const slowly: RequestListener = (request, response) => {
      request.resume();
      void delay(5 * idleMs).then(() => response.end('done'));
    };
    const head = 'POST / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 4\r\n\r\n';

    it('answers what takes its time, and cuts who does not send on', async () => {
      expect((await talk(slowly, [head, 'text'])).answer).toMatch(/^HTTP\/1\.1 200[^]*done$/);
      const cut = await talk(slowly, [head, 'te']);
      expect(cut.answer).toBe('');
      expect(cut.tookMs).toBeLessThan(5 * idleMs);
    });

    it('waits where the body is there and not taken up yet, or work for it goes on', async () => {
      const later: RequestListener = (request, response) => {
        void delay(4 * idleMs).then(() => {
          request.resume().once('end', () => response.end('done'));
        });
      };
      expect((await talk(later, [head, 'text'])).answer).toContain('done');
      const working: RequestListener = (request, response) => {
        request.resume();
        void workingFor(response, delay(3 * idleMs)).then(() => response.write('one line'));
      };
      const { answer, tookMs } = await talk(working, [head, 'te']);
      expect(answer).toContain('one line');
      expect(tookMs).toBeGreaterThan(3 * idleMs);
    });

    it('cuts who does not read', async () => {
      const much: RequestListener = (request, response) => {
        request.resume();
        response.end('x'.repeat(20_000_000));
      };
      const { answer } = await talk(much, [head, 'text'], false);
      expect(answer.length).toBeGreaterThan(0);
      expect(answer.length).toBeLessThan(20_000_000);
    });
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
