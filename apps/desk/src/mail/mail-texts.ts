import type { IsoDate, Language, Month } from '@sipkadin/budget';
import type { AccessChange } from '@sipkadin/ledger';
import { formatDate, formatMonth } from '@sipkadin/ui/format';

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
  due: IsoDate;
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

const owedTexts = {
  reminder: {
    subject: 'Laporan realisasi segera jatuh tempo / Realization reports are due soon',
    id: (government: string) => `Laporan realisasi berikut untuk ${government} belum dikirim, dan batas waktunya sudah dekat:`,
    en: (government: string) => `These realization reports for ${government} have not been submitted, and their day is near:`,
  },
  late: {
    subject: 'Laporan realisasi belum masuk / Realization reports are missing',
    id: (government: string) => `Laporan realisasi berikut untuk ${government} belum masuk ketika batas waktunya lewat:`,
    en: (government: string) => `These realization reports for ${government} had not come in when their day had passed:`,
  },
};

/** Reports that an OPD owes, one line each; their day is named, for a reminder is read before it and a late notice after it. */
export function owedText(
  kind: keyof typeof owedTexts,
  { government, owed, link }: { government: string; owed: readonly Owed[]; link: string },
): MailText {
  const { subject, id, en } = owedTexts[kind];
  const by = { id: 'paling lambat', en: 'by' };
  const list = (language: Language) =>
    owed
      .map(
        ({ unit, year, month, due }) => `- ${unit}: ${formatMonth(month, language)} ${year} (${by[language]} ${formatDate(due, language)})`,
      )
      .join('\n');
  return {
    subject,
    text: paragraphs(
      `${id(government)}\n\n${list('id')}`,
      `Kalender pelaporan: ${link}`,
      `${en(government)}\n\n${list('en')}`,
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

const accessChanges: Record<AccessChange, Record<Language, string>> = {
  'link-asked': {
    id: 'meminta persetujuan pengelola lain untuk membuat tautan masuk ke akun Anda yang ia serahkan sendiri',
    en: 'asked another administrator to approve a sign-in link to your account, which is handed over by an administrator',
  },
  'link-made': {
    id: 'membuat tautan masuk ke akun Anda yang diserahkan sendiri, tidak lewat surel',
    en: 'made a sign-in link to your account, which is handed over and not mailed',
  },
  'reset-asked': {
    id: 'meminta persetujuan pengelola lain untuk menghapus verifikasi dua langkah akun Anda',
    en: 'asked another administrator to approve the removal of the two-step verification of your account',
  },
  'reset-done': {
    id: 'menghapus verifikasi dua langkah akun Anda',
    en: 'removed the two-step verification of your account',
  },
};

/** What an admin did to a person's access, or asked another admin to approve; who it was is in the audit trail. */
export function accessText({ government, change }: { government: string; change: AccessChange }): MailText {
  const { id, en } = accessChanges[change];
  return {
    subject: 'Akses Anda ke SIP KADIN / Your access to SIP KADIN',
    text: paragraphs(
      `Pengelola SIP KADIN di ${government} ${id}.`,
      'Bila Anda memintanya, tidak ada yang perlu dilakukan. Bila tidak, hubungi sekarang pengelola lain atau Inspektorat: jejak audit memuat siapa yang melakukannya.',
      `An administrator of SIP KADIN at ${government} ${en}.`,
      'If you asked for it, there is nothing to do. If you did not, tell another administrator or the auditors now: the audit trail says who did it.',
    ),
  };
}

/** Paragraphs and the closing line; spaces are plain ones, since a mail reader breaks lines as it likes. */
export const paragraphs = (...parts: string[]) => `${[...parts, automatic].join('\n\n')}\n`.replaceAll('\u00a0', ' ');
