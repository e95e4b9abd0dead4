import type { Words } from '@sipkadin/budget';
import type { AnswerName } from './shapes.ts';

interface Endpoint {
  name: AnswerName;
  /** Below the address of the API. */
  path: string;
  about: Words;
}

/** Every answer of the public API, once: the document and the page about it are made from this list. */
export const endpoints: readonly Endpoint[] = [
  {
    name: 'summary',
    path: '/summary',
    about: {
      id: 'Pendapatan, belanja, dan pembiayaan seluruh pemerintah daerah menurut rekening.',
      en: 'Revenue, spending and financing of the whole government by account.',
    },
  },
  {
    name: 'units',
    path: '/units',
    about: {
      id: 'Semua OPD: belanja, pendapatan, dan apakah laporannya tepat waktu.',
      en: 'All agencies: spending, revenue, and whether their reports came in time.',
    },
  },
  {
    name: 'unit',
    path: '/unit/{unit}',
    about: { id: 'Satu OPD: belanja menurut rekening dan menurut bulan.', en: 'One agency: spending by account and by month.' },
  },
  {
    name: 'months',
    path: '/months',
    about: {
      id: 'Posisi kumulatif tiap akhir bulan, dengan berapa OPD yang melapor.',
      en: 'Cumulative position at the end of each month, and how many agencies reported.',
    },
  },
  {
    name: 'functions',
    path: '/functions',
    about: { id: 'Belanja menurut bidang urusan.', en: 'Spending by function.' },
  },
  {
    name: 'funds',
    path: '/funds',
    about: { id: 'Belanja menurut sumber dana.', en: 'Spending by fund source.' },
  },
  {
    name: 'editions',
    path: '/editions',
    about: {
      id: 'Semua terbitan tahun itu dengan sidik, catatan, dan koreksinya.',
      en: 'All editions of the year with hash, note and correction.',
    },
  },
];

/** Those that have an address of their own for each edition. */
export const answerNames = endpoints.flatMap(({ name }) => (name === 'unit' ? [] : [name]));
