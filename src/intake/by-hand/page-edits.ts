/** Changes of stored pages by hand, each in one transaction: place, division, what is shown, and taking a decision back. */
import type { DividedArticle, PagePatch } from '../../article/page-patch-schema.js';
import type { Archive } from '../../archive/archive.js';
import type { ArchiveChange, PageRecord, PlacePart } from '../../archive/archive-change.js';
import type { Decision } from '../../archive/decision.js';
import { SearchServiceError } from '../../search-service-error.js';
import { isExpected, type Editor, type Expected } from '../article-edits.js';
import type { Decide, IntakeChange } from '../histories.js';
import { decisionIn, takenBackIn, valueWithout, withDecisions } from '../keep-decisions.js';
import type { WithheldForLikeness } from '../keep-out.js';
import type { TextReader } from '../read-page.js';
import { liftedWith, type TakingAlong } from '../take-along.js';
import { articlesOn, pageVersionOf, readHandPage, type HandPage, type ViewArchive } from './page-view.js';
import { planPageEdit, toldArticle, type PagePlan, type PlanningArchive } from './plan-page-edit.js';
import { refuseTaken } from './place-change.js';
import { readAfresh } from './read-afresh.js';

/** The archive, as far as pages are changed by hand. */
export type EditedArchive = ViewArchive & PlanningArchive & Pick<Archive, 'pagesAt' | 'takenOut' | 'standing' | 'isReleased'>;

/** A change of one page. */
export interface PageEdit {
  readonly id: string;
  readonly patch: PagePatch;
  readonly expected: Expected;
}

/** What became of it; `stale`: the page is not the expected one, and nothing was written. */
export interface PageEditReceipt {
  readonly type: 'stored' | 'stale';
  /** Of the page as it stands now. */
  readonly version: string;
  /** The same, without its text. */
  readonly page: HandPage;
  readonly status: 'updated' | 'unchanged';
  readonly removedIds: readonly string[];
  /** For people. */
  readonly warnings: readonly string[];
}

/** What changes of pages need of the intake. */
export interface PageEditPorts {
  readonly archive: EditedArchive;
  readonly along: TakingAlong;
  readonly readText: TextReader;
  /** Runs while nothing else is written. */
  readonly alone: <T>(work: () => Promise<T>) => Promise<T>;
  /** One transaction, indexed. */
  readonly store: (changes: readonly IntakeChange[]) => Promise<WithheldForLikeness>;
  /** Withholds what is much the same as these, which were withheld. */
  readonly takeAlong: (ids: readonly string[]) => Promise<readonly string[]>;
  readonly now: () => Date;
}

/**
 * Changes pages, all or none, with one commit. Throws PAGE_NOT_FOUND, PAGE_INVALID, PAGE_PLACE_TAKEN and ARTICLE_TOO_LARGE. Where one of
 * them is not the expected one, nothing is written and the receipts of those say so.
 */
export async function editPages(edits: readonly PageEdit[], editor: Editor, ports: PageEditPorts): Promise<readonly PageEditReceipt[]> {
  const readings = await readingsFor(edits, ports);
  const withheld: string[] = [];
  const receipts = await ports.alone(async () => {
    const { archive, store } = ports;
    const records = await Promise.all(edits.map(({ id }) => pageOf(archive, id)));
    const stale = edits.map(({ expected }, at) => !isExpected(pageVersionOf(archive, records[at]!), expected));
    if (stale.includes(true)) return Promise.all(edits.map(({ id }, at) => receiptOf(archive, id, stale[at]! ? 'stale' : 'stored')));
    const at = ports.now().toISOString();
    const plans = await Promise.all(
      edits.map(({ id, patch }, index) => planPageEdit({ record: records[index]!, patch, reading: readings.get(id), editor, at }, archive)),
    );
    refuseTaken(
      archive,
      plans.map(({ place }, index) => ({ record: records[index]!, place })),
    );
    const standing = await Promise.all(edits.map(({ patch }, index) => showingOf(patch, plans[index]!, { editor, at, ports })));
    withheld.push(...standing.flatMap(({ withheldIds }) => withheldIds));
    await store(plans.flatMap(({ changes }, index) => merged(changes, standing[index]!)));
    return Promise.all(
      edits.map(({ id }, index) => receiptOf(archive, id, 'stored', merged(plans[index]!.changes, standing[index]!), plans[index])),
    );
  });
  const alike = await ports.takeAlong(withheld);
  const said = alike.length === 0 ? [] : [`much the same, and withheld too 内容相近，一并停止公开: ${alike.join(', ')}`];
  return receipts.map((receipt, index) => (index === 0 ? { ...receipt, warnings: [...receipt.warnings, ...said] } : receipt));
}

