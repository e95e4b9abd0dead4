import { parseFiscalYear } from '@sipkadin/budget';
import { Refusal } from '@sipkadin/workflow';
import type { FileHandler } from '../../rights/file-routes.ts';
import type { KeptPreviews, Preview } from './kept-previews.ts';

/** Every public page, download and answer as it would be after publishing. */
export function previewPages({ keptPreviews }: { keptPreviews: KeptPreviews }): FileHandler<'GET pratinjau/:government/:year{/*page}'> {
  return async ({ government, person }, req, res) => {
    const year = parseFiscalYear(String(req.params['year']));
    if (year === undefined) throw new Refusal('not-found');
    let preview: Preview;
    try {
      preview = await keptPreviews.open({ government, year, person: person.id });
    } catch (error) {
      // Published meanwhile, or withdrawn: the page of editions says so.
      if (error instanceof Refusal) return res.redirect(303, `/kerja/terbitan?pemda=${government}&pratinjau=${error.code}`);
      throw error;
    }
    await new Promise<void>((resolve, reject) => {
      res.once('close', resolve);
      // The pages answer whatever is asked for; this is for a fault of theirs.
      preview.pages(req, res, (error) => reject(error instanceof Error ? error : new Error('a page of a preview was not answered')));
    });
  };
}
