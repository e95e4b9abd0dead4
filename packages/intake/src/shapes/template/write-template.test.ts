import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  causeWords,
  fiscalYear,
  isoDate,
  type Line,
  type StatementKind,
  statementKinds,
  templateColumns,
  worksColumns,
  worksKinds,
} from '@sipkadin/budget';
import { afterAll, describe, expect, it } from 'vitest';
import { findsWhatIsListed, see } from '../../../../../test/found.ts';
import { openWorkbook } from '../../containers/container.ts';
import { type Intake, readWorkbook } from '../../intake.ts';
import { keepRow } from '../../table/header.ts';
import type { Row, Workbook } from '../../table/sheet.ts';
import { type TemplateHead, writeTemplate } from './write-template.ts';

const folder = mkdtempSync(join(tmpdir(), 'sipkadin-template-'));
afterAll(() => rmSync(folder, { recursive: true }));

type Read = Intake & { lines: Line[] };

/** @param rows of text, as a person types them below the empty form */
async function inspect(name: string, bytes: Buffer, rows: readonly (readonly string[])[] = []): Promise<Read> {
  writeFileSync(join(folder, name), bytes);
  const workbook = await openWorkbook(join(folder, name), name);
  const lines: Line[] = [];
  try {
    const sink = { line: (_: StatementKind, line: Line) => lines.push(line), restart: () => lines.splice(0) };
    return { ...(await readWorkbook(await filledIn(workbook, rows), name, {}, sink)), lines };
  } finally {
    workbook.close();
  }
}

async function filledIn(workbook: Workbook, rows: readonly (readonly string[])[]): Promise<Workbook> {
  const [sheet] = workbook.sheets;
  const known: Row[] = [];
  if (sheet) for await (const lot of workbook.rows(sheet)) for (const row of lot) known.push(keepRow(row));
  const last = known.at(-1)?.number ?? 0;
  const added = rows.map((texts, at): Row => {
    const cells = texts.map((text) => (text === '' ? undefined : { kind: 'text' as const, text, formula: false }));
    return { number: last + 1 + at, hidden: false, cells };
  });
  return {
    ...{ container: workbook.container, sheets: workbook.sheets, notes: workbook.notes, close: () => {} },
    async *rows(): AsyncGenerator<Row[]> {
      for (const row of [...known, ...added]) yield [keepRow(row)];
    },
  };
}

const head = {
  government: '19.71',
  year: fiscalYear(2026),
  version: 'murni',
  basis: 'sp2d',
  from: isoDate('2026-01-01'),
  asOf: isoDate('2026-10-31'),
} as const satisfies TemplateHead;

const formats = ['xlsx', 'csv'] as const;
const each = statementKinds.flatMap((kind) => formats.map((format) => [kind, format] as const));

/** What is typed into the columns that every kind has, and what is read of it. */
const codes = {
  unit: ['1.02.2.14.0.00.01.0000', 'Dinas Kesehatan'],
  activity: ['1.02.01.2.01.0001', 'Penyusunan Dokumen'],
  account: ['5.1.02.01.001.00024', 'Belanja Alat Tulis Kantor'],
  fund: ['1.1.01.09.001', 'Pajak Hotel'],
} as const;

/** What is typed into the columns of a kind's own, and what is read of it. */
const amounts: Readonly<Record<StatementKind, { typed: string[]; read: Partial<Line>[] }>> = {
  budget: { typed: ['1.234.567,89'], read: [{ amount: 123_456_789n }] },
  realization: { typed: ['1.234.567,89'], read: [{ amount: 123_456_789n }] },
  'cash-plan': {
    typed: Array.from({ length: 12 }, (_, at) => `${at + 1}.000,50`),
    read: Array.from({ length: 12 }, (_, at) => ({ amount: BigInt(at + 1) * 100_000n + 50n, month: at + 1 })),
  },
  register: {
    typed: ['19.71/01/SP2D/2026', '05/03/2026', '1.234.567,89'],
    read: [{ amount: 123_456_789n, document: '19.71/01/SP2D/2026', date: isoDate('2026-03-05') }],
  },
  progress: { typed: ['61,25%'], read: [{ amount: 6125n }] },
};

const typedRow = (kind: StatementKind) => [...Object.values(codes).flat(), ...amounts[kind].typed];

