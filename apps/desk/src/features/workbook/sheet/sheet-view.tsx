import { formatCount } from '@sipkadin/ui';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, type KeyboardEvent, useMemo, useRef, useState } from 'react';
import { trpc, type UploadDetail } from '../../../web/client.ts';
import { useWords } from '../../../web/language.tsx';
import { usePerson } from '../../../web/person.tsx';
import { CorrectCell } from '../corrections/correct-cell.tsx';
import type { Pending } from '../corrections/pending.ts';
import { workbookWords } from '../words.ts';
import { CellBar } from './cell-bar.tsx';
import { type CellAt, cellNamed, heldBy, keyOf, refOf, type Sheet, shownCell, textOf, type Workbook } from './cells.ts';
import { findingsOn } from './findings.ts';
import { type CellMark, Grid } from './grid.tsx';

interface SheetViewProps {
  upload: UploadDetail;
  workbook: Workbook;
  index: number;
  sheet: Sheet;
  start: CellAt | null;
  pending: readonly Pending[];
  onChange: (change: Pending) => void;
}

/** A sheet of a file, its findings and corrections marked, and the chosen cell. */
export function SheetView({ upload, workbook, index, sheet, start, pending, onChange }: SheetViewProps) {
  const { w, language } = useWords(workbookWords);
  const { may } = usePerson();
  const box = useRef<HTMLDivElement>(null);
  const goTo = useRef<HTMLInputElement>(null);
  const [active, setActive] = useState<CellAt>(start ?? { row: sheet.header[0]?.number ?? 1, column: 0 });
  const [editing, setEditing] = useState(false);
  const [unknown, setUnknown] = useState(false);
  const findings = useMemo(() => findingsOn(sheet, upload.report), [sheet, upload.report]);
  const marked = findings.filter(({ finding }) => finding.severity !== 'info');
  const cell = useCell(upload.id, index, active, workbook.pageRows);
  const column = sheet.columns[active.column];
  const isHere = (one: { sheet: string; row: number; column: string }) =>
    one.sheet === sheet.name && one.row === active.row && one.column === column?.name;
  const correction = upload.corrections.find(isHere);
  const waiting = pending.find(isHere);
  const mayCorrect = may('workbook.correct', upload) && upload.job === null && cell.isRow && column?.personal === false;
  const seen = correction?.value ?? textOf(cell.content);
  const held = heldBy(cell.content, workbook);
  const marks = useMarks(sheet, { findings: marked, upload, pending });

  const leave = () => {
    setEditing(false);
    box.current?.focus();
  };
  const choose = (at: CellAt) => {
    setEditing(false);
    setActive(at);
  };
  /** The next problem behind, or before, the chosen cell. */
  const step = (by: 1 | -1) => {
    const position = ({ row, column }: CellAt) => row * 20_000 + column;
    const beyond = marked.filter(({ at }) => (position(at) - position(active)) * by > 0);
    const next = by > 0 ? beyond[0] : beyond.at(-1);
    if (next) choose(next.at);
  };
  function onKey(event: KeyboardEvent): boolean {
    const far = event.ctrlKey || event.metaKey;
    if ((far && event.key === 'g') || event.key === 'F5') goTo.current?.select();
    else if (!far && !event.altKey && (event.key === 'j' || event.key === 'k')) step(event.key === 'j' ? 1 : -1);
    else return false;
    return true;
  }
  function go(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const at = cellNamed(String(new FormData(event.currentTarget).get('sel') ?? ''), sheet);
    setUnknown(at === null);
    if (at === null) return;
    choose(at);
    box.current?.focus();
  }
  const change = (value: string | null, reason: string) => {
    onChange({ sheet: sheet.name, row: active.row, column: column?.name ?? '', seen, value, reason });
    leave();
  };
  if (sheet.lastRow === 0) return <p className="quiet">{w.empty}</p>;
  const position = marked.findIndex(({ at }) => at.row === active.row && at.column === active.column);
  const count = formatCount(marked.length, language);
  return (
    <>
      <div className="sheet-tools">
        <form onSubmit={go} className="go-to">
          <label>
            {w.goTo} <input ref={goTo} name="sel" size={8} placeholder={w.goToHint} autoComplete="off" aria-invalid={unknown} />
          </label>
          <button type="submit">{w.go}</button>
        </form>
        {unknown && (
          <p className="error" role="alert">
            {w.goToMissing}
          </p>
        )}
        <div className="steps-between">
          <span aria-live="polite">
            {marked.length === 0 ? w.problemsNone : w.problems(position < 0 ? '–' : formatCount(position + 1, language), count)}
          </span>
          {marked.length > 0 && (
            <>
              <button type="button" aria-label={w.previous} onClick={() => step(-1)}>
                ‹
              </button>
              <button type="button" aria-label={w.next} onClick={() => step(1)}>
                ›
              </button>
            </>
          )}
        </div>
      </div>
      <CellBar
        upload={upload.id}
        name={refOf(sheet, active)}
        text={shownCell(cell.content, language)}
        value={waiting === undefined ? (correction?.value ?? null) : waiting.value}
        isPersonal={column?.personal === true}
        correction={correction}
        findings={findings.filter(({ at }) => at.row === active.row && at.column === active.column)}
        onEdit={mayCorrect && !editing ? () => setEditing(true) : null}
        onTakeBack={mayCorrect && correction !== undefined ? () => change(null, '') : null}
      />
      {editing && (
        <CorrectCell
          key={keyOf(active)}
          name={refOf(sheet, active)}
          old={shownCell(cell.content, language)}
          seen={waiting?.value ?? seenAsTyped(seen, correction === undefined, held)}
          held={held}
          isAmount={cell.content?.startsWith('a') === true || cell.content === null}
          onKeep={change}
          onClose={leave}
        />
      )}
      <Grid
        id={upload.id}
        {...{ index, sheet, box, active, marks, onKey }}
        pageRows={workbook.pageRows}
        onActive={choose}
        onEdit={() => mayCorrect && setEditing(true)}
      />
      <p className="small keys">{may('workbook.correct', upload) ? w.keys : w.keysReadOnly}</p>
      {sheet.cut && <p className="notice old">{w.cut(formatCount(sheet.lastRow, language))}</p>}
    </>
  );
}

