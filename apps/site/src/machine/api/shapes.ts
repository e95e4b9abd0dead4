import { z } from 'zod';

/** Says what a field holds, in both languages. */
const said = <T extends z.ZodType>(schema: T, id: string, en: string): T => schema.meta({ description: `${id} / ${en}` });

const amount = z
  .string()
  .regex(/^-?\d+\.\d\d$/)
  .nullable();
const money = (id: string, en: string) => said(amount, `${id}, dalam rupiah; null: tidak ada data`, `${en}, in rupiah; null: no data`);
const day = (id: string, en: string) => said(z.iso.date().nullable(), id, en);
const code = said(z.string(), 'Kode', 'Code');
const name = said(z.string(), 'Nama', 'Name');

const figures = {
  budget: money('Anggaran menurut versi terbitan', "Budget in the edition's version"),
  realization: money('Realisasi kumulatif', 'Cumulative realization'),
  plan: money('Anggaran kas sampai hari yang dilaporkan tiap unit', 'Cash plan up to the day that each unit has reported'),
};
const figuresOf = z.object(figures);
const percent = said(
  z.int().nullable(),
  'Kemajuan fisik, perseratus persen (4550 = 45,50 %)',
  'Physical progress, hundredths of a percent (4550 = 45.50%)',
);

const government = said(
  z.object({
    code: said(z.string(), 'Kode wilayah Kemendagri', 'Region code of Kemendagri'),
    name,
  }),
  'Pemerintah daerah',
  'The government',
);

/** The edition that an answer is from, so that it can be cited and checked. */
const from = said(
  z.object({
    government,
    year: said(z.int(), 'Tahun anggaran', 'Fiscal year'),
    edition: said(z.int(), 'Nomor terbitan', 'Number of the edition'),
    hash: said(z.string().regex(/^[0-9a-f]{64}$/), 'Sidik (SHA-256) manifest.json terbitan', "SHA-256 of the edition's manifest.json"),
    publishedAt: said(z.iso.datetime(), 'Saat diterbitkan', 'When it was published'),
    asOf: day('Data per; null: terbitan tanpa angka', 'Day of the data; null: an edition without figures'),
    version: said(z.string().nullable(), 'Versi anggaran pembanding', 'Budget version that figures are measured against'),
    basis: said(z.string().nullable(), 'Dasar realisasi: sp2d, spj, atau lra', 'Basis of realization: sp2d, spj or lra'),
    audited: said(z.boolean(), 'Sudah diaudit', 'Audited'),
    simulated: said(z.boolean(), 'Sebagian angka simulasi', 'Some of the figures are simulated'),
  }),
  'Terbitan yang menjadi dasar jawaban ini',
  'The edition that this answer rests on',
);

const links = said(
  z.object({
    page: said(z.string(), 'Halaman yang menampilkan angka yang sama', 'Page that shows the same figures'),
    edition: said(z.string(), 'Halaman terbitan', 'Page of the edition'),
  }),
  'Alamat terkait',
  'Related addresses',
);

const account = z.object({
  code: said(z.string(), 'Kode rekening', 'Account code'),
  name,
  ...figures,
  versions: said(z.record(z.string(), z.string()).optional(), 'Anggaran tiap versi, dalam rupiah', 'Budget in each version, in rupiah'),
});

const unit = z.object({
  slug: said(z.string(), 'Nama dalam alamat', 'Name in addresses'),
  code,
  name,
  ...figures,
  treasury: said(
    figuresOf,
    'Bagian belanja yang merupakan pos bendahara umum (PPKD)',
    'The part of the spending that is treasury items (PPKD)',
  ),
  revenue: said(figuresOf, 'Pendapatan', 'Revenue'),
  progress: percent,
  status: said(
    z.enum(['reported', 'late', 'silent']),
    'reported: laporan bulan yang jatuh tempo ada; late: terlambat; silent: belum pernah melapor tahun ini',
    'reported: the month that was due is there; late: an earlier month is the last; silent: nothing this year',
  ),
  lastAsOf: day('Hari terakhir yang dilaporkan', 'Last day that was reported'),
  page: said(z.string(), 'Halaman OPD', 'Page of the agency'),
});

