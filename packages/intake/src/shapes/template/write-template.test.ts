import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fiscalYear, isoDate, type StatementKind } from '@sipkadin/budget';
import { afterAll, describe, expect, it } from 'vitest';
import { openWorkbook } from '../../containers/container.ts';
import { type Intake, readWorkbook } from '../../intake.ts';
import { writeTemplate } from './write-template.ts';

const folder = mkdtempSync(join(tmpdir(), 'sipkadin-template-'));
afterAll(() => rmSync(folder, { recursive: true }));

async function inspect(name: string, bytes: Buffer): Promise<Intake> {
  writeFileSync(join(folder, name), bytes);
  const workbook = await openWorkbook(join(folder, name), name);
  try {
    return await readWorkbook(workbook, name, {}, { line: () => {}, restart: () => {} });
  } finally {
    workbook.close();
  }
}

const kinds: StatementKind[] = ['budget', 'cash-plan', 'realization', 'register', 'progress'];

describe('the empty template', () => {
  it.each(kinds.flatMap((kind) => [[kind, 'xlsx'] as const, [kind, 'csv'] as const]))(
    'of %s as .%s is known as ours and as empty',
    async (kind, format) => {
      const head = {
        government: '19.71',
        year: fiscalYear(2026),
        version: 'murni',
        basis: 'sp2d',
        from: isoDate('2026-01-01'),
        asOf: isoDate('2026-10-31'),
      } as const;
      const { report } = await inspect(`${kind}.${format}`, await writeTemplate(kind, format, head));
      expect(report).toMatchObject({
        container: format,
        shape: 'template',
        outcome: 'refused',
        year: fiscalYear(2026),
        government: { code: '19.71' },
        rows: 0,
      });
      expect(report.findings.map(({ code }) => code)).toEqual(['form-empty']);
    },
  );

  it('is read once someone filled it in', async () => {
    const empty = await writeTemplate('realization', 'csv', {
      government: '19.71',
      year: fiscalYear(2026),
      basis: 'sp2d',
      asOf: isoDate('2026-10-31'),
      simulated: true,
    });
    const row = '1.02.2.14.0.00.01.0000;Dinas Kesehatan;1.02.01.2.01.0001;Dokumen;5.1.02.01.001.00024;ATK;;;1.234.567,89';
    const { report, statements } = await inspect('isian.csv', Buffer.concat([empty, Buffer.from(`${row}\r\n`)]));
    expect(report).toMatchObject({ outcome: 'read', simulated: true, totals: { realization: '1234567.89' } });
    expect(statements[0]?.head).toMatchObject({
      kind: 'realization',
      basis: 'sp2d',
      asOf: '2026-10-31',
      simulated: true,
      total: 123456789n,
    });
  });
});
