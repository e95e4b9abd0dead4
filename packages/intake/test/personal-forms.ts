/*
 * Texts with personal data as Indonesian clerks write them, generated from invented people, and the part of each that may appear
 * nowhere else.
 */

export interface PersonalForm {
  text: string;
  /** What must not be left of it. */
  secret: string;
}

const people = [
  ['Budi', 'Santoso'],
  ['Siti', 'Aminah'],
  ['Hendra', 'Gunawan'],
  ['Yuliana', 'Pratiwi'],
  ['Joko', 'Susilo'],
  ['Rahmawati', 'Lestari'],
] as const;
const niks = ['1971014509870003', '3271046408930001', '3578121203750002', '8104015506810004', '1902071711990005'];
const nips = ['198001012005011001', '197512242003122005', '199003152019031007'];
const phones = ['81277889900', '85368123456', '82179001122', '87812345678'];
const accounts = ['123401567890531', '1450030012345', '0123456789012'];
const banks = ['BRI', 'BNI', 'BCA', 'Bank Mandiri', 'BSB', 'Bank Sumsel Babel', 'BTN', 'BSI'];
const streets = ['Melati', 'Jenderal Sudirman', 'Depati Amir', 'RE Martadinata'];

/** "1234 5678" by the lengths of its groups. */
function grouped(digits: string, lengths: readonly number[], separator: string): string {
  let at = 0;
  return lengths.map((length) => digits.slice(at, (at += length))).join(separator);
}

function numbers(): PersonalForm[] {
  const forms: PersonalForm[] = [];
  const add = (text: string, secret: string) => forms.push({ text, secret });
  for (const nik of niks) {
    for (const separator of ['', ' ', '.', '-'])
      for (const lengths of [
        [4, 4, 4, 4],
        [6, 6, 4],
        [2, 2, 2, 6, 4],
        [2, 2, 2, 2, 2, 2, 4],
      ])
        add(grouped(nik, lengths, separator), nik.slice(-4));
    for (const word of ['NIK', 'NIK:', 'nik', 'No. KTP', 'KTP no.', 'NIK.']) add(`Honor ${word} ${nik}`, nik);
    for (const lengths of [
      [3, 3, 3, 3, 4],
      [5, 5, 6],
    ])
      add(`NIK ${grouped(nik, lengths, '.')}`, nik.slice(-4));
    add(`NPWP ${grouped(nik, [2, 3, 3, 1, 3, 4], '.')}`, nik.slice(-4));
  }
  for (const npwp of ['012345678901000', '733214569306000'])
    for (const text of [
      `${grouped(npwp, [2, 3, 3, 1], '.')}-${npwp.slice(9, 12)}.${npwp.slice(12)}`,
      grouped(npwp, [2, 3, 3, 1, 3, 3], '.'),
      grouped(npwp, [2, 3, 3, 1, 3, 3], '-'),
      grouped(npwp, [2, 3, 3, 1, 3, 3], ' '),
      npwp,
    ]) {
      add(text, npwp.slice(5, 8));
      add(`Pajak NPWP ${text}`, npwp.slice(5, 8));
      add(`npwp: ${text}, lunas`, npwp.slice(5, 8));
    }
  for (const nip of nips)
    for (const text of [nip, ...[' ', '.', '-'].map((separator) => grouped(nip, [8, 6, 1, 3], separator))])
      for (const before of ['', 'NIP ', 'NIP. ', 'nip:']) add(`${before}${text}`, nip.slice(0, 8));
  for (const phone of phones) {
    const [a, b, c] = [phone.slice(0, 3), phone.slice(3, 7), phone.slice(7)];
    for (const separator of ['', '-', ' ', '.']) add(`hubungi 0${[a, b, c].join(separator)}`, c);
    for (const text of [`+62${phone}`, `+62 ${a} ${b} ${c}`, `+62-${a}-${b}-${c}`, `62${phone}`, `(0${a}) ${b}-${c}`]) add(`CP ${text}`, c);
    for (const word of ['HP', 'WA', 'No. HP', 'Telp.', 'whatsapp']) add(`${word} 0${a}-${b}-${c}`, c);
  }
  for (const text of ['(0717) 421234', '0717-421234', 'Telp (0717)421234', '0717 421234', '021-5551234', 'Fax: 0717 421 234'])
    add(text, text.slice(-3));
  for (const bank of banks)
    for (const account of accounts) {
      add(`${bank} ${account}`, account);
      add(`${bank} ${grouped(account, [4, 2, 6, account.length - 12], '-')}`, account.slice(6, 12));
      add(`No. Rek. ${bank} ${account}`, account);
      add(`rekening ${bank} no. ${grouped(account, [3, 3, account.length - 6], '.')}`, account.slice(-4));
    }
  for (const mail of ['siti.aminah@example.test', 'budi_santoso80@example.co.id', 'KEPALA@EXAMPLE.GO.ID']) add(`kirim ke ${mail}`, mail);
  return forms;
}

function places(): PersonalForm[] {
  return streets.flatMap((street) =>
    [
      `Jl. ${street} No. 5`,
      `Jl ${street} No 5`,
      `Jln. ${street} No.12A`,
      `JL. ${street.toUpperCase()} NO. 5`,
      `Jalan ${street} Nomor 17`,
      `jalan ${street.toLowerCase()} no 17`,
      `Gg. ${street} No. 3`,
      `Gang ${street} No.3`,
      `Jl. ${street} RT 03/RW 02`,
      `Jl. ${street} RT.003 RW.002`,
      `Perum ${street} Blok C No. 12`,
      `Perumahan ${street} Blok C/12`,
      `Komplek ${street} Blok B-2`,
      `Dusun ${street} RT 01`,
      `Alamat: ${street} Dalam`,
      `ALAMAT RUMAH: ${street.toUpperCase()}`,
      `alamat jalan ${street}`,
    ].map((text) => ({ text, secret: street.split(' ').at(-1) ?? street })),
  );
}

