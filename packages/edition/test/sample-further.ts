import { type Code, isoDate } from '@sipkadin/budget';
import type { EditionContent, FurtherContent } from '../src/edition.ts';
import type { WorksSource } from '../src/works.ts';

/** A text that a page, a spreadsheet or a shell could take for something else than text. */
export const hostileText = '=cmd|calc;=1+1 <script>alert(1)</script> "&amp;';

const worksSource = (id: string, kind: WorksSource['kind']): WorksSource => ({
  ...{ id, kind, fileName: `${kind}.xlsx`, fileHash: 'c'.repeat(64), receivedAt: '2026-11-09T01:15:00.000Z' },
  ...{ verifiedAt: '2026-11-10T07:40:00.000Z', asOf: kind === 'target' ? null : isoDate('2026-10-31'), rows: 2 },
  ...{ rowsHash: 'd'.repeat(64), simulated: true },
});

/** Contracts, targets and notes of an OPD with an activity that has lines, and what a report without details states of it. */
export function sampleFurther({ lines, version }: Pick<EditionContent, 'lines' | 'version'>): FurtherContent {
  const line = lines.find(({ measure, version: own }) => measure === 'budget' && own === version);
  const unit: Code = line?.unit ?? '';
  const activity: Code = line?.activity ?? '';
  const place = { unit, activity, sheet: 'Kontrak' };
  return {
    unitTotals: [{ measure: 'budget', unit, account: '5', amount: 1_000_000_00n, source: 's000099', asOf: null }],
    sources: [
      {
        ...{ id: 's000099', kind: 'budget', fileName: 'pagu.xlsx', fileHash: 'e'.repeat(64), receivedAt: '2026-03-01T01:15:00.000Z' },
        ...{ verifiedAt: '2026-03-02T01:15:00.000Z', version, basis: null, from: null, asOf: null, lines: 12, linesHash: 'f'.repeat(64) },
        simulated: true,
      },
    ],
    works: [worksSource('w000001', 'contract'), worksSource('w000002', 'obstacle'), worksSource('w000003', 'target')],
    contracts: [
      {
        ...{ ...place, source: 'w000001', row: 7, number: '600/1/2026', object: hostileText, provider: 'CV Karya Bangka' },
        ...{ ownerEstimate: 1_250_000_000_00n, value: 1_198_500_000_50n, paid: 359_550_000_15n, amendment: 'Adendum I' },
        ...{ signedOn: isoDate('2026-03-05'), startsOn: isoDate('2026-03-10'), endsOn: isoDate('2026-09-30') },
      },
      {
        ...{ ...place, source: 'w000001', row: 8, number: '', object: 'Konsultan pengawas', provider: 'Perorangan' },
        ...{ ownerEstimate: null, value: 45_000_000_00n, paid: null, amendment: '', signedOn: null, startsOn: null, endsOn: null },
      },
    ],
    targets: [{ ...place, source: 'w000003', row: 9, month: 10, hundredths: 7500 }],
    notes: [
      {
        ...{ id: 'w000002-Kendala-9', source: 'w000002', unit, activity, sheet: 'Kendala', row: 9, cause: 'land' },
        ...{ what: `Sertifikat belum balik nama ${hostileText}`, followUp: 'Rapat dengan BPN', unblocker: 'Sekretaris Daerah' },
        ...{ promisedOn: isoDate('2026-11-15'), owner: 'Kepala Bidang Bina Marga', asOf: isoDate('2026-10-31'), simulated: true },
      },
    ],
    corrections: new Map([
      ['s000001', [{ sheet: 'Sheet1', row: 12, column: 'V', old: '1.000', value: '10.000', reason: '', at: '2026-03-01T01:15:00.000Z' }]],
    ]),
    population: { people: 236_420, year: 2025, source: 'Dukcapil' },
  };
}
