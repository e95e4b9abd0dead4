import { type Code, functionWords, type Words } from '@sipkadin/budget';
import type { Edition } from '@sipkadin/edition';

/** Spending that belongs to a topic: everything below an activity code, or everything below an account code. */
export type TopicRule = { activity: Code; account?: undefined; why: Words } | { activity?: undefined; account: Code; why: Words };

/** A subject that residents ask about, which the budget does not have as one item. */
export interface Topic {
  /** Of its address: a word, or the code of a bidang urusan. */
  slug: string;
  name: Words;
  /** A line counts once, under the first of these rules that it fulfils. */
  rules: readonly TopicRule[];
  /** Money for the same subject that the rules do not find. */
  unseen: Words;
}

/**
 * Codes of activities and accounts are those of the national list (Kepmendagri 050-5889 of 2021 and its updates), the same in every
 * region. Rules by activity come first: what is left for a rule by account are lines outside of them.
 */
export const topics: readonly Topic[] = [
  {
    slug: 'sekolah',
    name: { id: 'Sekolah', en: 'Schools' },
    rules: [
      {
        activity: '1.01',
        why: {
          id: 'Semua kegiatan urusan pendidikan: gaji guru, gedung, buku, dan biaya operasional PAUD, SD, dan SMP.',
          en: 'All activities of education: teachers’ pay, buildings, books and running costs of preschools, primary and junior secondary schools.',
        },
      },
    ],
    unseen: {
      id: 'Tidak termasuk: SMA, SMK, dan SLB (diurus provinsi), madrasah (Kementerian Agama), dan dana BOS yang masuk langsung ke rekening sekolah selama belum dicatat dalam APBD.',
      en: 'Not included: senior secondary and special schools (run by the province), religious schools (Ministry of Religious Affairs), and school grants (BOS) paid straight to schools as long as the local budget has not recorded them.',
    },
  },
  {
    slug: 'kesehatan',
    name: { id: 'Kesehatan', en: 'Health' },
    rules: [
      {
        activity: '1.02',
        why: {
          id: 'Semua kegiatan urusan kesehatan: puskesmas, rumah sakit daerah, obat, tenaga kesehatan, dan iuran jaminan kesehatan yang dibayar daerah.',
          en: 'All activities of health: health centres, the local hospital, medicines, staff, and health insurance that the region pays for.',
        },
      },
    ],
    unseen: {
      id: 'Tidak termasuk: iuran BPJS yang dibayar pusat, serta rumah sakit milik provinsi, pusat, atau swasta.',
      en: 'Not included: health insurance that the central government pays, and hospitals of the province, the centre or private owners.',
    },
  },
  {
    slug: 'jalan',
    name: { id: 'Jalan', en: 'Roads' },
    rules: [
      {
        activity: '1.03.10',
        why: {
          id: 'Program penyelenggaraan jalan: membangun, memperbaiki, dan merawat jalan dan jembatan.',
          en: 'The roads programme: building, repairing and maintaining roads and bridges.',
        },
      },
      {
        activity: '2.15.02.2.02',
        why: { id: 'Perlengkapan jalan: lampu jalan, rambu, dan marka.', en: 'Road equipment: street lights, signs and markings.' },
      },
      {
        account: '5.2.04.01',
        why: {
          id: 'Belanja modal jalan dan jembatan dalam kegiatan lain, misalnya di kecamatan atau kawasan permukiman.',
          en: 'Capital spending on roads and bridges within other activities, for instance of districts or settlements.',
        },
      },
    ],
    unseen: {
      id: 'Tidak termasuk: jalan nasional dan jalan provinsi, serta drainase dan trotoar yang dicatat dalam program lain.',
      en: 'Not included: national and provincial roads, and drains and pavements that other programmes record.',
    },
  },
  {
    slug: 'sampah-lingkungan',
    name: { id: 'Sampah dan lingkungan', en: 'Waste and environment' },
    rules: [
      {
        activity: '2.11',
        why: {
          id: 'Semua kegiatan urusan lingkungan hidup: pengangkutan sampah, TPA, taman, dan pengawasan pencemaran.',
          en: 'All activities of the environment: waste collection, landfills, green spaces and pollution control.',
        },
      },
      {
        activity: '1.03.04',
        why: { id: 'Program sistem persampahan pada pekerjaan umum.', en: 'The waste systems programme of public works.' },
      },
    ],
    unseen: {
      id: 'Tidak termasuk: kebersihan yang dibayar kecamatan atau kelurahan dari kegiatannya sendiri, dan iuran warga yang dikelola RT/RW.',
      en: 'Not included: cleaning that districts pay from activities of their own, and fees that neighbourhoods collect themselves.',
    },
  },
  {
    slug: 'bantuan-sosial',
    name: { id: 'Bantuan sosial', en: 'Social assistance' },
    rules: [
      {
        activity: '1.06.04',
        why: {
          id: 'Program rehabilitasi sosial: penyandang disabilitas, anak dan lansia telantar, gelandangan.',
          en: 'The social rehabilitation programme: people with disabilities, neglected children and elderly, homeless people.',
        },
      },
      {
        activity: '1.06.05',
        why: {
          id: 'Program perlindungan dan jaminan sosial: pendataan dan bantuan bagi keluarga miskin.',
          en: 'The social protection programme: registers and help for poor families.',
        },
      },
      {
        account: '5.1.06',
        why: {
          id: 'Belanja bantuan sosial (uang atau barang untuk warga) dalam kegiatan lain.',
          en: 'Social assistance in money or goods within other activities.',
        },
      },
    ],
    unseen: {
      id: 'Tidak termasuk: PKH, kartu sembako, dan bantuan pusat lain yang tidak lewat APBD.',
      en: 'Not included: PKH, food cards and other help from the central government, which does not pass through the local budget.',
    },
  },
  {
    slug: 'gaji',
    name: { id: 'Gaji pegawai', en: 'Pay of staff' },
    rules: [
      {
        account: '5.1.01',
        why: {
          id: 'Belanja pegawai: gaji dan tunjangan PNS dan PPPK, kepala daerah, dan anggota DPRD.',
          en: 'Personnel spending: pay and allowances of civil servants, of the head of the region and of council members.',
        },
      },
    ],
    unseen: {
      id: 'Tidak termasuk: upah tenaga kontrak dan honor yang dicatat sebagai belanja barang dan jasa.',
      en: 'Not included: wages of contract workers and fees that are recorded as goods and services.',
    },
  },
  {
    slug: 'kecamatan',
    name: { id: 'Kecamatan dan kelurahan', en: 'Districts' },
    rules: [
      {
        activity: '7.01',
        why: {
          id: 'Semua kegiatan urusan kewilayahan: kantor kecamatan dan kelurahan, pelayanan, dan sarana lingkungan.',
          en: 'All activities of territorial administration: district and ward offices, their services, and neighbourhood facilities.',
        },
      },
    ],
    unseen: {
      id: 'Tidak termasuk: pekerjaan dinas lain di wilayah kecamatan, misalnya jalan, sekolah, dan puskesmas.',
      en: 'Not included: what departments do within a district, such as roads, schools and health centres.',
    },
  },
];

