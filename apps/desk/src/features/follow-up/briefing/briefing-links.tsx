import { useWords } from '../../../web/language.tsx';
import { briefingWords } from './words.ts';

/** The paper of a month's review, and its tables as a workbook. */
export function BriefingLinks({ government, year, month }: { government: string; year: number; month: number }) {
  const { w, language } = useWords(briefingWords);
  const query = `tahun=${year}&bulan=${month}&bahasa=${language}`;
  return (
    <p className="briefing-links">
      <a href={`/api/kerja/rapat/${government}/bahan.pdf?${query}`} download>
        {w.download}
      </a>
      <a href={`/api/kerja/rapat/${government}/bahan.xlsx?${query}`} download>
        {w.workbook}
      </a>
    </p>
  );
}
