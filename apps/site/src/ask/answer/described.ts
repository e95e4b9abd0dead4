import type { Language, Sen } from '@sipkadin/budget';
import type { Money } from '../../reading/money.ts';
import type { answerRoutes } from '../../routes/answer-routes.ts';
import type { paths } from '../../routes/paths.ts';
import type { askId } from '../words.id.ts';

/** Links to the pages that answers lead to: of the server's table, or made from `answerRoutes` in the browser. */
export type AnswerPaths = Omit<ReturnType<typeof paths<typeof answerRoutes>>, 'at'>;

/** What an answer is put into words with. */
export interface Speaking {
  w: (typeof askId)['ask'];
  language: Language;
  paths: AnswerPaths;
  /** Counts OPD whose report is late today. */
  counts: { late: number; silent: number };
}

/** One thing that was found, for a list. */
export interface Listed {
  name: string;
  /** What it is, and whose. */
  under: string;
  amount: Sen | null;
  href: string;
  /** Names in `name` and `under` that are Indonesian in every language. */
  names: readonly string[];
  /** Where its amount comes from; undefined where no page shows that. */
  origin: string | undefined;
}

/** An answer in words: a sentence, what is to be known beside it, and where to go on. */
export interface Described {
  title: string;
  /** Names in the title that are Indonesian in every language. */
  names: readonly string[];
  notes: readonly string[];
  links: readonly { text: string; href: string }[];
  /** Of a figure: to be drawn as a bar. */
  bar: Money | undefined;
  /** Topics that the question names, each summed over all OPD. */
  topics: readonly { text: string; amount: Sen; href: string }[];
  list: { title: string; note: string | undefined; rows: readonly Listed[] } | undefined;
  /** Whether the data do not have what was asked for. */
  isMissing: boolean;
}
