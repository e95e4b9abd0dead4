import { readFileSync } from 'node:fs';
import { bandsFault, defaultBands, type JudgingRule, statusWords, type Words } from '@sipkadin/budget';
import { z } from 'zod';
import { UsageError } from '../command.ts';

/** A part of the rule; what it leaves out stays as it is. */
export type RuleChange = { periods?: JudgingRule['periods']; statuses?: Partial<JudgingRule['statuses']> };

export function changedRule(present: JudgingRule | undefined, { periods, statuses }: RuleChange): JudgingRule {
  const rule = present ?? defaultBands;
  return { periods: periods ?? rule.periods, statuses: { ...rule.statuses, ...statuses } };
}

/** @throws UsageError. "1=5,10 10=2.5,5" → from January −5.0 and −10.0 points, from October −2.5 and −5.0. */
export function periodsIn(text: unknown): JudgingRule['periods'] {
  const wrong = (why: Words) =>
    new UsageError({
      id: `--bands berisi misalnya "1=5,10 10=2.5,5": BULAN=PERHATIAN,TERTINGGAL dalam poin; ${why.id}`,
      en: `--bands is such as "1=5,10 10=2.5,5": MONTH=ATTENTION,BEHIND in points; ${why.en}`,
    });
  if (typeof text !== 'string') throw wrong({ id: 'isinya kosong', en: 'it was empty' });
  const periods = text
    .trim()
    .split(/\s+/)
    .map((part) => {
      const match = /^(\d{1,2})=(\d{1,2})(?:\.(\d))?,(\d{1,2})(?:\.(\d))?$/.exec(part);
      if (!match) throw wrong({ id: `"${part}" bukan itu`, en: `"${part}" is none` });
      const [, from, attention, tenth = '0', behind, otherTenth = '0'] = match;
      return { from: Number(from), attention: -Number(`${attention}${tenth}`), behind: -Number(`${behind}${otherTenth}`) };
    });
  const fault = bandsFault({ reportDay: defaultBands.reportDay, periods });
  if (fault === 'first-period') throw wrong({ id: 'masa pertama dimulai di bulan 1', en: 'the first period begins in month 1' });
  if (fault === 'order') throw wrong({ id: 'bulan harus naik, dari 1 sampai 12', en: 'months go up, from 1 to 12' });
  if (fault !== undefined)
    throw wrong({
      id: 'batas tertinggal lebih jauh dari rencana daripada batas perhatian',
      en: 'what is behind is further from the plan than what needs attention',
    });
  return periods;
}

/** The same rule as it is typed. */
export function periodsText(periods: JudgingRule['periods']): string {
  const points = (tenths: number) => String(-tenths / 10);
  return periods.map(({ from, attention, behind }) => `${from}=${points(attention)},${points(behind)}`).join(' ');
}

const wordsFile = z.partialRecord(
  z.enum(Object.keys(statusWords) as (keyof typeof statusWords)[]),
  z.object({ id: z.string().trim().min(1).max(40), en: z.string().trim().min(1).max(40) }),
);

/** What a JSON file calls the statuses. @throws UsageError */
export function statusWordsIn(path: unknown): Partial<JudgingRule['statuses']> {
  try {
    const words = wordsFile.parse(JSON.parse(readFileSync(String(path), 'utf8')));
    return Object.fromEntries(Object.entries(words).filter(([, word]) => word !== undefined));
  } catch (error) {
    const why = error instanceof z.ZodError ? z.prettifyError(error) : error instanceof Error ? error.message : String(error);
    throw new UsageError({ id: `--status-words: ${why}`, en: `--status-words: ${why}` });
  }
}
