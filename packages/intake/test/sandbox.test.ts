import { existsSync, readdirSync, readFileSync } from 'node:fs';
import type { Line } from '@sipkadin/budget';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { findsWhatIsListed, see } from '../../../test/found.ts';
import { type InspectReport, type ReadOptions, read } from '../src/index.ts';
import { file, workbook } from './workbook.ts';
import { repeated, zip } from './zip.ts';

const csv = ['Tahun;Kode SKPD;Nama SKPD;Kode Sub Kegiatan;Nama Sub Kegiatan;Kode Rekening;Nama Rekening;Pagu'];
for (let at = 0; at < 20_000; at++)
  csv.push(
    `2025;1.02.0.00.0.00.01.0000;Dinas Kesehatan;1.02.02.2.01.0001;Layanan;5.1.02.01.01.${String((at % 90) + 1).padStart(4, '0')};Belanja\t${at};1.000,25`,
  );
const table = file(csv.join('\n'));

const outcome = async (path: string, name: string, options: ReadOptions = {}) => {
  const { report } = await read(path, name, options);
  see(report.findings);
  return { outcome: report.outcome, codes: report.findings.filter(({ severity }) => severity === 'blocking').map(({ code }) => code) };
};

const hasProc = existsSync('/proc/self/environ');

/** Environment of each child that this process has now; one that has just ended has none. */
function environments(): string[] {
  return readdirSync('/proc/self/task')
    .flatMap((thread) => readFileSync(`/proc/self/task/${thread}/children`, 'utf8').split(' '))
    .filter((child) => child !== '')
    .flatMap((child) => {
      try {
        return [readFileSync(`/proc/${child}/environ`, 'utf8')];
      } catch {
        return [];
      }
    });
}

describe('reading in a child process', () => {
  /** One reading that all is asked of: what it hands over, how far it says it is, and what its process knows. */
  const lines: Line[] = [];
  const stages = new Set<string>();
  const seen: string[] = [];
  let rows = 0;
  let report: InspectReport | undefined;
  beforeAll(async () => {
    vi.stubEnv('SIPKADIN_TEST_SECRET', 'rahasia');
    try {
      ({ report } = await read(table, 'rekap_2025_murni.csv', {
        sink: { line: (_, line) => void lines.push(line), restart: () => void lines.splice(0) },
        onProgress(progress) {
          stages.add(progress.stage);
          rows = Math.max(rows, progress.rows);
          if (hasProc) seen.push(...environments());
        },
      }));
    } finally {
      vi.unstubAllEnvs();
    }
  });

  it('hands over the lines as they are read, exact and in order', () => {
    expect([report?.outcome, report?.lines, report?.totals['budget']]).toEqual(['read', 20_000, '20005000.00']);
    expect(lines).toHaveLength(20_000);
    expect(lines[89]).toEqual({
      ...{ sheet: 'rekap_2025_murni.csv', row: 91, column: 'H', unit: '1.02.0.00.0.00.01.0000', activity: '1.02.02.2.01.0001' },
      ...{ account: '5.1.02.01.001.00090', fund: '', package: '', amount: 100_025n },
    });
  });

  it('reports its progress', () => {
    expect([[...stages], rows]).toEqual([['opening', 'reading', 'checking'], 20_000]);
  });

  it.skipIf(!hasProc)('knows nothing of our environment', () => {
    const names = new Set(seen.flatMap((environment) => environment.split('\0').map((entry) => entry.split('=')[0])));
    expect([...names].toSorted((a = '', b = '') => a.localeCompare(b))).toEqual([
      '',
      'NODE_CHANNEL_FD',
      'NODE_CHANNEL_SERIALIZATION_MODE',
      'NODE_COMPILE_CACHE',
      'PATH',
    ]);
  });

  it('ends when the sink fails', async () => {
    const sink = {
      line() {
        throw new Error('no room');
      },
      restart() {},
    };
    await expect(read(table, 'rekap_2025_murni.csv', { sink })).rejects.toThrow('no room');
  });

  it('that takes too long is stopped, and refused with the reason', async () => {
    expect(await outcome(table, 'rekap_2025_murni.csv', { limits: { milliseconds: () => 5 } })).toEqual({
      outcome: 'refused',
      codes: ['reading-too-slow'],
    });
  });

  it('that takes too much memory is stopped, and refused with the reason', async () => {
    const parts = workbook({ strings: '' });
    const at = parts.findIndex(({ name }) => name === 'xl/sharedStrings.xml');
    // 60 million characters of two bytes each, below every bound of their own.
    parts[at] = repeated('xl/sharedStrings.xml', '<sst>', `<si><t>${'\u4e2d'.repeat(60)}</t></si>`, 1_000_000, '</sst>');
    const path = file(zip(parts));
    expect(await outcome(path, 'a.xlsx', { limits: { heapMegabytes: 64 } })).toEqual({ outcome: 'refused', codes: ['reading-too-large'] });
    if (process.platform === 'linux')
      expect(await outcome(path, 'a.xlsx', { limits: { dataBytes: 150_000_000 } })).toEqual({
        outcome: 'refused',
        codes: ['reading-too-large'],
      });
  });

  it('can be called off, before and in between', async () => {
    const gone = AbortSignal.abort();
    await expect(read(table, 'a.csv', { signal: gone })).rejects.toThrow('abort');
    const stop = new AbortController();
    const reading = read(table, 'rekap_2025_murni.csv', { signal: stop.signal, onProgress: () => stop.abort() });
    await expect(reading).rejects.toThrow('abort');
  });

  it.each([
    ['an empty file', '', 'a.xlsx', 'container-empty', 'empty'],
    ['a page without a table', '<html></html>', 'a.xls', 'no-table', 'html'],
    ['a .docx', zip([{ name: '_rels/.rels', body: '<R/>' }]), 'a.docx', 'archive-of-files', 'zip'],
    ['an array of nothing', '[]', 'a.json', 'json-not-a-table', 'json'],
  ])('refuses %s with a remedy in both languages', async (_, bytes, name, code, container) => {
    const { report, statements } = await read(file(bytes), name);
    expect([report.outcome, report.container, statements]).toEqual(['refused', container, []]);
    see(report.findings);
    expect(report.findings).toEqual([expect.objectContaining({ code, severity: 'blocking' })]);
    for (const language of ['id', 'en'] as const) {
      expect(report.findings[0]?.message[language]).toMatch(/\.$/);
      expect(report.findings[0]?.remedy[language]).toMatch(/\.$/);
    }
  });
});

findsWhatIsListed('sandbox');
