import request from 'supertest';

import { held } from './held-to-description.js';
import { openApp } from './open-app.js';

const MAINTENANCE = ['articles', 'files', 'purge', 'rebuild', 'records', 'restore', 'verify', 'withhold'].map(
  (name) => `/maintenance/${name}`,
);

describe('GET /api/v1/openapi.json', () => {
  it('describes every call with its parameters, bodies and answers', async () => {
    const { body } = await request(openApp().app).get('/api/v1/openapi.json').expect(200);
    expect(body.openapi).toBe('3.1.0');
    expect(Object.keys(body.paths).sort()).toEqual([
      '/articles',
      '/articles/{id}',
      '/articles/{id}/citation',
      '/articles/{id}/history',
      '/articles/{id}/history/{n}',
      ...MAINTENANCE,
      '/openapi.json',
      '/pages',
      '/pages/{id}',
      '/pages/{id}/history',
      '/pages/{id}/history/{n}',
      '/pages/{id}/image',
      '/pages/{id}/layout',
      '/pages/{paper}/{date}/{pageNumber}',
      '/search',
      '/search/export',
      '/similar/{id}',
      '/suggest',
    ]);
    const byName = Object.fromEntries(
      body.paths['/search'].get.parameters.map((parameter: { name: string }) => [parameter.name, parameter]),
    );
    expect(byName.limit.schema).toEqual({ type: 'integer', minimum: 1, maximum: 100, default: 10 });
    expect(byName.sort.schema).toEqual({ type: 'string', enum: ['relevance', 'newest', 'oldest'], default: 'relevance' });
    expect(byName.paper.schema).toMatchObject({ type: 'array', items: { type: 'string' } });
    expect(byName.from.schema.pattern).toBeDefined();
    for (const parameter of Object.values(byName) as { name: string; description?: string }[])
      expect([parameter.name, parameter.description]).toEqual([parameter.name, expect.any(String)]);
    expect(body.components.schemas.ArticleInput.properties.title.type).toBe('string');
    expect(body.components.schemas.Problem.required).toContain('requestId');
  });

  it('points nowhere that is not there', async () => {
    const { body, text } = await request(openApp().app).get('/api/v1/openapi.json');
    for (const [, pointer] of text.matchAll(/"\$ref":"#\/([^"]+)"/g)) {
      expect(pointer!.split('/').reduce((found, step) => found?.[step], body)).toBeDefined();
    }
  });

  it('is what the answers of these tests are held to', async () => {
    const before = held.count;
    await request(openApp().app).get('/api/v1/search').expect(200);
    expect(held.count).toBe(before + 1);
  });
});

describe('/docs', () => {
  it('shows every call on a page without a script', async () => {
    const { text } = await request(openApp().app).get('/docs').expect(200);
    for (const part of ['GET /api/v1/search', 'PUT /api/v1/articles/{id}', 'POST /api/v1/pages', 'openapi.json'])
      expect(text).toContain(part);
    expect(text).not.toMatch(/<script(?! src="\/assets\/)/);
    expect(text.length).toBeLessThan(40_000);
  });
});