const month = z.object({
  account: said(z.string(), 'Akun: 4 pendapatan, 5 belanja, 6 pembiayaan', 'Akun: 4 revenue, 5 spending, 6 financing'),
  month: said(z.int().min(1).max(12), 'Bulan', 'Month'),
  realization: figures.realization,
  plan: money('Anggaran kas sampai akhir bulan', 'Cash plan up to the end of the month'),
  asOf: day('Hari terakhir yang dicakup realisasi; null: belum dilaporkan', 'Last day that realization covers; null: not reported'),
  planToDay: money('Anggaran kas sampai hari itu, dari unit yang melapor', 'Cash plan up to that day, of the units that reported'),
  reported: said(
    z
      .object({ units: said(z.int(), 'OPD yang melapor', 'Agencies that reported'), of: said(z.int(), 'Semua OPD', 'All agencies') })
      .optional(),
    'Berapa OPD melapor bulan itu, dari berapa',
    'How many agencies reported that month, of how many',
  ),
});

const group = z.object({ code, name, ...figures });

/** What each answer holds as `data`. */
export const shapes = {
  summary: z.object({
    accounts: said(z.array(account), 'Akun, kelompok, dan jenis', 'Akun, kelompok and jenis'),
    surplus: said(figuresOf, 'Pendapatan dikurangi belanja', 'Revenue less spending'),
    netFinancing: said(figuresOf, 'Pembiayaan neto', 'Net financing'),
    silpa: said(figuresOf, 'Surplus ditambah pembiayaan neto', 'Surplus and net financing'),
  }),
  units: z.array(unit),
  unit: z.object({
    unit: said(unit, 'OPD itu', 'The agency'),
    accounts: said(z.array(account), 'Belanja menurut jenis', 'Spending by jenis'),
    months: said(z.array(month), 'Posisi tiap akhir bulan', 'Position at the end of each month'),
  }),
  months: z.array(month),
  functions: z.array(group),
  funds: z.array(group),
  editions: z.array(
    z.object({
      year: said(z.int(), 'Tahun anggaran', 'Fiscal year'),
      edition: said(z.int(), 'Nomor terbitan', 'Number of the edition'),
      hash: said(z.string(), 'Sidik (SHA-256) manifest.json terbitan', "SHA-256 of the edition's manifest.json"),
      publishedAt: said(z.iso.datetime(), 'Saat diterbitkan', 'When it was published'),
      asOf: day('Data per; null: tanpa angka', 'Day of the data; null: without figures'),
      note: said(z.string(), 'Catatan atau alasan', 'Note or reason'),
      correction: said(
        z
          .object({
            kind: said(
              z.enum(['withdrawal', 'return']),
              'withdrawal: penarikan; return: kembali ke isi lama',
              'withdrawal: of the edition before; return: to an earlier content',
            ),
            of: said(z.int(), 'Terbitan yang ditarik atau digantikan', 'The edition that was withdrawn or replaced'),
            content: said(
              z.int().nullable(),
              'Terbitan yang isinya dipakai; null: tanpa angka',
              'The edition whose content this has; null: no figures',
            ),
          })
          .nullable(),
        'Ada bila terbitan ini menarik atau menggantikan; null: terbitan biasa',
        'Where this edition withdraws or replaces; null: an ordinary edition',
      ),
      page: said(z.string(), 'Halaman terbitan', 'Page of the edition'),
    }),
  ),
};

export type AnswerName = keyof typeof shapes;
export type DataOf<Name extends AnswerName> = z.infer<(typeof shapes)[Name]>;

/** What every answer of an edition is wrapped in. */
export function envelope(name: AnswerName): z.ZodType {
  return z.object({
    from,
    currency: said(z.literal('IDR'), 'Mata uang; jumlah adalah teks desimal persis', 'Currency; amounts are exact decimal text'),
    links,
    data: shapes[name],
  });
}

export type From = z.infer<typeof from>;

/** Instead of an answer. */
export const refusal = z.object({
  error: z.object({
    code: z.enum(['not-found', 'too-long']),
    id: z.string(),
    en: z.string(),
  }),
});
