import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { changeOf, fiscalYear, type IsoDate, isoDate, parseDecimal } from '@sipkadin/budget';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { activityMoves } from '../src/comparison/activity-moves.ts';
import { amountChanges } from '../src/comparison/amount-changes.ts';
import { unitsWithout } from '../src/comparison/part-version.ts';
import { atSameDay, editionOfSameDay } from '../src/comparison/same-day.ts';
import type { EditionContent, EditionLine } from '../src/edition.ts';
import { type Edition, openEdition } from '../src/folder/read.ts';
import { newestFormat } from '../src/format/formats.ts';
import { sha256 } from '../src/sha256.ts';
import { sampleContent } from './sample.ts';

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'sipkadin-comparison-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let written = 0;
/** An edition's files as they are read, without what publishing adds: signatures and compressed copies. */
function published(content: EditionContent): Edition {
  const dir = join(folder, String(written++));
  const { manifest, files } = newestFormat.build(content);
  const listed = [...files].map(([path, bytes]) => ({ path, bytes: bytes.length, sha256: sha256(bytes) }));
  files.set('manifest.json', Buffer.from(JSON.stringify({ ...manifest, files: listed })));
  for (const [path, bytes] of files) {
    mkdirSync(dirname(join(dir, path)), { recursive: true });
    writeFileSync(join(dir, path), bytes);
  }
  return openEdition(dir, sha256(files.get('manifest.json') ?? Buffer.alloc(0)));
}

/** The same content a year earlier, with every amount of realization changed. */
function yearEarlier(content: EditionContent, realized: (amount: bigint) => bigint): EditionContent {
  const before = <Day extends IsoDate | null>(day: Day) => (day === null ? day : isoDate(`2025${day.slice(4)}`)) as Day;
  return {
    ...content,
    year: fiscalYear(2025),
    asOf: before(content.asOf),
    months: content.months.map((row) => ({
      ...row,
      asOf: before(row.asOf),
      amount: row.measure === 'plan' ? row.amount : realized(row.amount),
    })),
    days: content.days.map((row) => ({ ...row, asOf: before(row.asOf) })),
    progress: content.progress.map((row) => ({ ...row, asOf: before(row.asOf) })),
    sources: content.sources.map((row) => ({ ...row, from: before(row.from), asOf: before(row.asOf) })),
    lines: content.lines.map((line) => (line.measure === 'realization' ? { ...line, amount: realized(line.amount) } : line)),
  };
}

const spendingOf = (content: EditionContent, opd: string, until: number) =>
  content.months
    .filter(({ measure, unit, account, month }) => measure !== 'plan' && account.startsWith('5') && unit.startsWith(opd) && month <= until)
    .filter(({ measure, month }) => measure === 'payment' || month === until)
    .reduce((sum, { amount }) => sum + amount, 0n);

