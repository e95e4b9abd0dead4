import { skipToken, useQuery } from '@tanstack/react-query';
import { queryClient } from '../../../web/client.ts';
import { useWords } from '../../../web/language.tsx';
import { accountWords } from './words.ts';

const key = ['recovery-codes'];

/** Recovery codes that the person has not put away yet; null for none. Kept outside the screens, to outlive a change of page. */
export function useShownCodes(): readonly string[] | null {
  return useQuery<readonly string[] | null>({ queryKey: key, queryFn: skipToken, gcTime: Number.POSITIVE_INFINITY }).data ?? null;
}

export function showCodes(codes: readonly string[] | null): void {
  queryClient.setQueryData(key, codes);
}

/** The codes, this once; to write down or to keep as a file. */
export function RecoveryCodes({ codes, onKept }: { codes: readonly string[]; onKept: () => void }) {
  const { w } = useWords(accountWords);
  function download() {
    const url = URL.createObjectURL(new Blob([`${w.secondFactor.file}\n\n${codes.join('\n')}\n`], { type: 'text/plain' }));
    const link = document.createElement('a');
    link.href = url;
    link.download = 'sipkadin-kode-pemulihan.txt';
    link.click();
    URL.revokeObjectURL(url);
  }
  return (
    <div className="notice old" role="status">
      <h3>{w.secondFactor.codesTitle}</h3>
      <p>{w.secondFactor.codesLead}</p>
      <ul className="codes">
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
      <p className="row">
        <button type="button" className="main" onClick={download}>
          {w.secondFactor.download}
        </button>
        <button type="button" onClick={onKept}>
          {w.secondFactor.copied}
        </button>
      </p>
    </div>
  );
}
