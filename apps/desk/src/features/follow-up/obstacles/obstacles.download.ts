import { causeWords, csvLine, dayInJakarta, fiscalYear } from '@sipkadin/budget';
import { activityNames, type Ledger, obstacleReleases, readsUnit, unitNames } from '@sipkadin/ledger';
import { followedObstacles, publicState } from '@sipkadin/monitor';
import { Refusal } from '@sipkadin/workflow';
import { z } from 'zod';
import type { FileHandler } from '../../../rights/file-routes.ts';
import { chosenYear } from './obstacle-list.ts';
import { obstacleWords } from './words.ts';

const query = z.object({
  tahun: z.coerce.number().int().min(2000).max(2099).transform(fiscalYear).optional(),
  bahasa: z.string().optional(),
});

/**
 * GET /api/kerja/kendala/19.71?tahun=2026&bahasa=id: all obstacles of a year that the person may read, as CSV (RFC 4180, UTF-8; text
 * that a spreadsheet would run as a formula is escaped).
 */
export function obstaclesDownload({
  ledger: { read },
  now,
}: {
  ledger: Pick<Ledger, 'read'>;
  now: () => string;
}): FileHandler<'GET kendala/:government'> {
  return async ({ government, viewer }, req, res) => {
    const asked = query.safeParse(req.query);
    if (!asked.success) throw new Refusal('bad-input');
    const language = asked.data.bahasa === 'en' ? 'en' : 'id';
    const { columns, states, publicStates } = obstacleWords[language].csv;
    const day = dayInJakarta(now());
    const year = await chosenYear(read, government, asked.data.tahun, day);
    const all = (await followedObstacles(read, { government, year, day })).filter(({ unit }) => readsUnit(viewer, unit));
    const units = await unitNames(read, { government, year });
    const activities = await activityNames(
      read,
      { government, year },
      all.map(({ activity }) => activity),
    );
    const releases = await obstacleReleases(read, { government, year });
    res.setHeader('Content-Type', 'text/csv; charset=utf-8');
    res.setHeader('X-Content-Type-Options', 'nosniff');
    res.setHeader('Content-Disposition', `attachment; filename="kendala-${government}-${year}-${day}.csv"`);
    const rows = all.map((one) =>
      csvLine([
        ...[one.id, one.unit, units.get(one.unit) ?? '', one.activity, activities.get(one.activity) ?? ''],
        ...[causeWords[one.cause][language], one.what, one.followUp, one.unblocker, one.owner, one.openedOn, one.ageDays],
        ...[one.promises[0]?.until ?? null, one.promisedOn, Math.max(0, one.promises.length - 1), one.lateDays],
        ...[states[one.state], one.endedOn, one.ending, one.unmentionedSince, publicStates[publicState(one, releases)]],
        ...(one.source.kind === 'file' ? [one.source.upload, one.source.sheet, one.source.row] : ['', '', null]),
        one.simulated ? columns.yes : columns.no,
      ]),
    );
    res.end(csvLine(columns.names) + rows.join(''));
  };
}
