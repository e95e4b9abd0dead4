/** Where a real file's way through the desk ends, for the clerk who drops it. */
export interface RealFile {
  name: string;
  /** The government that it is uploaded to: the one that it names, or any where it names none. */
  government: string;
  /** Questions that it leaves open, in the order of the screen, with a clerk's answers. */
  answers?: Readonly<Record<string, string>>;
  /**
   * Submitted with these amounts in rupiah, to the sen, by what was read and akun; or refused, or read and not to be submitted, for these
   * rules.
   */
  end:
    | { submitted: Readonly<Record<string, Readonly<Record<string, string>>>> }
    | { refused: readonly string[] }
    | { blocked: readonly string[] };
  /** The year of which it is published, where it goes on to a citizen. */
  published?: number;
}

const list = { refused: ['no-amounts'] };

/** Every file of `../shared/data` and its end, by what the files hold and what is known of them (its README). */
export const realFiles: readonly RealFile[] = [
  {
    name: 'lra_tree_sumenep_2026.xlsx',
    government: '35.29',
    // The header says "SD JUNI"; no version is given anywhere, and the basis by the file's name alone.
    answers: { asOf: '2026-06-30', basis: 'lra', version: 'murni' },
    end: {
      submitted: {
        budget: { '5': '277644068187.00' },
        realization: { '5': '111527108238.00' },
        // "PAGU AKAS SD JUNI": the plan to that one day.
        'cash-plan': { '5': '174380423337.00' },
      },
    },
    published: 2026,
  },
  {
    name: 'rak_sumenep_2025.xlsx',
    government: '35.29',
    answers: { year: '2025', version: 'murni' },
    // Amounts beside no code, and a "," for an amount: only its owner can say what is meant.
    end: { blocked: ['row-without-code', 'amount-unreadable'] },
  },
  // Columns of deviation and no physical position up to a month.
  { name: 'deviasi_template.xlsx', government: '35.29', end: { refused: ['shape-progress'] } },
  {
    name: 'rekap5_buru_2025_perubahan.xlsx',
    government: '81.04',
    end: { submitted: { budget: { '5': '1010148878495.39' } } },
  },
  {
    name: 'register_buru_2026_jan.xlsx',
    government: '81.04',
    end: { submitted: { register: { '5': '45764295995.00' } } },
    published: 2026,
  },
  { name: 'rekap5_buru_2025_murni.xlsx', government: '81.04', end: { submitted: { budget: { '5': '1078983576660.00' } } } },
  {
    name: 'list_rekening_buru_badcell.xlsx',
    government: '81.04',
    answers: { year: '2025', version: 'murni', measure: 'budget', unit: 'semua' },
    end: { submitted: { budget: { '5': '1105049453252.06' } } },
  },
  {
    // Names a department and no government.
    name: 'dishub_pagu_realisasi_2026.json',
    government: '81.04',
    answers: { asOf: '2026-06-30', basis: 'spj', version: 'murni' },
    end: { submitted: { budget: { '5': '3246116451.00' }, realization: { '5': '1544180227.00' } } },
  },
  { name: 'ref_buru_skpd_2024.json', government: '81.04', end: list },
  { name: 'ref_sub_kegiatan_2024_buru.json', government: '81.04', end: list },
  { name: 'ref_sumber_dana_2025.json', government: '35.29', end: list },
  { name: 'ref_sumber_dana_2026.json', government: '35.29', end: list },
  { name: 'ref_program_kegiatan_subkegiatan_buru_2025.csv', government: '81.04', end: list },
  { name: 'ref_rekening_dipakai_buru_2025_digit4.csv', government: '81.04', end: list },
  { name: 'ref_rekening_dipakai_buru_2026_digit5.csv', government: '81.04', end: list },
  { name: 'ref_unit_buru_2025.csv', government: '81.04', end: list },
  {
    name: 'lra_filled_madina.xlsx',
    government: '12.13',
    answers: { year: '2024', asOf: '2024-12-31', version: 'murni', unit: 'semua' },
    end: { submitted: { budget: { '4': '20000000.00', '5': '307000000.00' }, realization: { '4': '0.00', '5': '0.00' } } },
  },
  { name: 'lra_format_pakpakbharat.xlsx', government: '12.15', end: { refused: ['form-empty'] } },
  { name: 'rfk_bali_2026.xlsx', government: '51', end: { refused: ['form-empty'] } },
  // Of its 546 regions the one that it is dropped for is read, so nothing is asked but the version.
  {
    name: 'djpk_apbd_2023.xlsx',
    government: '19.71',
    answers: { version: 'murni' },
    end: { submitted: { budget: { '4': '925876042111.00', '5': '969676042111.00', '6': '43800000000.00' } } },
  },
  {
    name: 'pangkalpinang_apbd_2023_murni.csv',
    government: '19.71',
    answers: { unit: 'semua' },
    end: { submitted: { budget: { '4': '925876042111.00', '5': '969676042111.00', '6': '43800000000.00' } } },
    published: 2023,
  },
  {
    name: 'pangkalpinang_lra_2025_12des.csv',
    government: '19.71',
    // In December the changed budget is in force. Three of its rows have amounts and codes such as "4.2.01.x".
    answers: { basis: 'lra', unit: 'semua', version: 'perubahan' },
    end: { blocked: ['amount-not-counted'] },
  },
  {
    // Region, year and month divide its rows: the region is the government's, the others are answered.
    name: 'djpk_realization.csv',
    government: '19.71',
    answers: { year: '2025', asOf: '2025-12-31', basis: 'lra', version: 'murni' },
    end: {
      submitted: {
        budget: { '4': '991968556032.00', '5': '1048741948753.90' },
        realization: { '4': '852026969554.65', '5': '832062173828.79' },
      },
    },
  },
  { name: 'population_regions.csv', government: '19.71', end: list },
  { name: 'ref_kabkota_514.csv', government: '19.71', end: list },
  { name: 'ref_pangkalpinang_kelurahan.csv', government: '19.71', end: list },
  { name: 'ref_rekening_permendagri90_2019_digit3.csv', government: '19.71', end: list },
  { name: 'ref_urusan_bidang.csv', government: '19.71', end: list },
];
