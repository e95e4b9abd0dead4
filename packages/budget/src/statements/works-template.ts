import { templateAmounts } from './template.ts';
import type { WorksKind } from './works.ts';

/** "Jenis data" values of forms about works; they share head and mark with the forms of amounts (`template.ts`). */
export const worksTemplateKinds: Readonly<Record<WorksKind, string>> = {
  contract: 'kontrak',
  obstacle: 'kendala',
  target: 'target fisik',
};

const codes = {
  unit: 'Kode unit',
  unitName: 'Nama unit',
  activity: 'Kode sub kegiatan',
  activityName: 'Nama sub kegiatan',
} as const;

/** Columns of each form, by what they hold. */
export const worksTemplateColumns = {
  contract: {
    ...codes,
    number: 'Nomor kontrak',
    signedOn: 'Tanggal kontrak',
    object: 'Pekerjaan',
    ownerEstimate: 'HPS',
    value: 'Nilai kontrak',
    provider: 'Penyedia',
    startsOn: 'Tanggal mulai',
    endsOn: 'Tanggal selesai',
    amendment: 'Adendum',
    paid: 'Sudah dibayar',
  },
  obstacle: {
    ...codes,
    cause: 'Kode penyebab',
    what: 'Kendala',
    followUp: 'Tindak lanjut',
    unblocker: 'Yang dapat menyelesaikan',
    promisedOn: 'Tanggal janji',
    owner: 'Jabatan penanggung jawab',
    mayBePublic: 'Boleh dipublikasikan',
  },
  target: codes,
} as const satisfies Record<WorksKind, Record<string, string>>;

/** Every column of a form, in order; targets have one for each month, in percent up to its end. */
export function worksColumns(kind: WorksKind): readonly string[] {
  const own = Object.values(worksTemplateColumns[kind]);
  return kind === 'target' ? [...own, ...templateAmounts['cash-plan']] : own;
}