function names(): PersonalForm[] {
  return people.flatMap(([first, last]) => {
    const name = `${first} ${last}`;
    return (
      [
        ...['a.n.', 'a.n', 'A.N.', 'A.N', 'a. n.', 'a/n', 'A/N', 'a/n.', 'a / n', 'an.', 'An.', 'AN.', 'atas nama', 'Atas Nama', 'a.n:'],
        ...['sdr.', 'Sdr', 'sdri.', 'Sdri.', 'Saudara', 'Saudari', 'Bpk.', 'bpk', 'Bapak', 'Ibu', 'Tn.', 'Ny.'],
      ]
        // BPK without a dot is the audit board.
        .flatMap((marker) => [
          `Honor ${marker} ${name}`,
          ...(marker === 'bpk' ? [] : [`HONOR ${marker.toUpperCase()} ${name.toUpperCase()}`]),
        ])
        .concat(['a.n.', 'a/n', 'atas nama', 'sdr.', 'bpk.'].map((marker) => `honor ${marker} ${name.toLowerCase()}`))
        .flatMap((text) => [
          { text, secret: first },
          { text: `${text}, bulan Januari`, secret: last },
        ])
    );
  });
}

export const personalForms: readonly PersonalForm[] = [...numbers(), ...places(), ...names()];

/** Texts of budgets that hold nothing of people, beside the official lists of names. */
export const harmlessTexts: readonly string[] = [
  ...streets.flatMap((street) => [
    `Pembangunan Jalan ${street}`,
    `Rehabilitasi Jl. ${street}`,
    `PENINGKATAN JALAN ${street.toUpperCase()} TAHUN 2026`,
    `Pemeliharaan Berkala Jalan ${street} (Ruas No. 012)`,
    `Pembangunan Drainase Jl. ${street} 2025-2026`,
    `Pelebaran Jalan ${street} 1,5 km`,
    `Pembangunan Gedung SDN 5 Jl. ${street}`,
    `Penataan Kawasan ${street} Tahap 2`,
    `Paving Blok Gang ${street} RT dan RW`,
  ]),
  ...Array.from({ length: 40 }, (_, at) => `Rehabilitasi Gedung SDN ${at + 1} Pangkalpinang`),
  ...Array.from({ length: 40 }, (_, at) => `Pembangunan Ruang Kelas Baru SMPN ${at + 1} (DAK ${2020 + (at % 7)})`),
  ...Array.from({ length: 30 }, (_, at) => `Belanja Modal Peralatan dan Mesin Paket ${at + 1} Rp ${at + 1}.250.000.000`),
  ...Array.from({ length: 30 }, (_, at) => `19.71/04.0/0000${10 + at}/LS/1.02.0.00.0.00.01.0000/M/${1 + (at % 12)}/2026`),
  ...Array.from({ length: 20 }, (_, at) => `Penyertaan Modal Bank Sumsel Babel Rp ${at + 1}.000.000.000,00`),
  ...Array.from({ length: 20 }, (_, at) => `Belanja Rekening 5.1.02.01.01.${String(at + 20).padStart(4, '0')} Alat Tulis Kantor`),
  ...Array.from({ length: 20 }, (_, at) => `Pengadaan ${at + 10}.000 bibit, 12 paket, Rp 1.234.567.890`),
  ...Array.from({ length: 20 }, (_, at) => `Sub Kegiatan 1.02.01.2.01.00${String(at + 10)} Koordinasi dan Penyusunan DPA`),
  ...Array.from({ length: 20 }, (_, at) => `SP2D Nomor 000${at + 10}/SP2D/LS/2026 tanggal ${at + 1} Januari 2026`),
  'Pelayanan Kesehatan Ibu Hamil',
  'PELAYANAN KESEHATAN IBU BERSALIN',
  'Pengelolaan Pelayanan Kesehatan Ibu Nifas',
  'Kesehatan Ibu dan Anak',
  'Peringatan Hari Ibu Tahun 2026',
  'Pembinaan TK Ibu Pertiwi',
  'Kelas Ibu Balita',
  'Pemantauan bayi usia 9-12 bulan yang lahir dari Ibu Hepatitis B',
  '26.65389502433495',
  'Makan Minum Ibu-Ibu PKK',
  'Sertifikat Tanah atas nama Pemerintah Kota Pangkalpinang',
  'Penandatanganan a.n. Kepala Dinas',
  'SPM an. Bendahara Pengeluaran',
  'Gerakan Orang Tua Asuh: bapak asuh anak stunting',
  'Hibah Masjid An Nur',
  'Pembangunan Masjid An-Nahl Tahap 3',
  'Pengadaan Sewa tanah. Pemeliharaan 2025',
  'Bank Sampah 2024-2025',
  'PNPM Mandiri 2025',
  'Belanja Telepon 2026',
  'Belanja Jasa Rekening Listrik Rp 12.500.000',
  'Perda Nomor 5 Tahun 2024 tentang Jalan',
  'Penyelenggaraan Jalan sesuai UU No. 2 Tahun 2022',
  'Jalan Lingkungan Kampung Melayu sepanjang 250 m',
  'Pemasangan PJU 150 titik Jl. Depati Hamzah',
  'Pembangunan Jembatan Kampung Dul 12 x 6 m',
  'Rapat Koordinasi 12-14 Maret 2026',
  'Tindak Lanjut Hasil Pemeriksaan BPK RI',
  'TINDAK LANJUT LHP BPK PERWAKILAN PROVINSI',
  'Honorarium 12 orang x 12 bulan x Rp 1.500.000',
];
