import type { Edition, Manifest } from '@sipkadin/edition';
import { DataTable, formatInstant } from '@sipkadin/ui';
import type { Context } from '../reading/context.ts';

/** Whether an edition has no figures because it withdraws the only content there was. */
export function isEmpty({ correction }: Manifest): boolean {
  return correction?.content === null;
}

/** Sentence about what an edition withdraws or returns to; undefined for an ordinary edition. */
export function correctionSentence({ w }: Pick<Context, 'w'>, { correction }: Manifest): string | undefined {
  if (correction === undefined) return undefined;
  const { kind, of, content } = correction;
  if (content === null) return w.corrections.emptied(String(of));
  return w.corrections[kind](String(of), String(content));
}

/** Sentence about steps taken by one person alone; undefined where there are none. */
export function onePersonSentence({ w }: Context, { onePerson }: Manifest): string | undefined {
  if (onePerson === undefined) return undefined;
  const { verified, published } = onePerson;
  if (published === 0) return w.corrections.verifiedAlone(String(verified));
  if (verified === 0) return w.corrections.publishedAlone(String(published));
  return w.corrections.bothAlone(String(verified), String(published));
}

/** The edition that withdrew another of the same year. */
export function withdrawalOf(every: readonly Edition[], number: number): Edition | undefined {
  return every.find(({ manifest: { correction } }) => correction?.kind === 'withdrawal' && correction.of === number);
}

/** Notices at the top of a page: its figures come from a withdrawal or return, or were withdrawn since. */
export function CorrectionNotices({ context }: { context: Context }) {
  const { w, paths, edition } = context;
  const { manifest } = edition;
  const own = correctionSentence(context, manifest);
  const by = context.isNewest ? undefined : context.withdrawnBy();
  return (
    <>
      {own !== undefined && (
        <p className="notice">
          {own} {w.corrections.because(manifest.note)}{' '}
          <a href={`${paths.at({ edition: undefined }).editions()}#koreksi`}>{w.corrections.all}</a>
        </p>
      )}
      {by !== undefined && (
        <p className="notice stale">
          {w.corrections.withdrawnBy(String(manifest.number), String(by.number))} {w.corrections.because(by.note)}
        </p>
      )}
    </>
  );
}

/** Every correction of the year with its reason, newest first. */
export function Corrections({ context, every }: { context: Context; every: readonly Edition[] }) {
  const { w, language, paths } = context;
  const corrected = every.filter(
    ({ manifest }) => manifest.correction !== undefined || (manifest.previous !== null && manifest.note !== ''),
  );
  return (
    <section id="koreksi">
      <h2>{w.corrections.title}</h2>
      <p className="prose">{w.corrections.text}</p>
      {corrected.length === 0 ? (
        <p>{w.corrections.none}</p>
      ) : (
        <DataTable
          caption={w.corrections.title}
          headed
          narrow="cards"
          columns={[
            { key: 'edition', label: w.editions.number },
            { key: 'when', label: w.editions.published },
            { key: 'what', label: w.corrections.what },
            { key: 'why', label: w.corrections.why },
          ]}
          rows={corrected.map(({ manifest }) => ({
            key: String(manifest.number),
            cells: [
              <a key="n" href={paths.edition({ edition: manifest.number })}>
                {manifest.number}
              </a>,
              formatInstant(manifest.publishedAt, language),
              correctionSentence(context, manifest) ?? w.corrections.renewed,
              manifest.note,
            ],
          }))}
        />
      )}
    </section>
  );
}
