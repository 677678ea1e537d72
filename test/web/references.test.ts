/** What pages say to programs that keep references, read as such programs read it. */
import request from 'supertest';

import { FakeServices, makeArticle } from '../http/fake-services.js';
import { openApp, type OpenOptions } from '../http/open-app.js';

const unescaped = (text: string): string =>
  text.replace(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => ({ amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" })[name]!);

async function textOf(path: string, options: OpenOptions = {}): Promise<string> {
  return (
    await request(openApp({ publicUrl: 'https://bao.example/archive', ...options }).app)
      .get(encodeURI(path))
      .expect(200)
  ).text;
}

const metasOf = (text: string): string[][] =>
  [...text.matchAll(/<meta name="((?:DC|prism)\.[^"]+)" content="([^"]*)">/g)].map(([, name, content]) => [name!, unescaped(content!)]);
const dataOf = (text: string): unknown => JSON.parse(/<script type="application\/ld\+json">([^<]*)<\/script>/.exec(text)![1]!);
const spansOf = (text: string): Record<string, string[]>[] =>
  [...text.matchAll(/<span class="Z3988" title="([^"]*)"><\/span>/g)].map(([, title]) => {
    const fields: Record<string, string[]> = {};
    for (const part of unescaped(title!).split('&')) {
      const [name = '', value = ''] = part.split('=');
      (fields[name] ??= []).push(decodeURIComponent(value));
    }
    return fields;
  });

describe('the page of an article', () => {
  it('is an article of a newspaper in Dublin Core and PRISM', async () => {
    expect(metasOf(await textOf('/articles/yutai-1'))).toEqual([
      ['DC.type', 'newspaperArticle'],
      ['DC.title', '雨台镇修好旧水车'],
      ['DC.creator', '陶砚'],
      ['DC.source', '雨台晚报'],
      ['DC.date', '2030-05-17'],
      ['DC.language', 'zh-CN'],
      ['DC.identifier', 'https://bao.example/archive/articles/yutai-1'],
      ['DC.rights', '雨台晚报社所有'],
      ['prism.publicationName', '雨台晚报'],
      ['prism.publicationDate', '2030-05-17'],
      ['prism.section', '乡镇'],
      ['prism.startingPage', '2'],
    ]);
  });

  it('is a NewsArticle of schema.org', async () => {
    expect(dataOf(await textOf('/articles/yutai-1'))).toEqual({
      '@context': 'https://schema.org',
      '@type': 'NewsArticle',
      headline: '雨台镇修好旧水车',
      author: [{ '@type': 'Person', name: '陶砚' }],
      datePublished: '2030-05-17',
      isPartOf: { '@type': 'Newspaper', name: '雨台晚报' },
      printPage: '2',
      printSection: '乡镇',
      inLanguage: 'zh-CN',
      copyrightNotice: '雨台晚报社所有',
      url: 'https://bao.example/archive/articles/yutai-1',
    });
  });

  it('leads to its reference as RIS and CSL-JSON', async () => {
    const { app } = openApp();
    const { text } = await request(app).get('/articles/yutai-1');
    const links = [...text.matchAll(/<link rel="alternate" type="([^"]+)" title="[^"]+" href="([^"]+)">/g)];
    expect(links.map(([, type]) => type)).toEqual(['application/x-research-info-systems', 'application/vnd.citationstyles.csl+json']);
    for (const [, type, href] of links) {
      const { headers } = await request(app).get(unescaped(href!)).expect(200);
      expect(headers['content-type']).toBe(`${type!}; charset=utf-8`);
    }
  });

  it('says nothing that is not known, and no day that only its text says', async () => {
    const services = new FakeServices([makeArticle({ id: 'd', paragraphs: ['渡口'], date: '2030-05-16', extra: { dateFrom: 'text' } })]);
    const text = await textOf('/articles/d', { services });
    expect(metasOf(text).map(([name]) => name)).toEqual(['DC.type', 'DC.language', 'DC.identifier']);
    expect(Object.keys(dataOf(text) as object)).toEqual(['@context', '@type', 'inLanguage', 'url']);
  });

  it('stays data whatever stands in the article', async () => {
    const title = '</script><script>alert(1)</script><!-- \u2028 "&amp;"';
    const services = new FakeServices([makeArticle({ id: 'x', title, paragraphs: ['渡口'] })]);
    const text = await textOf('/articles/x', { services });
    expect((dataOf(text) as { readonly headline: string }).headline).toBe(title);
    expect(text).not.toContain('<script>');
  });
});

describe('a list of results', () => {
  it('carries the reference to each of its articles', async () => {
    const spans = spansOf(await textOf('/?q=水车'));
    expect(spans.map((fields) => fields['rft.title'])).toEqual([['雨台镇修好旧水车'], ['渡口夜班加开一趟船']]);
    expect(spans[0]).toEqual({
      ctx_ver: ['Z39.88-2004'],
      rft_val_fmt: ['info:ofi/fmt:kev:mtx:dc'],
      'rft.type': ['newspaperArticle'],
      'rft.title': ['雨台镇修好旧水车'],
      'rft.creator': ['陶砚'],
      'rft.source': ['雨台晚报'],
      'rft.date': ['2030-05-17'],
      'rft.pages': ['2'],
      'rft.language': ['zh-CN'],
      'rft.identifier': ['https://bao.example/archive/articles/yutai-1'],
    });
  });

  it('keeps fields apart whatever stands in them', async () => {
    const title = '渡口&rft.type=book=100% + "1" <b>';
    const services = new FakeServices([makeArticle({ id: 'x', title, paragraphs: ['渡口'] })]);
    expect(spansOf(await textOf('/?q=渡口', { services }))[0]).toMatchObject({ 'rft.title': [title], 'rft.type': ['newspaperArticle'] });
  });
});
