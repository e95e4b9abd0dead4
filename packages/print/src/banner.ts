/** Width by height: 420 x 297 mm, 841 x 594 mm, and three metres by one. */
export const bannerSizes = ['a3', 'a1', '3x1'] as const;
export type BannerSize = (typeof bannerSizes)[number];

/** Millimetres, and how many of them one unit of `bannerType` is. */
export const bannerSheets: Readonly<Record<BannerSize, { width: number; height: number; unit: number }>> = {
  a3: { width: 420, height: 297, unit: 1 },
  a1: { width: 841, height: 594, unit: 2 },
  '3x1': { width: 3000, height: 1000, unit: 1000 / 297 },
};

/**
 * Sizes of type in units. People can read letters whose height without ascenders is 1/200 of their distance: the leading figure at
 * three metres on every size, the three figures below it on A1 and 3x1 too, and all else from where one stands to read a list.
 */
export const bannerType = { lead: 30, value: 15, title: 14, sentence: 10, heading: 8, share: 9.5, row: 6, note: 5.6 };

/** What a long page may shrink its lists to, as parts of `bannerType`, before the page is refused. */
export const bannerShrinks = [1, 0.93, 0.86, 0.8];

interface BannerList {
  title: string;
  /** `part`: length of the bar, 0 to 1. `isRest`: all that is not named. */
  rows: { share: string; name: string; amount: string; part: number; isRest: boolean }[];
  /** '' for none. */
  note: string;
}

/** All texts and numbers of a printed infographic, ready to be laid out: plain text, never markup. */
export interface Banner {
  lang: 'id' | 'en';
  title: string;
  government: string;
  /** Which figures are simulated; null where none are. */
  simulated: string | null;
  /** The figure that is read from afar, "Rp74", and the sentence that it begins. */
  lead: string;
  sentence: string;
  /** Parts of the budget, 0 to 1; null: no budget, or nothing is reported. `plan` null: no cash plan is published. */
  bar: { paid: number; plan: number | null; paidText: string; planText: string } | null;
  figures: { label: string; value: string; note: string }[];
  lists: BannerList[];
  ranked: { title: string; rows: { name: string; amount: string; part: number }[]; none: string };
  /** Where everything can be checked; null where the site's address is not known. */
  check: { title: string; text: string; address: string; qr: string; alt: string } | null;
  foot: [string, string];
}
