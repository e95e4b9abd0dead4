import type { FiscalYear, Government, IsoDate, Language } from '@sipkadin/budget';
import type { Edition } from '@sipkadin/edition';
import type { UiWords } from '@sipkadin/ui';
import type { ReactNode } from 'react';
import type { Paths, Standing } from '../routes/paths.ts';
import type { SiteWords } from '../words/words.ts';

/** What every page is given: one edition, the words, the addresses, and what was asked. */
export interface Context {
  language: Language;
  w: SiteWords;
  ui: UiWords;
  paths: Paths;
  standing: Standing;
  government: Government;
  /** All that have published anything, the default first. */
  governments: readonly Government[];
  /** Years with an edition, latest first. */
  years: readonly FiscalYear[];
  edition: Edition;
  /** Numbers of the editions of this year, latest first. */
  numbers: readonly number[];
  /** Opens all of them, latest first. */
  every: () => Edition[];
  today: IsoDate;
  /** The one side of spending and revenue that the edition's files speak of: the other is not late or zero, it is not part of it. */
  only: 'budget' | 'realization' | undefined;
  /** How many files the edition rests on. */
  sourceCount: number;
  /** Whether the site hands out the signer's public key. */
  hasKey: boolean;
  /** Things said at the top of the page: a value that was not understood, an older edition. */
  notices: string[];
  query: ReadonlyMap<string, string>;
  /** Addresses of the same page in the other language, and of another year where that year may have it. */
  twins: { language: string; year: (year: FiscalYear) => string | undefined };
}

/** What a page hands to the layout. */
export interface Page {
  title: string;
  description: string;
  body: ReactNode;
  status?: 200 | 404;
  /** Shows figures, so it carries the six facts. */
  figures?: boolean;
  /** Name of the client script's entry; pages work without it. */
  script?: 'explore';
}
