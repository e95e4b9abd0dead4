import { createHash } from 'node:crypto';
import type { Language } from '@sipkadin/budget';
import type { Response } from 'express';
import { questionLimits } from './question-limits.ts';
import type { QuestionFault } from './read-question.ts';

export type Reply = 'received' | QuestionFault | 'closed' | 'too-many' | 'failed';

const statuses: Readonly<Record<Reply, number>> = {
  received: 200,
  'bad-input': 400,
  'too-short': 400,
  'too-long': 400,
  personal: 400,
  closed: 404,
  'too-many': 429,
  failed: 503,
};

const texts = {
  id: {
    received: [
      'Pertanyaan diterima',
      'Pertanyaan Anda menunggu jawaban petugas. Ia baru terlihat bersama jawabannya di halaman Tanya Jawab, setelah orang kedua menerbitkan keduanya. Tidak ada nama atau alamat Anda yang disimpan.',
    ],
    'bad-input': ['Isian tidak dikenali', 'Kembali ke halaman sebelumnya, muat ulang, lalu kirim lagi. Tidak ada yang disimpan.'],
    'too-short': [
      'Pertanyaan terlalu pendek',
      `Tulis paling sedikit ${questionLimits.shortest} huruf. Kembali ke halaman sebelumnya; tulisan Anda masih ada di sana.`,
    ],
    'too-long': [
      'Pertanyaan terlalu panjang',
      `Paling panjang ${questionLimits.longest} huruf. Kembali ke halaman sebelumnya; tulisan Anda masih ada di sana.`,
    ],
    personal: [
      'Pertanyaan memuat data pribadi',
      'Hapus nomor (NIK, NPWP, NIP, telepon, rekening), surel, alamat, dan nama orang, lalu kirim lagi. Tidak ada yang disimpan. Untuk pengaduan tentang seseorang, pakai SP4N-LAPOR!.',
    ],
    closed: [
      'Pertanyaan tidak diterima di sini',
      'Pemerintah daerah ini tidak menerima pertanyaan lewat situs ini. Sampaikan lewat PPID atau SP4N-LAPOR! (lapor.go.id atau SMS 1708).',
    ],
    'too-many': [
      'Terlalu banyak pertanyaan hari ini',
      'Batas pertanyaan hari ini sudah tercapai. Kirim lagi besok, atau sampaikan lewat PPID atau SP4N-LAPOR! (lapor.go.id atau SMS 1708).',
    ],
    failed: ['Pertanyaan belum tersimpan', 'Ada gangguan di server kami. Tidak ada yang disimpan; kirim lagi sebentar lagi.'],
    back: 'Ke Tanya Jawab',
  },
  en: {
    received: [
      'Your question was received',
      'It waits for an answer. It becomes visible together with the answer on the page of questions and answers, after a second person published both. Neither your name nor your address is kept.',
    ],
    'bad-input': ['The form was not understood', 'Go back, reload the page and send it again. Nothing was kept.'],
    'too-short': ['The question is too short', `Write at least ${questionLimits.shortest} letters. Go back; your text is still there.`],
    'too-long': ['The question is too long', `At most ${questionLimits.longest} letters. Go back; your text is still there.`],
    personal: [
      'The question holds personal data',
      'Remove numbers (NIK, NPWP, NIP, phone, bank account), e-mail and street addresses and names of people, and send it again. Nothing was kept. For a complaint about a person use SP4N-LAPOR!.',
    ],
    closed: [
      'Questions are not taken here',
      'This government takes no questions on this site. Ask the information officer (PPID), or SP4N-LAPOR! (lapor.go.id or SMS 1708).',
    ],
    'too-many': [
      'Too many questions today',
      'The limit of today is reached. Send it tomorrow, or ask the information officer (PPID) or SP4N-LAPOR! (lapor.go.id or SMS 1708).',
    ],
    failed: ['The question was not stored', 'Something went wrong on our server. Nothing was kept; send it again in a while.'],
    back: 'To questions and answers',
  },
} as const satisfies Readonly<Record<Language, Readonly<Record<Reply, readonly [string, string]>> & { back: string }>>;

const style =
  ':root{color-scheme:light dark}body{font:16px/1.5 system-ui,sans-serif;max-width:40rem;margin:0 auto;padding:24px 16px}h1{font-size:24px;line-height:32px}a{display:inline-block;padding:8px 0}';
const policy = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'`;

/**
 * Answers a form with a small page of fixed text. The desk has none of the public site's pages, and where the two run apart it is the
 * desk that takes the question.
 * @param back path of the page of answers, as `backOf` lets it through
 */
export function sendReply(res: Response, reply: Reply, { language, back }: { language: Language; back: string }): void {
  const [title, text] = texts[language][reply];
  const html = `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${title}</title><style>${style}</style></head><body><main><h1>${title}</h1><p>${text}</p><p><a href="${back}">${texts[language].back}</a></p></main></body></html>`;
  if (reply === 'too-many') res.setHeader('Retry-After', '86400');
  res.setHeader('Content-Security-Policy', policy);
  res.status(statuses[reply]).type('html').send(html);
}
