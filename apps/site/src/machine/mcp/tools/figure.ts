import { z } from 'zod';
import { answerOf, figureOf, figureShape, sentencesOf, together } from '../figures/figure.ts';
import { open } from '../opened.ts';
import { asked, figureAsked, tool } from '../tool.ts';

export const figureTool = tool({
  name: 'figure',
  title: 'Satu angka / One figure',
  description:
    'One figure of one edition: budget, cash plan, realization or physical progress of a department, a unit, an activity, an account or a fund. Get the id from "search". What the edition does not hold is refused, never estimated.',
  input: z.strictObject({ ...figureAsked, ...asked }),
  output: figureShape,
  answer: async ({ language = 'id', government, year, edition, ...one }, finding) => {
    const figure = await figureOf(open(finding, { government, year, edition }, language), one);
    return { sentence: together(...sentencesOf(figure)), value: answerOf(figure) };
  },
});
