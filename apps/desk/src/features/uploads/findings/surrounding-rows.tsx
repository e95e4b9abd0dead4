import { parseDecimal } from '@sipkadin/budget';
import { formatLra } from '@sipkadin/ui';
import { useQuery } from '@tanstack/react-query';
import { trpc } from '../../../web/client.ts';
import { useWords } from '../../../web/language.tsx';
import { Loaded } from '../../../web/states.tsx';
import { findingWords } from './words.ts';

interface Where {
  upload: string;
  sheet: string;
  row: number;
  /** The column's letters; '' for the whole row. */
  column: string;
}

/** A row of the file with the rows around it, the cell of the finding marked. */
export function SurroundingRows({ upload, sheet, row, column }: Where) {
  const { w, language } = useWords(findingWords);
  const rows = useQuery({ ...trpc.uploads.surroundings.queryOptions({ id: upload, sheet, row }), staleTime: Number.POSITIVE_INFINITY });
  return (
    <Loaded query={rows} rows={4}>
      {(found) => {
        if (found === null) return <p className="small">{w.noRow}</p>;
        const hidden = found.columns.some(({ personal }) => personal);
        return (
          <figure className="surroundings">
            <section className="scroll" tabIndex={0} aria-label={w.around(row, found.sheet)}>
              <table>
                <thead>
                  <tr>
                    <th scope="col">{w.row}</th>
                    {found.columns.map(({ letters, label, personal }) => (
                      <th key={letters} scope="col">
                        {letters}
                        {label !== '' && label !== letters && <small>{label}</small>}
                        {personal && <small>{w.personal}</small>}
                      </th>
                    ))}
                  </tr>
                </thead>
                <tbody>
                  {found.rows.map(({ number, cells }) => (
                    <tr key={number} className={number === row ? 'meant' : undefined} aria-current={number === row ? true : undefined}>
                      <th scope="row">{number === row ? `> ${number}` : number}</th>
                      {found.columns.map(({ letters, personal }, index) => {
                        const cell = cells[index];
                        const meant = number === row && letters === column;
                        return (
                          <td
                            key={letters}
                            className={[cell?.amount === true ? 'amount' : '', meant ? 'meant' : ''].filter(Boolean).join(' ') || undefined}
                            ref={meant ? show : undefined}
                          >
                            {cell?.amount === true
                              ? formatLra(parseDecimal(cell.text) ?? 0n, language)
                              : (cell?.text ?? (personal ? '•••' : ''))}
                            {meant && <span className="sr"> ({w.thisCell})</span>}
                          </td>
                        );
                      })}
                    </tr>
                  ))}
                </tbody>
              </table>
            </section>
            {hidden && <figcaption className="small">{w.hidden}</figcaption>}
          </figure>
        );
      }}
    </Loaded>
  );
}

/** Scrolls a wide table sideways to the marked cell, without scrolling the page. */
function show(cell: HTMLTableCellElement | null): void {
  const box = cell?.closest('.scroll');
  if (cell && box) box.scrollLeft = cell.offsetLeft - box.clientWidth / 2;
}
