import type { shareId } from './words.id.ts';

/** Words of embeds, of the page that shares a figure and of its picture, in English. */
export const shareEn: typeof shareId = {
  share: {
    link: 'Share or embed this figure',
    title: 'Share this figure',
    what: 'Figure to share',
    kinds: { anggaran: 'Spending so far', kurva: 'The year as a curve', 'per-seratus-ribu': 'Of every Rp100,000' },
    seeAll: 'See all figures and their sources',
    noShares: 'This edition has no spending that can be divided per Rp100,000',
    message: {
      title: 'Send as a message',
      text: 'The sentence of that page, with the day of its data and an address that always opens the same edition.',
      copy: 'Text to copy',
      send: 'Send with WhatsApp',
      image: 'Picture to share (PNG)',
      facts: (day, edition, isAudited) =>
        `${day === null ? 'Not reported' : `Data as of ${day}`}, edition ${edition}, ${isAudited ? 'audited' : 'unaudited'}.`,
      simulated: 'Simulated data, no official figures.',
    },
    embed: {
      title: 'Embed in another site',
      text: 'Copy this code into a page of your site. It always shows the latest edition, has no script and no cookie, and is light or dark as its readers prefer.',
      code: 'Code, latest edition',
      pinned: (edition) => `Code that stays with edition ${edition}`,
      preview: 'What it looks like',
      noAddress: 'The address of this site is not set, so the code cannot be made yet.',
      oembed: 'A site that knows oEmbed needs the address of the page alone.',
    },
    image: { of: 'of', budget: 'budgeted', paid: 'paid', silent: 'not reported' },
  },
};
