import { formatInstant, words as sharedWords } from '@sipkadin/ui';
import { Link } from '@tanstack/react-router';
import type { UploadDetail } from '../../../web/client.ts';
import { useWords } from '../../../web/language.tsx';
import { findingAnchor } from '../../uploads/findings/group.ts';
import { workbookWords } from '../words.ts';
import type { SheetFinding } from './findings.ts';

interface CellBarProps {
  upload: string;
  /** The cell as people name it, and its content as it is shown. */
  name: string;
  text: string;
  /** What is read instead, or will be once the file is read again; null where that is the content. */
  value: string | null;
  isPersonal: boolean;
  correction: UploadDetail['corrections'][number] | undefined;
  findings: readonly SheetFinding[];
  /** null where the person may not correct it. */
  onEdit: (() => void) | null;
  onTakeBack: (() => void) | null;
}

/** The chosen cell: its whole text, its correction, and what was found there. */
export function CellBar({ upload, name, text, value, isPersonal, correction, findings, onEdit, onTakeBack }: CellBarProps) {
  const { w, language } = useWords(workbookWords);
  const shared = sharedWords(language);
  return (
    <div className="cell-bar">
      <p className="cell-text" aria-live="polite">
        <strong className="cell-name">{name}</strong>{' '}
        {value === null ? (
          <span>{text === '' ? <span className="quiet-text">{isPersonal ? w.personal : w.emptyCell}</span> : text}</span>
        ) : (
          <span>
            <ins>{value === '' ? w.emptyCell : value}</ins> <del>{text === '' ? w.emptyCell : text}</del>
          </span>
        )}
      </p>
      {correction !== undefined && (
        <p className="small">
          {correction.who}, {formatInstant(correction.at, language)}: {correction.reason}
        </p>
      )}
      {findings.map(({ finding }, index) => (
        // The findings of a report never reorder.
        <p key={index} className={`bar-finding ${finding.severity}`}>
          <strong>{shared.severities[finding.severity]}:</strong> {finding.message[language]}{' '}
          {finding.severity !== 'info' && <span className="small">{finding.remedy[language]}</span>}{' '}
          <Link to="/unggah/$id" params={{ id: upload }} hash={findingAnchor(finding)}>
            {w.toFinding}
          </Link>
        </p>
      ))}
      {(onEdit !== null || onTakeBack !== null) && (
        <p className="bar-actions">
          {onEdit !== null && (
            <button type="button" onClick={onEdit}>
              {w.correct.open}
            </button>
          )}
          {onTakeBack !== null && (
            <button type="button" className="plain" onClick={onTakeBack}>
              {w.correct.takeBack}
            </button>
          )}
        </p>
      )}
    </div>
  );
}
