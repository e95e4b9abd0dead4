import { withoutPersonalData } from './personal-data.ts';

/** Words of file names that may be published: of reports, their periods and versions, and offices. A person's name is none of them. */
const publicWords = new Set(
  (
    'apbd apbdp papbd anggaran pagu rka dpa dppa rak kas realisasi lra lrap spj sp2d sp2dls spm spp register buku rekap rekapitulasi ' +
    'rincian laporan lap lampiran data daftar tabel ringkasan penjabaran perda perwako perwali perbup format template contoh form ' +
    'belanja pendapatan pembiayaan keuangan fisik rfk deviasi serapan penyerapan progres kemajuan kinerja kontrak kendala hambatan target paket kegiatan sub ' +
    'subkegiatan program rekening akun urusan fungsi sumber dana unit organisasi bidang kode standar harga murni induk awal perubahan ' +
    'pergeseran pak p final revisi rev versi v baru lama koreksi perbaikan salinan copy lengkap semua seluruh total per tanggal tgl sd ' +
    's d sampai dengan dan ke hari minggu bulan bln tahun ta th thn triwulan tw tri semester smt smtr kuartal ' +
    'januari februari maret april mei juni juli agustus september oktober november desember ' +
    'jan feb mar apr jun jul agu agt ags sep sept okt nov des nop january february march may june july august october december ' +
    'i ii iii iv vi vii viii ix x xi xii sipd fmis simda sipkd ri kota kab kabupaten provinsi pemkot pemkab pemda pemerintah daerah ' +
    'dinas badan kantor sekretariat inspektorat kecamatan kec kelurahan kel bagian satuan opd skpd ppkd bud blud uptd upt rsud puskesmas ' +
    'pendidikan kesehatan sosial perhubungan pertanian perikanan pangan lingkungan hidup pekerjaan umum penataan ruang perumahan kawasan ' +
    'permukiman pemukiman kebudayaan pariwisata pemuda olahraga perpustakaan arsip kearsipan komunikasi informatika kominfo statistik ' +
    'tenaga kerja perdagangan perindustrian koperasi usaha kecil menengah umkm penanaman modal pelayanan terpadu satu pintu ' +
    'kependudukan pencatatan sipil dukcapil pemberdayaan perempuan perlindungan anak keluarga berencana kepegawaian pengembangan sumber ' +
    'daya manusia kesatuan bangsa politik kesbangpol penanggulangan bencana bpbd polisi pamong praja satpol pp pemadam kebakaran damkar ' +
    'perencanaan pembangunan bappeda penelitian aset pajak retribusi bakeuda bpkad bpkpd bkd dprd setda sekda sd smp sdn smpn ' +
    'dinkes dindik dindikbud dikbud disdik dishub dinsos dpupr pupr pu perkim dlh disperindag diskominfo dispora disnaker dpmptsp berkas simulasi djpk'
  ).split(' '),
);

/** A day or a day of the month, a year, or a date in digits. */
const publicNumber = /^(?:\d{1,2}|(?:19|20)\d\d|20\d{6}|\d{4}20\d\d)$/;

/**
 * A file's name as it may be published, with its ending. A name in which every word is one of the field's, or of `alsoPublic`, stays
 * as it is; of any other only those words are left, "berkas" where there is none. What identifies the file is its hash.
 * @param alsoPublic the government's name
 */
export function publicFileName(name: string, alsoPublic: string): string {
  const [, stem = name, ending = ''] = /^(.*?)(\.[a-z\d]{2,5})?$/is.exec(name) ?? [];
  const own = new Set(alsoPublic.toLowerCase().split(/[^\p{L}\d]+/u));
  // Brackets hold what was personal. "apbd2026" and "REALISASI_03": letters and digits apart.
  const words = stem.replaceAll(/\[[^\]]*\]/g, ' [] ').match(/\p{L}+|\d+|\[\]/gu) ?? [];
  const isPublic = (word: string) => publicWords.has(word.toLowerCase()) || own.has(word.toLowerCase()) || publicNumber.test(word);
  const isWhole = withoutPersonalData(stem) === stem && !/[\p{M}]/u.test(stem);
  if (isWhole && words.every(isPublic)) return name;
  const kept = words.filter((word) => isPublic(word) && isWhole);
  return `${kept.length === 0 ? 'berkas' : kept.join(' ')}${ending.toLowerCase()}`;
}
