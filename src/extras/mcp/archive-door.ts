/** What the tools ask: the service that has the archive, or the archive itself where none has it. */
import { existsSync } from 'node:fs';
import type { Article } from '../../article/article.js';
import { createLogger } from '../../cli/command-context.js';
import { onStore, serviceOf, type ServiceClient } from '../../cli/service-client.js';
import type { Config } from '../../config.js';
import type { IssueListView } from '../../http/issue-service.js';
import { parseParameters, type RawParameters } from '../../http/parameters.js';
import { awayFault } from '../../http/read-article.js';
import { issueParametersSchema } from '../../http/routes/page-routes.js';
import { parseSearchParameters } from '../../http/search-parameters.js';
import type { SearchAnswer } from '../../search/search-answer.js';
import { SearchServiceError } from '../../search-service-error.js';
import { openApp, type App } from '../../service/app.js';

/** An archive that was opened for a question is given back after this pause, so that a service can take it. */
const IDLE_MS = 10_000;

/** Reads one archive, wherever it is open. One question at a time opens it; all of them may run at once. */
export class ArchiveDoor {
  #opened: Promise<App> | undefined;
  #underWay = 0;
  #idle: NodeJS.Timeout | undefined;

  readonly #config: Config;

  constructor(config: Config) {
    this.#config = config;
  }

  /** Throws PARAMETER_INVALID. */
  search(parameters: RawParameters): Promise<SearchAnswer> {
    const request = parseSearchParameters(parameters);
    const query = queryOf(parameters);
    return this.#ask<SearchAnswer>(
      async (app) => app.searcher.search(request, {}),
      (service) => service.call('/search', { method: 'GET', query }),
    );
  }

  /** Throws ARTICLE_NOT_FOUND, ARTICLE_WITHHELD, ARTICLE_DELETED. */
  async article(id: string): Promise<Article> {
    const { article } = await this.#ask<{ readonly article: Article }>(
      async (app) => {
        const found = await app.articles.find(id);
        if (found.type !== 'present') throw awayFault(id, found);
        return found;
      },
      (service) => service.call(`/articles/${encodeURIComponent(id)}`, { method: 'GET' }),
    );
    return article;
  }

  /** Issues, newest first. Throws PARAMETER_INVALID. */
  issues(parameters: RawParameters): Promise<IssueListView> {
    const question = parseParameters(issueParametersSchema, parameters);
    const query = queryOf(parameters);
    return this.#ask<IssueListView>(
      async (app) => app.issues.list(question),
      (service) => service.call('/pages', { method: 'GET', query }),
    );
  }

  /** Gives the archive back where it is open here. */
  async close(): Promise<void> {
    clearTimeout(this.#idle);
    const opened = this.#opened;
    this.#opened = undefined;
    if (opened !== undefined) await (await opened).close();
  }

  async #ask<T>(here: (app: App) => Promise<T>, there: (service: ServiceClient) => Promise<unknown>): Promise<T> {
    this.#underWay += 1;
    clearTimeout(this.#idle);
    try {
      // Asked first: trying to open what a service has takes longer than asking it.
      const service = this.#opened === undefined ? await serviceOf(this.#config) : undefined;
      if (service !== undefined) return (await there(service)) as T;
      return await onStore(
        this.#config,
        async () => here(await this.#open()),
        async (other) => (await there(other)) as T,
      );
    } finally {
      this.#underWay -= 1;
      if (this.#underWay === 0 && this.#opened !== undefined) this.#idle = setTimeout(() => void this.close(), IDLE_MS).unref();
    }
  }

  #open(): Promise<App> {
    if (this.#opened !== undefined) return this.#opened;
    const { dataDirectory } = this.#config;
    if (!existsSync(dataDirectory))
      return Promise.reject(
        new SearchServiceError('FILE_NOT_FOUND', `there is no archive in ${dataDirectory}. Name it with --data or XUNBAO_DATA.`),
      );
    const opening = openApp(this.#config, createLogger(this.#config, { serving: false }));
    this.#opened = opening;
    opening.catch(() => {
      // A service has it, or had it a moment ago: the next question looks again.
      if (this.#opened === opening) this.#opened = undefined;
    });
    return opening;
  }
}

function queryOf(parameters: RawParameters): URLSearchParams {
  return new URLSearchParams([...parameters].flatMap(([name, values]) => values.map((value): [string, string] => [name, value])));
}
