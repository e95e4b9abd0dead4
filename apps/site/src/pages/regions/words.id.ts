import type { RegionKind, RegionMeasure } from '@sipkadin/budget';

const kind: Record<RegionKind | 'both', string> = { provinsi: 'provinsi', kabupaten: 'kabupaten', kota: 'kota', both: 'kabupaten/kota' };

/** Title of a measure with its value, and what it is. */
const measures: Record<RegionMeasure, { title: (value: string) => string; name: string; what: (basis: string) => string }> = {
  personnel: {
    title: (value) => `Gaji mengambil ${value}`,
    name: 'Gaji',
    what: (basis) => `Belanja pegawai (5.1.01), persen dari belanja ${basis}`,
  },
  capital: {
    title: (value) => `Untuk membangun ${value}`,
    name: 'Membangun',
    what: (basis) => `Belanja modal (5.2), persen dari belanja ${basis}`,
  },
  own: {
    title: (value) => `Uang sendiri ${value}`,
    name: 'Uang sendiri',
    what: (basis) => `Pendapatan asli daerah (4.1), persen dari pendapatan ${basis}`,
  },
  grants: { title: (value) => `Hibah ${value}`, name: 'Hibah', what: (basis) => `Belanja hibah (5.1.05), persen dari belanja ${basis}` },
  silpa: {
    title: (value) => `Sisa tahun lalu menutup ${value}`,
    name: 'Sisa tahun lalu',
    what: (basis) => `SiLPA tahun sebelumnya (6.1.01), persen dari belanja ${basis}`,
  },
  realized: {
    title: (value) => `Belanja terlaksana ${value}`,
    name: 'Terlaksana',
    what: () => 'Realisasi belanja akhir tahun, persen dari anggaran di tabel DJPK (kebanyakan APBD murni, jadi bisa lewat 100%)',
  },
  resident: {
    title: (value) => `Per penduduk ${value}`,
    name: 'Per penduduk',
    what: (basis) => `Belanja ${basis} dibagi penduduk terdaftar`,
  },
};

