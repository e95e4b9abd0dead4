import type { Words } from '../language/language.ts';

/** Kinds of public information that the law on it (UU 14/2008) names. */
export const evidenceCategories = {
  regular: { id: 'informasi berkala', en: 'published at regular times' },
  always: { id: 'informasi setiap saat', en: 'available at any time' },
  service: { id: 'layanan informasi', en: 'service to those who ask' },
} as const satisfies Record<string, Words>;

interface Evidence {
  name: Words;
  category: keyof typeof evidenceCategories;
  /** Path of the public page below the government's address. */
  path: string;
}

/** What the public site offers of what the law asks a government to publish: coverage, for an assessment by others. */
export const siteEvidence = {
  realization: {
    name: { id: 'Realisasi belanja terhadap anggaran', en: 'Spending against the budget' },
    category: 'regular',
    path: '/belanja',
  },
  budget: {
    name: { id: 'Anggaran dan realisasi setiap OPD', en: 'Budget and realization of each OPD' },
    category: 'regular',
    path: '/opd',
  },
  revenue: { name: { id: 'Pendapatan daerah', en: 'Revenue' }, category: 'regular', path: '/pendapatan' },
  data: { name: { id: 'Data terbuka untuk diunduh', en: 'Open data to download' }, category: 'always', path: '/data' },
  editions: { name: { id: 'Riwayat terbitan dan koreksi', en: 'Editions and corrections' }, category: 'always', path: '/terbitan' },
  proof: { name: { id: 'Pemeriksaan keaslian angka', en: 'Check that figures are as published' }, category: 'always', path: '/periksa' },
  documents: { name: { id: 'Daftar dokumen anggaran', en: 'Register of budget documents' }, category: 'always', path: '/dokumen' },
  terms: { name: { id: 'Penjelasan istilah', en: 'Terms explained' }, category: 'always', path: '/istilah' },
  questions: { name: { id: 'Tanya jawab tentang angka', en: 'Questions and answers' }, category: 'service', path: '/tanya' },
  requests: { name: { id: 'Permohonan informasi ke PPID', en: 'Request for information' }, category: 'service', path: '/tanya/angka#ppid' },
  complaints: { name: { id: 'Pengaduan lewat SP4N-LAPOR!', en: 'Complaints' }, category: 'service', path: '/tanya/angka#lapor' },
} as const satisfies Record<string, Evidence>;
export type EvidenceKey = keyof typeof siteEvidence;
