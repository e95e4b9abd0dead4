import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { trpc, type UploadDetail } from '../../web/client.ts';
import { useWords } from '../../web/language.tsx';
import { Loaded } from '../../web/states.tsx';
import { statementName } from '../uploads/upload-table.tsx';
import { Counts } from './changes.tsx';
import { editionWords } from './words.ts';

/** For the decision about an upload: a summary of what each statement would change, with a link to all changes. */
export function ChangesBrief({ upload }: { upload: UploadDetail }) {
  const { w } = useWords(editionWords);
  return (
    <section>
      <h2>{upload.state === 'draft' || upload.state === 'submitted' ? w.changes.title : w.changes.titleDone}</h2>
      {upload.statements.map((statement) => (
        <OfStatement key={statement.id} statement={statement} alone={upload.statements.length === 1} />
      ))}
    </section>
  );
}

function OfStatement({ statement, alone }: { statement: UploadDetail['statements'][number]; alone: boolean }) {
  const { w, language } = useWords(editionWords);
  const changes = useQuery(trpc.changes.of.queryOptions({ id: statement.id }));
  return (
    <div className="card">
      {!alone && <h3>{statementName(statement, language)}</h3>}
      <Loaded query={changes} rows={3}>
        {(changes) => (
          <>
            {(changes.before !== null || changes.finer === null) && (
              <p className="small">
                {changes.before === null
                  ? w.changes.nothing[changes.against]
                  : `${w.changes.against}: ${w.changes.againsts[changes.against]}`}
              </p>
            )}
            <Counts changes={changes} />
            <p>
              <Link to="/perubahan/$id" params={{ id: statement.id }} search={{ terhadap: changes.against }}>
                {w.changes.see}
              </Link>
            </p>
          </>
        )}
      </Loaded>
    </div>
  );
}
