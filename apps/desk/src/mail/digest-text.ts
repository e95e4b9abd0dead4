import type { IsoDate, Language } from '@sipkadin/budget';
import type { Alert } from '@sipkadin/monitor';
import { formatDate } from '@sipkadin/ui/format';
import { alertText } from '../features/oversight/alerts/alert-text.ts';
import { words as en } from '../features/oversight/alerts/words.en.ts';
import { words as id } from '../features/oversight/alerts/words.id.ts';
import { type MailText, paragraphs } from './mail-texts.ts';

const most = 20;
const wordsOf = { id, en };

interface DigestContent {
  government: string;
  asOf: IsoDate | null;
  /** Alerts that hold, and how many of them leadership has not taken note of. */
  open: number;
  withoutNote: number;
  /** Those first seen within the week. */
  fresh: readonly (Pick<Alert, 'kind' | 'subject' | 'signal'> & { name: string })[];
  /** How many ended within the week. */
  ended: number;
  link: string;
}

/**
 * The weekly digest: new alerts, at most 20, and how many hold; both languages. Words of obstacles, contracts and activities stay behind
 * the sign-in.
 */
export function digestText({ government, asOf, open, withoutNote, fresh, ended, link }: DigestContent): MailText {
  const list = (language: Language) =>
    fresh
      .slice(0, most)
      .map(({ kind, name, subject, signal: { size, ...rest } }) => {
        const rule = `- ${name}: ${wordsOf[language].kinds[kind].name}`;
        if (rest.text !== '') return rule;
        return `${rule}. ${alertText({ kind, subject, ...rest, size: size === null ? null : String(size) }, wordsOf[language], language)}`;
      })
      .join('\n');
  const more = Math.max(0, fresh.length - most);
  return {
    subject: `Ringkasan mingguan ${government} / Weekly digest`,
    text: paragraphs(
      `${open} peringatan berlaku untuk ${government}, ${withoutNote} belum diberi catatan. Baru minggu ini: ${fresh.length}. Berakhir minggu ini: ${ended}. ${asOf === null ? 'Belum ada realisasi terverifikasi.' : `Dari angka terverifikasi, data per ${formatDate(asOf, 'id')}.`}`,
      ...(fresh.length === 0 ? [] : [`${list('id')}${more > 0 ? `\n- dan ${more} lagi` : ''}`]),
      `Selengkapnya: ${link}`,
      `${open} alerts hold for ${government}, ${withoutNote} without a note. New this week: ${fresh.length}. Ended this week: ${ended}. ${asOf === null ? 'No realization is verified yet.' : `From verified figures, as of ${formatDate(asOf, 'en')}.`}`,
      ...(fresh.length === 0 ? [] : [`${list('en')}${more > 0 ? `\n- and ${more} more` : ''}`]),
      'Surel ini dikirim karena Anda memilihnya di halaman Akun saya. You receive this because you chose it on the page My account.',
    ),
  };
}
