/** Names every object has, as terms, ids, fields, filters and facets: found where they stand, and nowhere else. */
import { jest } from '@jest/globals';
import { openService, type OpenService } from '../support/open-service.js';
import { buildOnce, temporaryFolder, type TemporaryFolder } from '../support/run-xunbao.js';

const NAMES = [
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'valueOf',
  'hasOwnProperty',
  '__defineGetter__',
  'isPrototypeOf',
  'toJSON',
  'then',
  'length',
  'undefined',
  'null',
];

jest.setTimeout(120_000);
beforeAll(() => {
  buildOnce();
}, 120_000);

describe.each(['minisearch', 'packed'])('with %s', (engine) => {
  let room: TemporaryFolder;
  let service: OpenService;
  beforeAll(async () => {
    room = temporaryFolder();
    service = await openService({ XUNBAO_DATA: room.at('archive'), XUNBAO_INDEX: room.at('index'), XUNBAO_ENGINE: engine });
    await put('plain', { title: '渡口新桥', paper: '望渡晚报', section: '要闻', date: '2031-05-04' });
  });
  afterAll(async () => {
    await service.close();
    room.remove();
  });

  const put = async (id: string, article: object): Promise<void> => {
    const response = await fetch(`${service.url}/api/v1/articles/${id}`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(article),
    });
    expect(response.status).toBe(201);
  };
  const total = async (parameters: Readonly<Record<string, string>>): Promise<unknown> => {
    const response = await fetch(`${service.url}/api/v1/search?${new URLSearchParams(parameters).toString()}`);
    return response.status === 200 ? ((await response.json()) as { total: number }).total : response.status;
  };
  const status = async (path: string): Promise<number> => (await fetch(`${service.url}${path}`)).status;

  it.each(NAMES)('%s is found neither as a word nor as an id, a filter or a facet, until it stands there', async (name) => {
    const parameters = [
      { q: name },
      { q: `"${name}"` },
      { q: `${name}*` },
      { q: `标题:${name}` },
      { q: `记者:${name}` },
      { paper: name },
      { section: name },
      { reporter: name },
      { pageNumber: name },
    ];
    for (const one of parameters) expect([one, await total(one)]).toEqual([one, 0]);
    expect(await total({ kind: name })).not.toBe(1);
    expect([await total({ facets: name }), await total({ sort: name })]).toEqual([400, 400]);
    expect(await total({ [name]: 'x' })).toBe(await total({}));
    expect([
      await status(`/api/v1/articles/${name}`),
      await status(`/api/v1/similar/${name}`),
      await status(`/articles/${name}`),
      await status(`/api/v1/pages/${name}/2031-05-04/1`),
    ]).toEqual([404, 404, 404, expect.any(Number)]);
    await put(name, { title: `见${name}处`, paper: name, section: name, byline: { reporters: [name] } });
    for (const one of [
      { q: name },
      { q: `"${name}"` },
      { q: `标题:${name}` },
      { q: `记者:${name}` },
      { paper: name },
      { section: name },
      { reporter: name },
    ])
      expect([one, await total(one)]).toEqual([one, 1]);
    const { facets } = (await (await fetch(`${service.url}/api/v1/search?facets=paper,reporter&paper=${name}`)).json()) as {
      facets: Record<string, readonly unknown[]>;
    };
    expect(facets['reporter']).toEqual([{ value: name, count: 1 }]);
    expect((await fetch(`${service.url}/api/v1/articles/${name}`, { method: 'DELETE' })).status).toBe(204);
    expect([await total({ q: name }), await total({ paper: name }), await status(`/api/v1/articles/${name}`)]).toEqual([0, 0, 410]);
  });
});
