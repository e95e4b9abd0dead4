/**
 * English names of the kinds of offices that regions have. There is no official list: these are the words that the English pages of
 * ministries and regions use. A name is put together from its parts, and where one is not listed there is none.
 */
const fields: Readonly<Record<string, string>> = {
  pendidikan: 'Education',
  kebudayaan: 'Culture',
  kesehatan: 'Health',
  'pekerjaan umum': 'Public Works',
  'penataan ruang': 'Spatial Planning',
  perumahan: 'Housing',
  'perumahan rakyat': 'Public Housing',
  'kawasan permukiman': 'Settlements',
  pertanahan: 'Land Affairs',
  'penanggulangan bencana': 'Disaster Management',
  'pemadam kebakaran': 'Fire',
  penyelamatan: 'Rescue',
  sosial: 'Social Affairs',
  'tenaga kerja': 'Labour',
  transmigrasi: 'Transmigration',
  'pemberdayaan perempuan': 'Women’s Empowerment',
  'perlindungan anak': 'Child Protection',
  'pengendalian penduduk': 'Population Control',
  'keluarga berencana': 'Family Planning',
  pangan: 'Food',
  'ketahanan pangan': 'Food Security',
  pertanian: 'Agriculture',
  perkebunan: 'Plantations',
  peternakan: 'Livestock',
  kelautan: 'Marine Affairs',
  perikanan: 'Fisheries',
  kehutanan: 'Forestry',
  'lingkungan hidup': 'Environment',
  kependudukan: 'Population',
  'pencatatan sipil': 'Civil Registration',
  'pemberdayaan masyarakat': 'Community Empowerment',
  desa: 'Villages',
  perhubungan: 'Transport',
  komunikasi: 'Communications',
  informatika: 'Informatics',
  statistik: 'Statistics',
  persandian: 'Cryptography',
  koperasi: 'Cooperatives',
  'usaha mikro': 'Small Business',
  'usaha kecil': 'Small Business',
  'usaha kecil menengah': 'Small Business',
  perdagangan: 'Trade',
  perindustrian: 'Industry',
  'penanaman modal': 'Investment',
  'pelayanan terpadu satu pintu': 'One-Stop Services',
  kepemudaan: 'Youth',
  pemuda: 'Youth',
  olahraga: 'Sport',
  pariwisata: 'Tourism',
  perpustakaan: 'Libraries',
  kearsipan: 'Archives',
  arsip: 'Archives',
  'perencanaan pembangunan': 'Development Planning',
  perencanaan: 'Planning',
  'penelitian pengembangan': 'Research',
  penelitian: 'Research',
  pengembangan: 'Development',
  riset: 'Research',
  inovasi: 'Innovation',
  keuangan: 'Finance',
  'pengelolaan keuangan': 'Finance',
  aset: 'Assets',
  pendapatan: 'Revenue',
  'pengelola pajak': 'Taxes',
  retribusi: 'Charges',
  kepegawaian: 'Personnel',
  'pengembangan sumber daya manusia': 'Human Resources',
  'kesatuan bangsa': 'National Unity',
  politik: 'Politics',
};

const whole: Readonly<Record<string, string>> = {
  'sekretariat daerah': 'Regional Secretariat',
  'sekretariat dprd': 'Council Secretariat',
  'sekretariat dewan perwakilan rakyat daerah': 'Council Secretariat',
  inspektorat: 'Inspectorate',
  'inspektorat daerah': 'Inspectorate',
  'satuan polisi pamong praja': 'Civil Service Police',
};

const kinds: Readonly<Record<string, string>> = { dinas: 'Office', badan: 'Agency' };

/** What an OPD would be called in English: "Health Office" for "Dinas Kesehatan". @returns undefined where a part of its name is not listed */
export function unitNameInEnglish(name: string): string | undefined {
  const text = name.trim().replace(/\s+/g, ' ');
  const known = whole[text.toLowerCase()];
  if (known !== undefined) return known;
  const [, place] = /^kecamatan (.+)$/i.exec(text) ?? [];
  if (place !== undefined) return `${place} District`;
  const [, kind = '', rest = ''] = /^(dinas|badan) (.+?)(?: (?:daerah|kota|kabupaten))?$/i.exec(text) ?? [];
  const parts = rest
    .toLowerCase()
    .split(/, dan |, | dan | serta /)
    .map((part) => (Object.hasOwn(fields, part) ? fields[part] : undefined));
  if (rest === '' || parts.some((part) => part === undefined)) return undefined;
  const last = parts.pop();
  return `${parts.length === 0 ? last : `${parts.join(', ')} and ${last}`} ${kinds[kind.toLowerCase()]}`;
}