describe('the empty template', () => {
  it.each(each)('of %s as .%s is known as ours and as empty', async (kind, format) => {
    const { report } = await inspect(`${kind}.${format}`, await writeTemplate(kind, format, head));
    expect(report).toMatchObject({
      container: format,
      shape: 'template',
      outcome: 'refused',
      year: fiscalYear(2026),
      government: { code: '19.71' },
      simulated: false,
      rows: 0,
    });
    expect(report.findings.map(({ code }) => code)).toEqual(['form-empty']);
  });

  it.each(each)('of %s as .%s gives back every field, whatever stands beside it as an example', async (kind, format) => {
    const { report, statements, lines } = await inspect(`isian.${format}`, await writeTemplate(kind, format, head), [typedRow(kind)]);
    expect({ outcome: report.outcome, findings: report.findings, questions: report.questions }).toEqual({
      outcome: 'read',
      findings: [],
      questions: [],
    });
    const dated = kind === 'realization' || kind === 'register' || kind === 'progress';
    expect(statements.map(({ head: { covers: _, lineCount: __, total: ___, ...rest } }) => rest)).toEqual([
      {
        kind,
        government: '19.71',
        year: fiscalYear(2026),
        version: kind === 'register' || kind === 'progress' ? undefined : 'murni',
        basis: kind === 'realization' || kind === 'register' ? 'sp2d' : undefined,
        from: kind === 'register' ? '2026-01-01' : undefined,
        asOf: dated ? '2026-10-31' : undefined,
        simulated: false,
      },
    ]);
    expect(lines).toMatchObject(
      amounts[kind].read.map((own) => ({
        ...{ unit: codes.unit[0], activity: codes.activity[0], account: codes.account[0], fund: codes.fund[0] },
        ...own,
      })),
    );
    const names = statements[0]?.names.map(({ kind: of, name }) => [of, name]);
    for (const [of, [, name]] of Object.entries(codes)) expect(names).toContainEqual([of, name]);
  });

  it('has a column for each field that is filled in above', () => {
    expect(Object.keys(codes).length * 2).toBe(Object.keys(templateColumns).length);
  });

  const values: [keyof TemplateHead, StatementKind, readonly string[]][] = [
    ['version', 'budget', ['murni', 'pergeseran-1', 'pergeseran-12', 'perubahan', 'perubahan-pergeseran-2']],
    ['version', 'cash-plan', ['murni', 'pergeseran-3', 'perubahan', 'perubahan-pergeseran-1']],
    ['version', 'realization', ['pergeseran-1', 'perubahan']],
    ['basis', 'realization', ['sp2d', 'spj', 'lra']],
    ['basis', 'register', ['sp2d', 'spj', 'lra']],
    ['asOf', 'realization', ['2026-01-31', '2026-07-15', '2026-12-31']],
    ['asOf', 'progress', ['2026-02-28', '2026-12-31']],
    ['from', 'register', ['2026-01-01', '2026-09-01']],
    ['year', 'budget', ['2021', '2027']],
    ['government', 'budget', ['18.10', '31.71', '19.71']],
  ];
  it.each(values.flatMap(([key, kind, list]) => formats.map((format) => [key, kind, format, list] as const)))(
    'keeps every value of %s in a %s as .%s',
    async (key, kind, format, list) => {
      for (const value of list) {
        const given = { ...head, [key]: key === 'year' ? fiscalYear(Number(value)) : value };
        const { report, statements } = await inspect(`isian.${format}`, await writeTemplate(kind, format, given), [typedRow(kind)]);
        expect(report.questions).toEqual([]);
        expect(String(statements[0]?.head[key])).toBe(value);
      }
    },
  );

  it.each([
    ['ya', true],
    ['Ya', true],
    ['', false],
    ['tidak', false],
    ['Tidak.', false],
    ['-', false],
  ])('marks figures as simulated only by its value: %j', async (value, simulated) => {
    const empty = (await writeTemplate('realization', 'csv', head)).toString().replace(/^Simulasi;?.*$/m, `Simulasi;${value}`);
    const { report, statements } = await inspect('isian.csv', Buffer.from(empty), [typedRow('realization')]);
    expect(report).toMatchObject({ outcome: 'read', simulated });
    expect(statements[0]?.head.simulated).toBe(simulated);
    const marked = report.findings.filter(({ code }) => code === 'figures-simulated');
    expect(marked.map(({ ref }) => ref)).toEqual(simulated ? ['B8'] : []);
  });

  it('is stopped where nobody can say whether its figures are simulated', async () => {
    const empty = (await writeTemplate('realization', 'csv', head)).toString().replace(/^Simulasi;?.*$/m, 'Simulasi;sebagian');
    const { report } = await inspect('isian.csv', Buffer.from(empty), [typedRow('realization')]);
    expect(report.findings.map(({ code, severity, ref }) => [code, severity, ref])).toEqual([['template-head-wrong', 'blocking', 'B8']]);
  });
});

