import { parseDecimal } from '@sipkadin/budget';
import type { MappingDraft, Target } from '@sipkadin/intake';
import { formatRupiah } from '@sipkadin/ui';
import { useWords } from '../../web/language.tsx';
import { type ChoosableColumn, isNeeded, months, spread, targetsOf, withColumns } from './mapping-draft.ts';
import { targetName } from './mapping-words.ts';
import { mappingWords } from './words.ts';

interface ColumnsProps {
  draft: MappingDraft;
  columns: readonly ChoosableColumn[];
  /** The confidence of each guess, by target; `chosen` once a person changed it. */
  confidence: ReadonlyMap<string, 'sure' | 'guess' | 'empty' | 'chosen'>;
  change(draft: MappingDraft): void;
}

/** A row for each field: its column, sample values as they will be read, and the confidence of the guess. */
export function MappingColumns({ draft, columns, confidence, change }: ColumnsProps) {
  const { w } = useWords(mappingWords);
  const m = w.mapping;
  // A remembered mapping has no file to take samples from.
  const isGuess = columns.some(({ samples }) => samples !== undefined);
  return (
    <div className="scroll mapping-targets">
      <table>
        <caption>{m.columns}</caption>
        <thead>
          <tr>
            <th scope="col">{m.target}</th>
            <th scope="col">{m.column}</th>
            {isGuess && (
              <>
                <th scope="col">{m.samples}</th>
                <th scope="col">{m.sure}</th>
              </>
            )}
          </tr>
        </thead>
        <tbody>
          {targetsOf(draft.kind).map((target) => (
            <TargetRow key={target} {...{ target, draft, columns, confidence, change, isGuess }} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function TargetRow({ target, draft, columns, confidence, change, isGuess }: ColumnsProps & { target: Target; isGuess: boolean }) {
  const { w, language } = useWords(mappingWords);
  const m = w.mapping;
  const name = targetName(target, m, language);
  const chosen = draft.columns[target] ?? [];
  const first = columns.find(({ letters }) => letters === chosen[0]);
  const several = spread.has(target);
  return (
    <tr>
      <th scope="row">
        {name} {isNeeded(target, draft.kind) && <small>{m.needed}</small>}
      </th>
      <td>
        <span className="pick">
          <ColumnSelect
            label={`${m.column}: ${name}`}
            value={chosen[0] ?? ''}
            columns={columns}
            choose={(from) => change(withColumns(draft, target, from, from, columns))}
          />
          {several && chosen.length > 0 && (
            <>
              <span>{m.columnTo}</span>
              <ColumnSelect
                label={`${name}, ${m.columnTo}`}
                value={chosen.at(-1) ?? ''}
                columns={columns.slice(columns.findIndex(({ letters }) => letters === chosen[0]))}
                short
                choose={(to) => change(withColumns(draft, target, chosen[0] ?? '', to, columns))}
              />
            </>
          )}
        </span>
      </td>
      {isGuess && (
        <>
          <td>{first && <Samples column={first} money={isMoney(target)} />}</td>
          <td>{m.confidence[chosen.length === 0 ? 'empty' : (confidence.get(target) ?? 'chosen')]}</td>
        </>
      )}
    </tr>
  );
}

function isMoney(target: Target): boolean {
  return target === 'budget' || target === 'realization' || months.includes(target);
}

function Samples({ column, money }: { column: ChoosableColumn; money: boolean }) {
  const { language } = useWords(mappingWords);
  return (
    <ul className="samples">
      {(column.samples ?? []).map(({ text, amount }, at) => (
        // The three samples of a column never reorder.
        <li key={at}>
          {text}
          {money && amount !== null && <strong> = {formatRupiah(parseDecimal(amount) ?? 0n, language)}</strong>}
        </li>
      ))}
    </ul>
  );
}

interface SelectProps {
  label: string;
  value: string;
  columns: readonly ChoosableColumn[];
  short?: boolean;
  choose(letters: string): void;
}

function ColumnSelect({ label, value, columns, short = false, choose }: SelectProps) {
  const { w } = useWords(mappingWords);
  return (
    <select aria-label={label} value={value} onChange={(event) => choose(event.target.value)}>
      {!short && <option value="">{w.mapping.none}</option>}
      {columns
        .filter(({ personal }) => !personal)
        .map((column) => (
          <option key={column.letters} value={column.letters}>
            {short || column.label === '' ? column.letters : `${column.letters} · ${column.label}`}
          </option>
        ))}
    </select>
  );
}
