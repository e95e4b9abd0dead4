import type { IsoInstant, Language } from '@sipkadin/budget';
import { type Banner, bannerSizes, printBanner } from '@sipkadin/print';
import { Refusal } from '@sipkadin/workflow';
import { z } from 'zod';
import type { FileHandler } from '../../rights/file-routes.ts';
import { bannerWords } from './words.ts';

/** What a printed infographic shows of a government's newest edition, or of one OPD in it; undefined where there is none. */
export type BannerFacts = (asked: {
  government: string;
  unit?: string | undefined;
  language: Language;
}) => Made | undefined | Promise<Made | undefined>;

interface Made {
  facts: Banner;
  publishedAt: IsoInstant;
  /** Name of its file, without an ending. */
  name: string;
}

const asked = z.object({
  opd: z.string().max(120).optional(),
  ukuran: z.enum(bannerSizes).default('a3'),
  bahasa: z.enum(['id', 'en']).default('id'),
});

/** GET /api/kerja/spanduk/:government?opd=&ukuran=&bahasa=: a printed infographic of what is published, as PDF. */
export function bannerDownload({ bannerFacts }: { bannerFacts: BannerFacts }): FileHandler<'GET spanduk/:government'> {
  return async ({ government }, req, res) => {
    const read = asked.safeParse(req.query);
    if (!read.success) throw new Refusal('bad-input');
    const { opd, ukuran, bahasa } = read.data;
    const made = await bannerFacts({ government, unit: opd || undefined, language: bahasa });
    if (made === undefined) throw new Refusal('not-found');
    const pdf = await printBanner(made.facts, ukuran, Date.parse(made.publishedAt));
    if (pdf === null) {
      res.status(501).type('text/plain; charset=utf-8').send(bannerWords[bahasa].absent);
      return;
    }
    res.setHeader('Content-Type', 'application/pdf');
    res.setHeader('X-Content-Type-Options', 'nosniff');
    res.setHeader('Content-Disposition', `attachment; filename="${made.name}_${ukuran}.pdf"`);
    res.end(pdf);
  };
}