describe('the empty template for works', () => {
  const typed = {
    contract: {
      row: [
        '600/1/2026',
        '05/03/2026',
        'Rehabilitasi Jalan',
        '1.250,50',
        '1.198,25',
        'CV Karya',
        '10 Maret 2026',
        '2026-09-30',
        'Adendum I',
        '0',
      ],
      read: {
        ...{ number: '600/1/2026', signedOn: '2026-03-05', object: 'Rehabilitasi Jalan', ownerEstimate: 125_050n, value: 119_825n },
        ...{ provider: 'CV Karya', startsOn: '2026-03-10', endsOn: '2026-09-30', amendment: 'Adendum I', paid: 0n },
      },
    },
    obstacle: {
      row: ['lahan', 'Sertifikat', 'Rapat', 'Sekda', '15/11/2026', 'Kepala Bidang', 'ya'],
      read: {
        ...{ cause: 'land', what: 'Sertifikat', followUp: 'Rapat', unblocker: 'Sekda', promisedOn: '2026-11-15' },
        ...{ owner: 'Kepala Bidang', mayBePublic: true },
      },
    },
    target: { row: ['5', ...Array.from({ length: 11 }, () => '')], read: { month: 1, hundredths: 500 } },
  } as const;
  const works = worksKinds.flatMap((kind) => formats.map((format) => [kind, format] as const));

  it.each(works)('of %s as .%s gives back every field', async (kind, format) => {
    const bytes = await writeTemplate(kind, format, head);
    expect((await inspect(`${kind}.${format}`, bytes)).report.findings.map(({ code }) => code)).toEqual(['form-empty']);
    const row = [...codes.unit, ...codes.activity, ...typed[kind].row];
    expect(row).toHaveLength(worksColumns(kind).length);
    const { report, statements, works } = await inspect(`${kind}.${format}`, bytes, [row]);
    expect([report.outcome, report.findings, report.questions, statements]).toEqual(['read', [], [], []]);
    const sheet = report.sheetsUsed[0];
    expect(works).toEqual([
      {
        kind,
        head: {
          ...{ government: '19.71', year: 2026, covers: [codes.unit[0]], simulated: false },
          asOf: kind === 'target' ? undefined : '2026-10-31',
        },
        rows: [{ unit: codes.unit[0], activity: codes.activity[0], sheet, row: expect.any(Number), ...typed[kind].read }],
      },
    ]);
  });

  it.each(Object.entries(causeWords))('knows the cause %s', async (cause, { id }) => {
    const row = [...codes.unit, ...codes.activity, id.toUpperCase(), 'Kendala', '', '', '', '', 'tidak'];
    const { works } = await inspect('kendala.csv', await writeTemplate('obstacle', 'csv', head), [row]);
    expect(works[0]?.rows).toMatchObject([{ cause, promisedOn: null, mayBePublic: false }]);
  });

  it('is read as far as the limit goes, and says how much was not read', async () => {
    const row = [...codes.unit, ...codes.activity, ...Array.from({ length: 12 }, (_, at) => String(at * 9))];
    const rows = Array.from({ length: 1667 }, () => row);
    const { report, works } = await inspect('target.csv', await writeTemplate('target', 'csv', head), rows);
    see(report.findings);
    expect(works[0]?.rows).toHaveLength(20_000);
    expect(report.findings.map(({ code, severity, value }) => [code, severity, value])).toEqual([['works-too-many', 'blocking', '4']]);
  });

  findsWhatIsListed('write-template');
});
