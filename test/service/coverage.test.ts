/** What the archive has of each paper and month. */
import { ArchiveIssueService } from '../../src/service/issue-service.js';
import { openTemporaryIntake, pageText, THREE, type TemporaryIntake } from '../intake/temporary-intake.js';
import { png } from '../page/pictures.js';

let room: TemporaryIntake;
beforeEach(async () => {
  room = await openTemporaryIntake();
});
afterEach(async () => {
  await room.close();
});

const put = (paper: string | undefined, date: string | undefined, pageNumber: string, bytes: Uint8Array = Buffer.from(pageText(THREE))) =>
  room.intake.addPages({
    bytes,
    given: { ...(paper !== undefined && { paper }), ...(date !== undefined && { date }), pageNumber },
    source: `/${paper ?? ''}/${date ?? ''}/${pageNumber}`,
  });

it('counts issues, pages and pictures, and names the days between the first and the last issue that have none', async () => {
  await put('甲报', '2080-02-27', '1');
  await put('甲报', '2080-02-27', '2', png(9, 9));
  await put('甲报', '2080-02-29', '1');
  await put('甲报', '2080-03-02', '1', png(8, 8));
  await put('乙报', '2079-01-01', '1');
  await put(undefined, undefined, '7');
  const { total, rows } = await new ArchiveIssueService(room.archive).coverage();
  expect(total).toBe(4);
  expect(
    rows.map(({ paper, month, issueCount, pageCount, textCount, pictureCount, unsureCount, missingDays }) => [
      ...[paper, month, issueCount, pageCount, textCount, pictureCount, unsureCount],
      missingDays.join(' '),
    ]),
  ).toEqual([
    ['甲报', '2080-02', 2, 3, 2, 1, 0, '2080-02-28'],
    ['甲报', '2080-03', 1, 1, 0, 1, 0, '2080-03-01'],
    ['乙报', '2079-01', 1, 1, 1, 0, 0, ''],
    [undefined, undefined, 1, 1, 1, 0, 0, ''],
  ]);
});

it('counts the pages that were read with low confidence, and no page whose articles are all gone', async () => {
  const [unsure] = await put('甲报', '2080-02-27', '1');
  const record = (await room.archive.page(unsure!.page.id!))!;
  await room.archive.commit([{ type: 'page', page: { ...record, confidence: 0.4 } }]);
  const [gone] = await put('甲报', '2080-02-28', '1');
  await room.intake.deletePage(gone!.page.id!);
  const { rows } = await new ArchiveIssueService(room.archive).coverage();
  expect(rows).toMatchObject([{ paper: '甲报', month: '2080-02', issueCount: 1, pageCount: 1, unsureCount: 1, missingDays: [] }]);
});

it('is empty for an empty archive', async () => {
  expect(await new ArchiveIssueService(room.archive).coverage()).toEqual({ total: 0, rows: [] });
});
