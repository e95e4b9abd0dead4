import type { Language, Month } from '@sipkadin/budget';
import { formatMonth } from '@sipkadin/ui/format';

export interface MailText {
  subject: string;
  text: string;
}

/** A month's report that an OPD owes. */
export interface Owed {
  /** The OPD's name. */
  unit: string;
  year: number;
  month: Month;
}

const automatic = 'Surel ini dikirim otomatis dan tidak perlu dibalas. This message is automatic; there is no need to answer.';

/** Indonesian first, then English. Content and reason are left out: they are read after signing in, not in a mailbox. */
export function returnedText({ government, upload, link }: { government: string; upload: string; link: string }): MailText {
  return {
    subject: `Berkas ${upload} dikembalikan / File ${upload} was returned`,
    text: paragraphs(
      `Berkas ${upload} yang Anda unggah untuk ${government} dikembalikan oleh verifikator. Alasannya ada di SIP KADIN. Perbaiki berkasnya, lalu unggah lagi:`,
      link,
      `File ${upload}, which you uploaded for ${government}, was returned by the verifier. The reason is in SIP KADIN, at the address above. Correct the file, then upload it again.`,
    ),
  };
}

export function lateText({ government, owed, link }: { government: string; owed: readonly Owed[]; link: string }): MailText {
  const list = (language: Language) => owed.map(({ unit, year, month }) => `- ${unit}: ${formatMonth(month, language)} ${year}`).join('\n');
  return {
    subject: 'Laporan realisasi belum masuk / Realization reports are missing',
    text: paragraphs(
      `Laporan realisasi berikut untuk ${government} belum masuk ketika batas waktunya lewat:\n\n${list('id')}`,
      `Kalender pelaporan: ${link}`,
      `These realization reports for ${government} had not come in when their day had passed:\n\n${list('en')}`,
      `The calendar of reports is at the address above.`,
    ),
  };
}

/** Anyone who reads the mailbox can use the link, so the mail does not name the account or its roles. */
export function linkText({ government, link, hours }: { government: string; link: string; hours: number }): MailText {
  return {
    subject: 'Tautan masuk SIP KADIN / Your sign-in link for SIP KADIN',
    text: paragraphs(
      `Pengelola SIP KADIN di ${government} membuka akses untuk Anda. Masuklah dengan tautan ini, lalu buat sandi di halaman Akun saya:`,
      link,
      `Tautan ini untuk Anda saja: sekali pakai, dan berlaku ${hours} jam sejak surel ini dikirim. Bila dikirim lagi, hanya yang terakhir berlaku. Sudah lewat, atau Anda tidak memintanya? Hubungi pengelola, dan jangan meneruskan surel ini.`,
      `An administrator of SIP KADIN at ${government} has opened it to you. Sign in with the link above, then set a password on the page My account.`,
      `The link is for you alone: it works once, and for ${hours} hours after this mail was sent. If it is sent again, only the last one works. Is it too late, or did you not expect it? Ask the administrator, and do not forward this mail.`,
    ),
  };
}

const paragraphs = (...parts: string[]) => `${[...parts, automatic].join('\n\n')}\n`;