/** Takes decision `n` of a page back. Throws the same, DECISION_NOT_FOUND and PARAMETER_INVALID. */
export async function takeBackPage(
  id: string,
  n: number,
  expected: Expected,
  editor: Editor,
  ports: PageEditPorts,
): Promise<PageEditReceipt> {
  const { archive } = ports;
  return ports.alone(async () => {
    const record = await pageOf(archive, id);
    if (!isExpected(pageVersionOf(archive, record), expected)) return receiptOf(archive, id, 'stale');
    const { decisions = [] } = record;
    const decision = decisionIn(decisions, n, 'withhold the page or bring it back instead');
    if (takenBackIn(decisions).has(n)) return receiptOf(archive, id, 'stored');
    const patch = await patchWithout(archive, record, decision);
    const at = ports.now().toISOString();
    const plan = await planPageEdit({ record, patch, reading: undefined, editor, at, takesBack: n, takesBackWhat: decision.what }, archive);
    refuseTaken(archive, [{ record, place: plan.place }]);
    await ports.store(plan.changes);
    return receiptOf(archive, id, 'stored', plan.changes, plan);
  });
}

/** What a page is without a decision: the value before it, where the page still has that of the decision. */
async function patchWithout(archive: PlanningArchive, record: PageRecord, decision: Decision): Promise<PagePatch> {
  const { what, after } = decision;
  const value = valueWithout(record.decisions ?? [], decision);
  const none: PagePatch = { place: { paper: undefined, date: undefined, pageNumber: undefined, section: undefined } };
  if (what !== 'articles') {
    const present = record[what as PlacePart] ?? null;
    return present === after ? { place: { ...none.place, [what]: value as string | null } } : none;
  }
  const present = (await articlesOn(archive, record)).standing.map(toldArticle);
  return JSON.stringify(present) === JSON.stringify(after) ? { ...none, articles: value as readonly DividedArticle[] } : none;
}

async function pageOf(archive: Pick<Archive, 'page'>, id: string): Promise<PageRecord> {
  const record = await archive.page(id);
  if (record === undefined) throw new SearchServiceError('PAGE_NOT_FOUND', `The archive has no page ${id}. Check the id.`);
  return record;
}

/** What the reader of now makes of the pages that are divided: read before anything is held. */
async function readingsFor(edits: readonly PageEdit[], { archive, readText }: PageEditPorts) {
  const readings = new Map<string, Awaited<ReturnType<typeof readAfresh>>>();
  for (const { id, patch } of edits) {
    const record = patch.articles === undefined ? undefined : await archive.page(id);
    if (record === undefined) continue;
    const stands = (await articlesOn(archive, record)).standing.map(({ lines }) => lines);
    readings.set(id, await readAfresh(archive, record, stands, readText));
  }
  return readings;
}

async function receiptOf(
  archive: ViewArchive,
  id: string,
  type: PageEditReceipt['type'],
  changes: readonly unknown[] = [],
  plan?: PagePlan,
): Promise<PageEditReceipt> {
  const { page, version } = (await readHandPage(archive, id, false))!;
  const { removedIds = [], warnings = [] } = plan ?? {};
  return { type, version, page, status: changes.length === 0 ? 'unchanged' : 'updated', removedIds, warnings };
}

/** Which articles are shown from now on. */
interface Showing {
  readonly changes: readonly IntakeChange[];
  readonly record?: PageRecord;
  readonly withheldIds: readonly string[];
}

interface ShowingParts {
  readonly editor: Editor;
  readonly at: string;
  readonly ports: PageEditPorts;
}

async function showingOf({ withheld }: PagePatch, plan: PagePlan, { editor: { by }, at, ports }: ShowingParts): Promise<Showing> {
  if (withheld === undefined) return { changes: [], withheldIds: [] };
  const { archive, along } = ports;
  const ids = withheld === null ? plan.record.articleIds.filter((id) => archive.status(id) === 'withheld') : plan.articleIds;
  if (ids.length === 0) return { changes: [], withheldIds: [] };
  const all = [...new Set((await Promise.all(ids.map((id) => along.joined.idsOf(id)))).flat())];
  const after = withheld === null ? { status: 'live' } : { status: 'withheld', reason: withheld };
  const signed = by === undefined ? {} : { by };
  const decides = all.map((id): Decide => {
    const reason = archive.reason(id);
    const before = { status: archive.status(id) ?? 'live', ...(reason !== undefined && { reason }) };
    return { type: 'decide', id, made: [{ what: 'status', before, after, ...signed }] };
  });
  const ends = all.map((id): ArchiveChange => (withheld === null ? { type: 'restore', id } : { type: 'withhold', id, reason: withheld }));
  const lifted = withheld === null ? await liftedWith(all, { ...along, archive }) : [];
  const made = { what: 'status', before: { status: withheld === null ? 'withheld' : 'live' }, after, ...signed };
  const record = { ...plan.record, decisions: withDecisions(plan.record.decisions ?? [], [made], at) };
  return { changes: [...decides, ...ends, ...lifted], record, withheldIds: withheld === null ? [] : all };
}

/** The changes of both; one record of the page. */
function merged(changes: readonly IntakeChange[], { changes: more, record }: Showing): readonly IntakeChange[] {
  const rest = record === undefined ? changes : changes.filter(({ type }) => type !== 'page');
  return [...rest, ...more, ...(record === undefined ? [] : [{ type: 'page', page: record } as const])];
}
