import type { Words } from '../language/language.ts';
import type { ListField, ListKind } from './list-kind.ts';

/** Whom readers of a figure may turn to. */
export const contactChannels = {
  ppid: { id: 'PPID (permohonan informasi)', en: 'PPID (request for information)' },
  lapor: { id: 'SP4N-LAPOR! (halaman instansi)', en: 'SP4N-LAPOR! (page of the government)' },
  wbs: { id: 'Pengaduan dugaan korupsi (WBS)', en: 'Report of suspected corruption (WBS)' },
} as const satisfies Record<string, Words>;
export type ContactChannel = keyof typeof contactChannels;

/** Where a channel is reached. */
export interface Contact {
  channel: ContactChannel;
  /** The office, not a person. */
  office: string;
  /** https address or e-mail address. */
  address: string;
  /** Street, hours, telephone of the office; '' for none. */
  place: string;
}

const reachable = /^(?:https:\/\/[\w.-]+(?::\d{1,5})?(?:\/[^\s"<>]*)?|[\w.+-]+@[\w-]+(?:\.[\w-]+)+)$/;

export const contactList: ListKind<Contact> = {
  most: 3,
  entry: { id: 'Saluran', en: 'Channel' },
  fields: {
    channel: { kind: 'choice', choices: contactChannels, label: { id: 'Untuk', en: 'For' } },
    office: { kind: 'text', most: 120, pattern: /\S/, example: 'PPID Utama, Dinas Kominfo', label: { id: 'Nama kantor', en: 'Office' } },
    address: {
      kind: 'text',
      most: 300,
      pattern: reachable,
      example: 'https://ppid.contoh.go.id',
      label: { id: 'Alamat https atau surel', en: 'https or e-mail address' },
    },
    place: {
      kind: 'text',
      most: 200,
      pattern: /^/,
      example: 'Jl. Merdeka 1, Senin–Jumat 08.00–15.00',
      label: { id: 'Alamat kantor dan jam layanan', en: 'Street and hours' },
    },
  } satisfies Record<keyof Contact, ListField>,
  empty: { channel: 'ppid', office: '', address: '', place: '' },
  fault: () => undefined,
  text: ({ channel, office, address }, language) => `${contactChannels[channel][language]}: ${office}, ${address}`,
  nameOf: ({ channel }) => contactChannels[channel],
};