describe('two years on the same day', () => {
  test('compares each OPD at its own last month that both years know, and adds up to the sen', () => {
    const content = sampleContent(3, { units: 12 });
    const earlier = yearEarlier(content, (amount) => amount / 2n);
    const [now, before] = [published(content), published(earlier)];
    const { pairs, notCompared, total } = atSameDay(before, now, '5', 10);
    // One OPD never reported.
    expect(notCompared.map(({ why }) => why)).toEqual(['no-day']);
    expect(pairs).toHaveLength(11);
    for (const pair of pairs) {
      const opd = pair.code.slice(0, pair.code.lastIndexOf('.'));
      const month = Number(pair.day.slice(5, 7));
      expect([pair.name, pair.after], pair.name).toEqual([pair.name, spendingOf(content, opd, month)]);
      expect(pair.before).toBe(spendingOf(earlier, opd, month));
    }
    // The OPD that is late is compared at the month that it reported last.
    expect(new Set(pairs.map(({ day }) => day))).toEqual(new Set(['2026-10-31', '2026-09-30']));
    expect(total.after).toBe(pairs.reduce((sum, { after }) => sum + after, 0n));
    const earlierMonth = atSameDay(before, now, '5', 6);
    expect(new Set(earlierMonth.pairs.map(({ day }) => day))).toEqual(new Set(['2026-06-30']));
  });

  test('never compares another day: a report to the 12th has no other year at the month end', () => {
    const content = sampleContent(3, { units: 3 });
    const earlier = yearEarlier(content, (amount) => amount);
    const cut = <Row extends { month: number; asOf: IsoDate | null }>(row: Row): Row =>
      row.month === 10 && row.asOf !== null ? { ...row, asOf: isoDate('2025-10-12') } : row;
    const [now, before] = [
      published(content),
      published({ ...earlier, asOf: isoDate('2025-10-12'), months: earlier.months.map(cut), days: earlier.days.map(cut) }),
    ];
    const { pairs } = atSameDay(before, now, '5', 10);
    expect(new Set(pairs.map(({ day }) => day))).toEqual(new Set(['2026-09-30']));
    expect(editionOfSameDay([before], now)).toBeUndefined();
    expect(editionOfSameDay([published(earlier)], now)?.manifest.asOf).toBe('2025-10-31');
  });

  test('a version that some OPD are not in gives no share of the budget, and names them', () => {
    const content = sampleContent(3, { units: 4 });
    const missing = content.lines.find(({ measure }) => measure === 'budget')?.unit ?? '';
    const lines = content.lines.filter((line) => line.measure !== 'budget' || line.version !== 'perubahan' || line.unit !== missing);
    const [now, before] = [published({ ...content, lines }), published(yearEarlier(content, (amount) => amount))];
    expect(unitsWithout(now, 'perubahan').map(({ code }) => code)).toEqual([missing]);
    expect(unitsWithout(now, 'murni')).toEqual([]);
    const { budget } = atSameDay(before, now, '5', 10).total;
    expect([budget.before === null, budget.after]).toEqual([false, null]);
  });

  test('an OPD that one of the years does not have is named, and its amounts are in no sum', () => {
    const content = sampleContent(3, { units: 4 });
    const gone = content.months[0]?.unit ?? '';
    const without = { ...content, months: content.months.filter(({ unit }) => unit !== gone) };
    const earlier = yearEarlier({ ...without, lines: content.lines.filter(({ unit }) => unit !== gone) }, (amount) => amount);
    const [now, before] = [published(content), published(earlier)];
    expect(atSameDay(before, now, '5', 10).notCompared.map(({ code, why }) => [code, why])).toEqual([[gone, 'new']]);
    expect(atSameDay(now, before, '5', 10).notCompared.map(({ code, why }) => [code, why])).toEqual([[gone, 'gone']]);
  });
});

