import { divideRounded, formatRupiah } from '@sipkadin/budget';
import { formatPoints, formatRatio } from '@sipkadin/ui/format';
import { z } from 'zod';
import { Refused } from '../faults.ts';
import { isPartOf, whyNotCompared } from '../figures/alike.ts';
import { answerOf, figureOf, figureShape, leading, together } from '../figures/figure.ts';
import { open } from '../opened.ts';
import { asked, figureAsked, tool, which } from '../tool.ts';
import { mcpWords } from '../words/words.ts';

const one = z.strictObject({ ...figureAsked, ...which });

export const compareTool = tool({
  name: 'compare',
  title: 'Dua angka / Two figures',
  description:
    'Compares two figures of one government: their difference and the first as a share of the second. Refused where unit, measure, budget version, basis or day differ; budget, plan and realization are compared of one and the same subject only.',
  input: z.strictObject({ first: one, second: one, language: asked.language }),
  output: z.object({
    first: figureShape,
    second: figureShape,
    difference: z.string().describe('The first less the second, in the unit of both.'),
    differenceText: z.string(),
    share: z
      .string()
      .nullable()
      .describe('The first in percent of the second, rounded to one decimal; null for progress, and where the second is not above zero.'),
    isPart: z.boolean().describe('Whether the first is a part of the second.'),
  }),
  answer: async ({ first, second, language = 'id' }, finding) => {
    const [a, b] = [
      await figureOf(open(finding, first, language, 'first.'), first, 'first.'),
      await figureOf(open(finding, second, language, 'second.'), second, 'second.'),
    ];
    const faults = whyNotCompared(a, b);
    const [left, right] = [a.value, b.value];
    if (faults.length > 0 || left === null || right === null) throw new Refused(...faults);
    const difference = left - right;
    const isProgress = a.measure === 'progress';
    const share = right > 0n && !isProgress ? formatRatio(left, right, language) : null;
    const text = isProgress ? formatPoints(divideRounded(difference, 10n), language) : formatRupiah(difference, language);
    const w = mcpWords(language);
    const compared = share === null ? w.noShare(text) : w.compared(text, share);
    return {
      sentence: together(compared, ...leading([a, b])),
      value: {
        ...{ first: answerOf(a), second: answerOf(b), difference: String(difference), differenceText: text, share },
        isPart: isPartOf(a, b),
      },
    };
  },
});