export const regionsId = {
  governments: {
    nav: 'Pemerintah daerah',
    others: (count: string) => `Lihat ${count} pemerintah daerah di situs ini`,
    title: (count: string) => `${count} pemerintah daerah menerbitkan anggarannya di sini`,
    search: 'Cari nama daerah',
    show: 'Cari',
    found: (count: string, text: string) => `${count} daerah dengan “${text}”`,
    more: (count: string) => `Hanya ${count} yang pertama ditampilkan; tulis nama yang lebih lengkap.`,
  },
  regions: {
    nav: 'Banding',
    kind,
    measures,
    basis: { budget: 'yang dianggarkan', year: 'yang terlaksana' },
    title: (name: string, kind: string, parts: string) => `${name} dibanding ${kind} yang mirip: ${parts}`,
    titlePlain: (name: string, kind: string) => `${name} dibanding ${kind} lain`,
    titleFew: (name: string, kind: string, count: string) =>
      count === '0'
        ? `${name} dibanding ${kind} lain: tidak ada yang mirip`
        : `${name} dibanding ${kind} lain: hanya ${count} yang mirip, terlalu sedikit untuk disimpulkan`,
    partMore: (what: string, points: string) => `${what} ${points} lebih besar`,
    partLess: (what: string, points: string) => `${what} ${points} lebih kecil`,
    partSame: (what: string) => `${what} sama besar`,
    lower: { personnel: 'gaji', own: 'uang sendiri' },
    sourceBudget: (year: string, count: string, kind: string, day: string) =>
      `APBD ${year}, anggaran murni (bukan realisasi) · ${count} ${kind} · tabel DJPK, Kementerian Keuangan${day} · belum diaudit`,
    sourceYear: (year: string, count: string, kind: string, day: string) =>
      `Realisasi sampai akhir ${year} · ${count} ${kind} · tabel DJPK, Kementerian Keuangan${day} · belum diaudit`,
    day: (day: string) => `, keadaan ${day}`,
    provisional: (year: string) => `Angka ${year} masih sementara dan dapat naik.`,
    tabs: {
      label: 'Data yang dibandingkan',
      budget: (year: string) => `Anggaran ${year}`,
      year: (year: string) => `Realisasi ${year}`,
      provisional: 'sementara',
    },
    choices: { data: 'data', jenis: 'Jenis daerah', belanja: 'Belanja', penduduk: 'Penduduk', dengan: 'Bandingkan juga dengan' },
    sameKind: (kind: string) => `sesama ${kind}`,
    bothKinds: 'kabupaten dan kota',
    within: (percent: string) => `beda paling banyak ${percent}%`,
    any: 'berapa pun',
    nobody: 'tidak ada',
    change: 'Ubah yang mirip, atau bandingkan dengan satu daerah',
    apply: 'Terapkan',
    similar: (count: string, kind: string) => `Yang mirip: ${count} ${kind}`,
    bySpending: (from: string, to: string, percent: string) => `belanja ${from} sampai ${to} (±${percent}%)`,
    byResidents: (from: string, to: string, percent: string) => `penduduk ${from} sampai ${to} jiwa (±${percent}%)`,
    with: ' dengan ',
    and: ' dan ',
    noneSimilar: (kind: string) => `Tidak ada ${kind} yang mirip menurut pilihan ini. Longgarkan pilihannya untuk mendapat pembanding.`,
    few: 'Yang mirip kurang dari lima, terlalu sedikit untuk menyebut tinggi atau rendah.',
    ruleOn: (year: string, residents: string) => `Kemiripan selalu diukur dari anggaran belanja ${year} dan penduduk ${residents}.`,
    key: {
      near: 'yang mirip',
      others: (kind: string) => `${kind} lain`,
      median: (kind: string) => `nilai tengah semua ${kind}`,
      nearMedian: 'nilai tengah yang mirip',
    },
    scales: 'skala tiap baris berbeda',
    above: (size: string) => `${size} di atas yang mirip`,
    below: (size: string) => `${size} di bawah yang mirip`,
    same: 'sama dengan yang mirip',
    place: (place: string, of: string, kind: string) => `Terbesar ke-${place} dari ${of} ${kind}`,
    placeSimilar: (place: string, of: string) => `ke-${place} dari ${of} yang mirip`,
    median: (value: string) => `nilai tengah yang mirip ${value}`,
    medianAll: (kind: string, value: string) => `nilai tengah ${kind} ${value}`,
    ends: (low: string, lowValue: string, high: string, highValue: string) =>
      `Terendah ${low} ${lowValue}, tertinggi ${high} ${highValue}.`,
    noOwn: (name: string) => `Angka ${name} tidak lengkap untuk ukuran ini.`,
    ownIncomplete: (name: string, year: string) =>
      `Angka ${year} ${name} di tabel DJPK belum lengkap: kurang dari separuh belanja dilaporkan. Tidak ikut dibandingkan.`,
    ownAbsent: (name: string, year: string) => `${name} tidak ada dalam tabel akhir tahun ${year}.`,
    namedAbsent: (name: string) => `${name} tidak ada dalam data ini atau angkanya belum lengkap.`,
    onlyBudget: 'Hibah dan sisa tahun lalu tidak ada dalam tabel akhir tahun; keduanya hanya dibandingkan menurut anggaran.',
    onlyYear: 'Berapa yang terlaksana ada pada realisasi tiap tahun di atas.',
    summary: 'Semua ukuran dalam satu tabel',
    column: {
      measure: 'Ukuran',
      median: 'Nilai tengah yang mirip',
      all: (kind: string) => `Nilai tengah ${kind}`,
      place: 'Urutan',
      region: 'Daerah',
      spending: 'Belanja',
    },
    trend: (from: string, to: string) => `Dari ${from} sampai ${to}`,
    trendSub: 'Realisasi akhir tahun menurut DJPK: daerah ini, di bawahnya nilai tengah daerah yang mirip (garis putus-putus).',
    trendLine: (name: string, measure: string) => `${measure}: ${name} dan nilai tengah daerah yang mirip, tiap tahun`,
    similarNav: 'Yang mirip',
    similarTitle: (name: string) => `Daerah yang mirip dengan ${name}, satu per satu`,
    similarCut: (shown: string, all: string) => `${shown} dari ${all} yang belanjanya paling dekat; semuanya ada di CSV.`,
    own: {
      title: 'Angka situs ini dan angka DJPK',
      lead: 'Keduanya tentang kota yang sama, dari sumber dan hari yang berbeda. Perbandingan di atas hanya memakai angka DJPK.',
      site: (version: string, day: string) => `Situs ini: anggaran ${version}, realisasi sampai ${day}`,
      siteBudget: (version: string) => `Situs ini: anggaran ${version}`,
      noDay: 'belum ada realisasi',
      djpkBudget: 'Anggaran DJPK',
      djpkRealization: 'Realisasi DJPK',
      siteBudgetColumn: 'Anggaran situs ini',
      siteRealizationColumn: 'Realisasi situs ini',
      why: 'Anggaran DJPK kebanyakan APBD murni, sedangkan situs ini memakai versi terakhir yang diterbitkan; realisasi DJPK dihitung sampai akhir tahun.',
      simulated: 'Angka situs ini sebagian simulasi; angka DJPK resmi.',
      none: (year: string) => `Tabel DJPK di sini tidak punya angka kota ini untuk ${year}.`,
      years: 'Tahun yang ada di keduanya:',
    },
    left: (count: string, names: string) =>
      `Tidak ikut dibandingkan, karena kurang dari separuh belanjanya dilaporkan: ${count} daerah (${names}).`,
    notesTitle: 'Cara membaca dan sumber',
    notes: {
      murni:
        'Anggaran di tabel DJPK kebanyakan APBD murni. Realisasi lewat 100% berarti anggarannya kemudian ditambah, bukan serapan yang hebat.',
      residents: (publisher: string, year: string) =>
        `Penduduk terdaftar: ${publisher}, dipakai untuk semua tahun (${year}); lebih tinggi daripada perkiraan BPS.`,
      size: 'Tinggi atau rendah tidak berarti baik atau buruk: tugas, luas, dan keadaan daerah berbeda.',
      papua:
        'Tabel akhir tahun tidak memuat provinsi selain DKI Jakarta; untuk 2021 dan 2022 tidak memuat 26 daerah di provinsi baru Papua.',
      licence: 'Fakta dari sumber yang disebut, bukan salinan berkasnya.',
    },
    sources: 'Sumber',
    edition: (number: string, hash: string) => `Terbitan acuan ${number}: sidik (SHA-256) ${hash}…`,
    source: (publisher: string, file: string, day: string) => `${publisher} (${file}${day})`,
    downloads: 'Unduh',
    csv: (basis: string) => `CSV semua daerah, ${basis}`,
    files: 'Terbitan acuan yang ditandatangani',
    list: 'Semua daerah',
    listTitle: 'Pilih daerah',
    listLead: (count: string) => `${count} daerah di tabel DJPK, menurut provinsi.`,
    inProvince: (province: string) => `Kabupaten dan kota di ${province}`,
    compareHome: (name: string) => `Bandingkan dengan ${name}`,
    listBad: 'provinsi',
  },
};