describe('two versions of a budget', () => {
  /** Spending budget by OPD and sub kegiatan, from the lines alone. */
  function fromLines(lines: readonly EditionLine[]) {
    const sums = new Map<string, Record<string, bigint | null>>();
    for (const { measure, version, unit, activity, account, amount } of lines) {
      if (measure !== 'budget' || !account.startsWith('5') || (version !== 'murni' && version !== 'perubahan')) continue;
      const name = `${unit.slice(0, unit.lastIndexOf('.'))}.0000 ${activity}`;
      const row = sums.get(name) ?? { murni: null, perubahan: null };
      sums.set(name, { ...row, [version]: (row[version] ?? 0n) + amount });
    }
    return sums;
  }

  test('the list of moves is what the lines say, and adds up to the change of the whole to the sen', () => {
    const content = sampleContent(5, { units: 8 });
    const edition = published(content);
    const moves = activityMoves(edition, 'murni', 'perubahan') ?? [];
    const expected = [...fromLines(content.lines)].filter(([, { murni, perubahan }]) => (murni ?? 0n) !== (perubahan ?? 0n));
    expect(expected.length).toBeGreaterThan(20);
    expect(new Map(moves.map(({ unit, code, before, after }) => [`${unit.code} ${code}`, { murni: before, perubahan: after }]))).toEqual(
      new Map(expected),
    );
    const versions = edition.summary().accounts.find(({ code }) => code === '5')?.versions ?? {};
    const whole = (parseDecimal(versions['perubahan'] ?? '') ?? 0n) - (parseDecimal(versions['murni'] ?? '') ?? 0n);
    expect(moves.reduce((sum, move) => sum + changeOf(move), 0n)).toBe(whole);
  });

  test('a sub kegiatan that left one OPD and came to another has moved; its code decides, not its name', () => {
    const content = sampleContent(5, { units: 8 });
    const [from, to] = [...new Set(content.lines.map(({ unit }) => unit))].filter((unit) => unit.endsWith('.0000'));
    const moving = content.lines.find(({ measure, unit, account }) => measure === 'budget' && unit === from && account.startsWith('5'));
    const activity = `${moving?.activity.slice(0, -4)}0099`;
    const budget = (version: string, unit: string, amount: bigint): EditionLine => ({
      ...(moving as EditionLine),
      ...{ activity, version, unit, amount, source: version === 'murni' ? 's000001' : 's000002' },
    });
    const lines = [...content.lines, budget('murni', from ?? '', 500_00n), budget('perubahan', to ?? '', 700_00n)];
    const moves = activityMoves(published({ ...content, lines }), 'murni', 'perubahan') ?? [];
    const found = moves.filter(({ code }) => code === activity);
    expect(found.map(({ kind, before, after, unit }) => [kind, before, after, unit.code])).toEqual([['moved', 500_00n, 700_00n, to]]);
    expect(found[0]?.from).toBe(
      published(content)
        .units()
        .find(({ code }) => code === from)?.name,
    );
  });
});

describe('two editions', () => {
  test('every changed amount, and no other, with what changed it', async () => {
    const content = sampleContent(7, { units: 4 });
    const target = content.lines.find(({ measure, account }) => measure === 'realization' && account.startsWith('5')) as EditionLine;
    const source = content.sources.find(({ id }) => id === target.source);
    const next = (changed: Partial<NonNullable<typeof source>>, amount: bigint): EditionContent => ({
      ...content,
      number: 2,
      sources: content.sources.map((one) => (one.id === target.source ? { ...one, ...changed } : one)),
      lines: content.lines.map((line) => (line === target ? { ...line, amount } : line)),
    });
    const before = published(content);
    expect(await amountChanges(before, published(next({}, target.amount)))).toEqual([]);
    const corrected = next({ linesHash: 'b'.repeat(64), fileHash: 'b'.repeat(64) }, target.amount + 5n);
    const [only, ...others] = await amountChanges(before, published(corrected));
    expect(others).toEqual([]);
    expect(only).toMatchObject({ measure: 'realization', account: target.account, activity: target.activity, why: 'correction' });
    expect((only?.after ?? 0n) - (only?.before ?? 0n)).toBe(5n);
    const later = next({ linesHash: 'b'.repeat(64), asOf: isoDate('2026-11-30') }, target.amount + 5n);
    expect((await amountChanges(before, published(later))).map(({ why }) => why)).toEqual(['new-report']);
    const withdrawal = { ...corrected, correction: { kind: 'withdrawal', of: 1, content: null } as const };
    expect((await amountChanges(before, published(withdrawal))).map(({ why }) => why)).toEqual(['withdrawal']);
  });

  test('the changes of a version that is new add up to its budget', async () => {
    const content = sampleContent(7, { units: 4 });
    const first = { ...content, version: 'murni', lines: content.lines.filter(({ version }) => version !== 'perubahan') };
    const changes = await amountChanges(published(first), published({ ...content, number: 2 }));
    const added = changes.filter(({ measure, version }) => measure === 'budget' && version === 'perubahan');
    expect(new Set(added.map(({ why }) => why))).toEqual(new Set(['new-version']));
    const budget = content.lines.filter(({ measure, version }) => measure === 'budget' && version === 'perubahan');
    expect(added.reduce((sum, { after }) => sum + (after ?? 0n), 0n)).toBe(budget.reduce((sum, { amount }) => sum + amount, 0n));
  });
});
