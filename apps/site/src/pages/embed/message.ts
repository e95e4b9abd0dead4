import { formatDate } from '@sipkadin/ui';
import { dayOfWhole } from '../../parts/course.tsx';
import type { Context, Page } from '../../reading/context.ts';
import { simulatedFiles } from '../../works/simulated-files.ts';
import { plainText } from './markup.ts';

interface Said {
  sentence: string;
  asOf: Page['asOf'];
  /** Where it is found for ever; left out where the site's own address is not known. */
  address: string | undefined;
}

/** A figure as a message: the sentence, what it is of and of when, and where it is found. */
export function shareMessage(context: Context, { sentence, asOf, address }: Said): string {
  const { w, ui, language, edition, government } = context;
  const { year, number, audited, basis } = edition.manifest;
  const day = asOf === undefined || asOf === null ? null : formatDate(asOf, language);
  const parts = [
    `${government.name} ${year}: ${sentence}.`,
    w.share.message.facts(
      asOf === undefined ? dayOfWhole(context) : day,
      basis === null ? null : ui.basis(basis.toUpperCase()),
      String(number),
      audited,
    ),
    ...simulatedSentence(context),
    ...(address === undefined ? [] : [address]),
  ];
  return plainText(parts.join(' '));
}

/** Whether all of an edition's figures are simulated or some, in a sentence for where there is room for one; none where none are. */
export function simulatedSentence({ w, edition }: Pick<Context, 'w' | 'edition'>): string[] {
  if (!edition.manifest.simulated) return [];
  const { simulated, files } = simulatedFiles(edition);
  return [simulated > 0 && simulated < files ? w.share.message.partlySimulated : w.share.message.simulated];
}

/** Opens WhatsApp with a text; whom it is sent to is chosen there. */
export function whatsAppAddress(text: string): string {
  return `https://wa.me/?text=${encodeURIComponent(text.toWellFormed())}`;
}
