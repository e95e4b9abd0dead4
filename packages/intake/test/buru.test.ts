import { type Code, type Line, type StatementKind, sum, toDecimal } from '@sipkadin/budget';
import { describe, expect, it } from 'vitest';
import { openWorkbook } from '../src/containers/container.ts';
import { readWorkbook } from '../src/intake.ts';
import { cashPlan, flatRecap, register, tree } from './buru.ts';
import { file } from './workbook.ts';

async function inspect(bytes: Buffer, name: string) {
  const lines: (Line & { kind: StatementKind })[] = [];
  const workbook = await openWorkbook(file(bytes), name);
  const intake = await readWorkbook(workbook, name, {}, { line: (kind, line) => lines.push({ ...line, kind }), restart: () => {} });
  workbook.close();
  const findings = intake.report.findings.filter(({ severity }) => severity !== 'info').map(({ code }) => code);
  return { ...intake, lines, findings };
}

/** Rupiah by OPD: a sub-unit's number ends in 0001 and on. */
const byOpd = (lines: readonly Line[]) =>
  Object.fromEntries(
    [...Map.groupBy(lines, ({ unit }): Code => unit.slice(0, -5))].map(([opd, of]) => [
      opd,
      toDecimal(sum(of.map(({ amount }) => amount))),
    ]),
  );

// Expected values: buru/README.md.
describe('real figures of Kabupaten Buru in the layouts of SIPD', () => {
  it('reads the flat recap of the budget, murni', async () => {
    const { report, lines, findings } = await inspect(flatRecap('murni'), 'rekap5_buru_2025_murni.xlsx');
    expect(report).toMatchObject({ shape: 'flat', outcome: 'read', year: 2025, budgetVersion: 'murni', government: { code: '81.04' } });
    expect(report).toMatchObject({
      rows: 937,
      lines: 808,
      totals: { budget: '52081886511.00', 'budget:5.1': '48239332811.00', 'budget:5.2': '3842553700.00' },
    });
    expect(report.findings.find(({ code }) => code === 'duplicate-lines')?.value).toBe('13');
    expect(report.units).toHaveLength(14);
    expect(findings).toEqual([]);
    expect(byOpd(lines)).toEqual({
      '2.16.2.20.2.21.01': '2284822662.00',
      '2.18.0.00.0.00.01': '2260664589.00',
      '4.01.0.00.0.00.01': '38034187061.00',
      '5.01.5.05.0.00.01': '7293349034.00',
      '7.01.0.00.0.00.01': '2208863165.00',
    });
  });

  it('reads the flat recap of the changed budget to the sen', async () => {
    const { report, lines, findings } = await inspect(flatRecap('perubahan'), 'rekap5_buru_2025_perubahan.xlsx');
    expect(report).toMatchObject({ shape: 'flat', outcome: 'read', budgetVersion: 'perubahan', rows: 973, lines: 844 });
    expect(report.totals).toMatchObject({ budget: '58612167219.65', 'budget:5.1': '51364228595.65', 'budget:5.2': '7247938624.00' });
    expect(report.findings.find(({ code }) => code === 'duplicate-lines')?.value).toBe('8');
    expect(findings).toEqual([]);
    expect(byOpd(lines)).toEqual({
      '2.16.2.20.2.21.01': '2118199996.50',
      '2.18.0.00.0.00.01': '2113685582.00',
      '4.01.0.00.0.00.01': '46289363173.00',
      '5.01.5.05.0.00.01': '6124786525.15',
      '7.01.0.00.0.00.01': '1966131943.00',
    });
  });

  it('reads the register of documents: each payment once, its total row found one column too far right, no person kept', async () => {
    const { report, statements, lines, findings } = await inspect(register(), 'register_buru_2026_jan.xlsx');
    expect(report).toMatchObject({ shape: 'register', outcome: 'read', year: 2026, basis: 'spj', from: '2026-01-01', asOf: '2026-01-30' });
    expect(report).toMatchObject({ rows: 208, lines: 208, totals: { realization: '2403934496.00' } });
    expect(report.reconciliation).toMatchObject([{ file: '2403934496.00', computed: '2403934496.00', equal: true }]);
    expect(new Set(lines.map(({ document }) => document)).size).toBe(26);
    expect(report.units).toHaveLength(5);
    expect(findings).toEqual([]);
    expect(report.findings.map(({ code }) => code)).toContain('total-row-shifted');
    const kept = JSON.stringify([report, statements.map(({ names }) => names), lines], (_key, value: unknown) =>
      typeof value === 'bigint' ? String(value) : value,
    );
    expect(kept).not.toMatch(/PEGAWAI \d|1980010120050100|Pembayaran Gaji/);
  });

  it('reads the tree report: ten levels of sums over the lines of nine bagian, every one of them right', async () => {
    const { report, lines, findings } = await inspect(tree(), 'lra_buru_setda_2025_perubahan.xlsx');
    expect(report).toMatchObject({ shape: 'tree', outcome: 'read', year: 2025, budgetVersion: 'perubahan' });
    expect(report.totals).toMatchObject({ budget: '46289363173.00', 'budget:5.1': '39224745549.00', 'budget:5.2': '7064617624.00' });
    expect(byOpd(lines)).toEqual({ '4.01.0.00.0.00.01': '46289363173.00' });
    expect(report.reconciliation).toHaveLength(30);
    expect(report.reconciliation.filter(({ equal }) => !equal)).toEqual([]);
    expect(findings).toEqual([]);
  });

  it('reads the cash plan: twelve months of each line, which add up to its budget and to the quarters', async () => {
    const { report, lines, findings } = await inspect(cashPlan(), 'rak_buru_kominfo_2025_murni.xlsx');
    expect(report).toMatchObject({ shape: 'cash-plan', outcome: 'read', year: 2025, budgetVersion: 'murni', rows: 66, lines: 792 });
    expect(byOpd(lines)).toEqual({ '2.16.2.20.2.21.01': '2284822662.00' });
    expect(report.reconciliation.map(({ what, equal }) => [what.en, equal])).toEqual([
      ['Column TW 1', true],
      ['Column TW2', true],
      ['Column TW 3', true],
      ['Column TW 4', true],
    ]);
    expect(findings).toEqual([]);
  });
});
