import { type Dataset, licence } from './dataset.ts';

/** What Satu Data Indonesia asks to be said of statistical data (standar data and metadata). */
const standard = {
  konsep: 'Anggaran dan realisasi anggaran pendapatan dan belanja daerah (APBD)',
  definisi:
    'Anggaran: batas tertinggi uang yang boleh dibelanjakan, atau perkiraan uang yang masuk, menurut versi APBD yang disahkan. Realisasi: uang yang sungguh masuk atau keluar, dijumlahkan sejak 1 Januari sampai tanggal data. Anggaran kas: rencana bulanan uang masuk dan keluar.',
  klasifikasi: 'OPD dan sub unit; urusan, program, kegiatan, sub kegiatan; rekening; sumber dana; bulan',
  ukuran: 'Jumlah uang; untuk kemajuan fisik persentase',
  satuan: 'Rupiah, dua angka di belakang koma; untuk kemajuan fisik persen',
  kode_referensi: 'Kode wilayah Kemendagri; kode OPD, sub kegiatan dan rekening sebagaimana tercantum dalam berkas pemerintah daerah',
} as const;

/** A dataset as CKAN's API takes and gives it (`package_create`, `package_show`), with the metadata of Satu Data Indonesia as extras. */
export function ckanPackage(dataset: Dataset): object {
  const { id, title, description, keywords, publisher, issued, modified, from, to, asOf, edition, hash, files, links } = dataset;
  const extras: Readonly<Record<string, string | undefined>> = {
    ...standard,
    produsen_data: publisher.name,
    kode_wilayah: publisher.code,
    frekuensi: 'Bulanan',
    cakupan_waktu_mulai: from,
    cakupan_waktu_selesai: to,
    data_per: asOf,
    terbitan: String(edition),
    terbitan_sha256: hash,
    terbit_pertama: issued,
    terbit_terakhir: modified,
    api: links.api,
    api_keterangan: links.apiDescription,
  };
  return {
    name: id.replaceAll('.', '-'),
    title: title.id,
    notes: `${description.id}\n\n${description.en}`,
    url: links.page,
    version: String(edition),
    author: publisher.name,
    maintainer: publisher.name,
    license_id: 'cc-by-4.0',
    license_title: licence.title,
    license_url: licence.address,
    isopen: true,
    private: false,
    type: 'dataset',
    // CKAN takes letters, numbers, spaces, "-", "_" and "." in a tag.
    tags: keywords.map((name) => ({ name: name.replace(/[^\p{L}\p{N} ._-]/gu, ' ').trim() })),
    extras: Object.entries(extras).flatMap(([key, value]) => (value === undefined ? [] : [{ key, value }])),
    resources: files.map(({ path, about, address, format, mediaType, bytes, sha256 }, position) => ({
      name: path,
      description: about,
      url: address,
      format,
      mimetype: mediaType.split(';')[0],
      size: bytes,
      hash: `sha256:${sha256}`,
      position,
      last_modified: modified,
    })),
  };
}