/** A stored number as it is typed: "1234.5" is "1234,5". */
function seenAsTyped(seen: string, isFile: boolean, held: string): string {
  return isFile && held === 'number' ? seen.replace('.', ',') : seen;
}

/** The content of a cell, and whether its row holds anything. */
function useCell(id: string, sheet: number, { row: number, column }: CellAt, pageRows: number) {
  const page = useQuery({
    ...trpc.workbook.page.queryOptions({ id, sheet, page: Math.floor((number - 1) / pageRows) }),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const row = page.data?.find((one) => one.number === number);
  return { content: row?.cells[column] ?? null, isRow: row !== undefined };
}

interface Marked {
  findings: ReturnType<typeof findingsOn>;
  upload: UploadDetail;
  pending: readonly Pending[];
}

/** The marks of findings, of corrections, and of changes that wait. */
function useMarks(sheet: Sheet, { findings, upload, pending }: Marked): ReadonlyMap<string, CellMark> {
  return useMemo(() => {
    const marks = new Map<string, CellMark>();
    const columnOf = (name: string) => sheet.columns.findIndex((column) => column.name === name);
    // The gravest of a cell comes first.
    for (const { finding, at } of findings) if (!marks.has(keyOf(at))) marks.set(keyOf(at), { severity: finding.severity });
    for (const { sheet: name, row, column, value } of [...upload.corrections, ...pending]) {
      if (name !== sheet.name) continue;
      const key = keyOf({ row, column: columnOf(column) });
      const { corrected: _, ...rest } = marks.get(key) ?? {};
      marks.set(key, value === null ? rest : { ...rest, corrected: value });
    }
    return marks;
  }, [sheet, findings, upload.corrections, pending]);
}