/** The topic of an address: one of the list, or a bidang urusan of this edition by its code. */
export function topicOf(edition: Edition, slug: string): Topic | undefined {
  const listed = topics.find((topic) => topic.slug === slug);
  if (listed !== undefined) return listed;
  const row = edition.functions().find(({ code }) => code !== '' && code === slug);
  if (row === undefined) return undefined;
  return {
    slug,
    name: functionWords(row.code) ?? { id: row.name, en: row.name },
    rules: [{ activity: row.code, why: { id: 'Semua kegiatan bidang urusan ini.', en: 'All activities of this function.' } }],
    unseen: {
      id: 'Tidak termasuk: belanja pusat dan provinsi untuk bidang yang sama.',
      en: 'Not included: what the central government and the province spend on the same field.',
    },
  };
}

/** Slugs of all topics of an edition. */
export const topicsIn = (edition: Edition): string[] => [
  ...topics.map(({ slug }) => slug),
  ...edition.functions().flatMap(({ code }) => (code === '' || !/^\d\.\d{2}$/.test(code) ? [] : [code])),
];

export const isTopic = (edition: Edition, slug: string): boolean => topicOf(edition, slug) !== undefined;

/** The topic whose rule is just this bidang urusan, else the bidang urusan itself. */
export function slugOfFunction(code: Code): string {
  return topics.find(({ rules: [first, ...others] }) => others.length === 0 && first?.activity === code)?.slug ?? code;
}
