import { formatRupiah } from '@sipkadin/budget';
import { formatCount } from '@sipkadin/ui/format';
import { z } from 'zod';
import { Refused } from '../faults.ts';
import { whyNoSum } from '../figures/alike.ts';
import { answerOf, figureOf, figureShape, restsOnText, sourceOf, together } from '../figures/figure.ts';
import { citedShape, open } from '../opened.ts';
import { asked, figureAsked, tool, which } from '../tool.ts';
import { mcpWords } from '../words/words.ts';

/** All else is the same for each, and stands beside the sum. */
const itemShape = figureShape.pick({ id: true, kind: true, name: true, value: true, text: true, address: true, origin: true });

export const sumTool = tool({
  name: 'sum',
  title: 'Jumlah bagian / Sum of parts',
  description:
    'Adds up figures that may be added: separate parts of one government, year, edition, measure, budget version, basis and day. Everything else is refused with the reason, also parts of which one contains another. Use this instead of adding figures yourself.',
  input: z.strictObject({
    items: z
      .array(z.strictObject({ ...figureAsked, ...which }))
      .min(2)
      .max(40),
    language: asked.language,
  }),
  output: z.object({
    measure: z.string(),
    unit: z.literal('sen'),
    value: z.string(),
    text: z.string(),
    version: z.string().nullable(),
    basis: z.string().nullable(),
    asOf: z.string().nullable(),
    simulated: z.boolean(),
    edition: citedShape,
    items: z.array(itemShape),
    notes: z.array(z.string()),
  }),
  answer: async ({ items, language = 'id' }, finding) => {
    const figures = [];
    for (const [at, item] of items.entries())
      figures.push(await figureOf(open(finding, item, language, `items.${at}.`), item, `items.${at}.`));
    const faults = whyNoSum(
      figures,
      figures.map((_, at) => `items.${at}`),
    );
    const [first] = figures;
    if (faults.length > 0 || first === undefined) throw new Refused(...faults);
    const value = figures.reduce((sum, figure) => sum + (figure.value ?? 0n), 0n);
    const { opened, measure, version, basis, days } = first;
    const text = formatRupiah(value, language);
    const w = mcpWords(language);
    const answers = figures.map(answerOf);
    const notes = [...new Set(answers.flatMap((answer) => answer.notes))];
    const sentence = w.sum(formatCount(figures.length, language), w.measures[measure], text);
    return {
      sentence: together(`${sentence}${restsOnText(first)}.`, ...notes, sourceOf(opened)),
      value: {
        ...{ measure, unit: 'sen' as const, value: String(value), text, version, basis, asOf: days.at(-1) ?? null },
        ...{ simulated: opened.cited.simulated, edition: opened.cited, items: answers.map((answer) => itemShape.parse(answer)), notes },
      },
    };
  },
});
