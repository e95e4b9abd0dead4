import { changeOf, parseFiscalYear } from '@sipkadin/budget';
import type { ActivityMove } from '@sipkadin/edition';
import { Amount, chooseUnit, DataTable, formatCount, formatGrowth, formatShort, unitLabel } from '@sipkadin/ui';
import type { Context } from '../../reading/context.ts';
import { Change } from './change.tsx';
import { Pages } from './pages.tsx';

const perPage = 15;

const risen = (moves: readonly ActivityMove[]) => moves.filter((move) => changeOf(move) >= 0n);
const cut = (moves: readonly ActivityMove[]) => moves.filter((move) => changeOf(move) < 0n).toReversed();

/** How many pages the longer of the two lists fills; 1 where nothing changed. */
export function movesPages(moves: readonly ActivityMove[]): number {
  return Math.max(1, Math.ceil(Math.max(risen(moves).length, cut(moves).length) / perPage));
}

/** Whether any of the changes is of a sub kegiatan: the files of some years name none. */
export const namesActivities = (moves: readonly ActivityMove[]) => moves.some(({ code }) => code !== '');

/** "312 sub kegiatan bertambah (Rp80 miliar), 120 berkurang (Rp29 miliar); 14 baru, 3 tidak ada lagi, 2 pindah OPD." */
export function movesSentence({ w, language }: Context, moves: readonly ActivityMove[]): string {
  const named = moves.filter(({ code }) => code !== '');
  const also = (['new', 'dropped', 'moved'] as const).flatMap((kind) => {
    const count = named.filter((move) => move.kind === kind).length;
    return count === 0 ? [] : [w.compare.moves.also[kind](formatCount(count, language))];
  });
  const sum = (of: readonly ActivityMove[]) => of.reduce((total, move) => total + changeOf(move), 0n);
  const [up, down] = [named.filter((move) => changeOf(move) > 0n), named.filter((move) => changeOf(move) < 0n)];
  return w.compare.moves.sentence(
    { count: formatCount(up.length, language), amount: formatShort(sum(up), language) },
    { count: formatCount(down.length, language), amount: formatShort(-sum(down), language) },
    also.join(', '),
  );
}

/** What was moved where, down to sub kegiatan: increases and cuts apart, the largest first. */
export function ActivityMoves({
  context,
  moves,
  names,
  ask,
}: {
  context: Context;
  /** undefined: the edition's format does not have versions of sub kegiatan. */
  moves: readonly ActivityMove[] | undefined;
  names: { from: string; to: string };
  ask: Readonly<Record<string, string | undefined>>;
}) {
  const { w, paths, query, edition } = context;
  const { year, number, versions } = edition.manifest;
  if (moves === undefined) return <p className="notice">{w.compare.moves.oldFormat}</p>;
  if (!namesActivities(moves)) return <p className="notice">{w.compare.moves.none}</p>;
  const page = Number(query.get('halaman') ?? 1);
  const fiscal = parseFiscalYear(String(year));
  return (
    <section id="sub-kegiatan">
      <h2>{w.compare.moves.title}</h2>
      <p className="small">
        {w.compare.moves.text}{' '}
        {fiscal !== undefined && versions.length > 1 && (
          <a href={paths.versionsCsv({ year: fiscal, edition: number })}>{w.compare.moves.csv}</a>
        )}
      </p>
      <MoveList context={context} title={w.compare.moves.risen} all={risen(moves)} page={page} names={names} />
      <MoveList context={context} title={w.compare.moves.cut} all={cut(moves)} page={page} names={names} />
      <Pages
        context={context}
        page={page}
        pages={movesPages(moves)}
        link={(at) => `${paths.versionChanges({ ...ask, halaman: at === 1 ? undefined : at })}#sub-kegiatan`}
      />
    </section>
  );
}

interface MoveListProps {
  context: Context;
  title: string;
  all: readonly ActivityMove[];
  page: number;
  names: { from: string; to: string };
}

function MoveList({ context, title, all, page, names }: MoveListProps) {
  const { w, language, ui } = context;
  const rows = all.slice((page - 1) * perPage, page * perPage);
  const unit = chooseUnit(all.flatMap(({ before, after }) => [before, after]));
  const sum = all.reduce((total, move) => total + changeOf(move), 0n);
  const first = (page - 1) * perPage + 1;
  return (
    <>
      <h3>
        {title}: {formatCount(all.length, language)}, <Change amount={sum} language={language} />
      </h3>
      {rows.length === 0 ? (
        <p>{all.length === 0 ? w.compare.moves.nothing : w.compare.moves.noMore}</p>
      ) : (
        <DataTable
          narrow="cards"
          fixed
          caption={w.origin.linesShown(
            formatCount(first, language),
            formatCount(first + rows.length - 1, language),
            formatCount(all.length, language),
          )}
          columns={[
            { key: 'name', label: w.compare.moves.name },
            { key: 'before', label: `${names.from} (${unitLabel(unit, language)})`, number: true },
            { key: 'after', label: `${names.to} (${unitLabel(unit, language)})`, number: true },
            { key: 'change', label: ui.gap, number: true },
            { key: 'growth', label: w.compare.growth, number: true },
          ]}
          rows={rows.map((move) => ({
            key: `${move.unit.code} ${move.code}`,
            cells: [
              <MoveName key="n" context={context} move={move} />,
              <Amount key="b" amount={move.before} language={language} form={unit} />,
              <Amount key="a" amount={move.after} language={language} form={unit} />,
              <Change key="c" amount={changeOf(move)} language={language} form={unit} />,
              formatGrowth(move.before, move.after, language),
            ],
          }))}
        />
      )}
    </>
  );
}

function MoveName({ context: { w, paths, language }, move }: { context: Context; move: ActivityMove }) {
  const { unit, code, name, kind, from } = move;
  const lang = language === 'id' ? undefined : 'id';
  return (
    <>
      {code === '' ? (
        w.compare.moves.noActivity
      ) : (
        <a href={paths.activity({ unit: unit.slug, activity: code })} lang={lang}>
          {name}
        </a>
      )}
      <span className="under">
        {kind === 'new' && <b>{w.compare.moves.isNew} · </b>}
        {kind === 'dropped' && <b>{w.compare.moves.isDropped} · </b>}
        {kind === 'moved' && from !== undefined && <b>{w.compare.moves.isMoved(from)} · </b>}
        <span lang={lang}>{unit.name}</span>
      </span>
    </>
  );
}
