import type { Reference } from '@sipkadin/edition';
import { formatCount, formatDate } from '@sipkadin/ui';
import type { Context } from '../../reading/context.ts';
import type { Choices } from './choices.ts';
import type { Comparison } from './comparison.ts';
import { type Basis, yearsOf } from './figures.ts';

/** Address of the file with all regions on a basis. */
export function csvName(reference: Reference, basis: Basis): string {
  return basis === 'budget' ? `anggaran-${reference.content.budgets?.year}.csv` : `realisasi-${basis}.csv`;
}

interface NotesProps {
  context: Context;
  reference: Reference;
  comparison: Comparison;
  choices: Choices;
}

/** What is left out, how to read the figures, where they come from, and where to get them. */
export function Notes({ context, reference, comparison, choices }: NotesProps) {
  const { w, language, paths, government } = context;
  const { content, manifest } = reference;
  const { notes } = w.regions;
  const residents = content.sources.find(({ kind }) => kind === 'residents');
  const { incomplete } = comparison;
  const texts = [
    ...(incomplete.length > 0
      ? [w.regions.left(formatCount(incomplete.length, language), incomplete.map(({ name }) => name).join(', '))]
      : []),
    notes.murni,
    ...(residents === undefined ? [] : [notes.residents(residents.publisher, String(content.residents?.year))]),
    ...(choices.basis === 'budget' ? [] : [notes.papua]),
    notes.size,
  ];
  return (
    <section>
      <h2>{w.regions.notesTitle}</h2>
      <ul className="prose">
        {texts.map((text) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
      <h3>{w.regions.sources}</h3>
      <ul className="plain">
        {content.sources.map(({ kind, publisher, fileName, day }) => (
          <li key={kind}>{w.regions.source(publisher, fileName, day === null ? '' : w.regions.day(formatDate(day, language)))}</li>
        ))}
        <li>{notes.licence}</li>
      </ul>
      <h3>{w.regions.downloads}</h3>
      <ul className="plain">
        {['budget' as Basis, ...yearsOf(reference)].map((basis) => (
          <li key={basis}>
            <a href={paths.regionsCsv({ file: csvName(reference, basis) })} download>
              {w.regions.csv(
                basis === 'budget' ? w.regions.tabs.budget(String(content.budgets?.year)) : w.regions.tabs.year(String(basis)),
              )}
            </a>
          </li>
        ))}
        <li>
          {w.regions.files}:{' '}
          {['manifest.json', ...manifest.files.map(({ path }) => path)].map((path, index) => (
            <span key={path}>
              {index > 0 && ' · '}
              <a href={paths.referenceFile({ edition: manifest.number, file: path })}>{path}</a>
            </span>
          ))}
        </li>
        <li>
          <a href={paths.regionList()}>{w.regions.list}</a>
          {comparison.region.code !== government.code && (
            <>
              {' · '}
              <a href={paths.regions({ dengan: comparison.region.code })}>{w.regions.compareHome(government.name)}</a>
            </>
          )}
        </li>
      </ul>
    </section>
  );
}
