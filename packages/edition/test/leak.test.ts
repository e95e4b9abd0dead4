import { expect, it } from 'vitest';
import type { EditionContent } from '../src/edition.ts';
import { newestFormat } from '../src/format/formats.ts';
import { canonicalJson } from '../src/format/frozen/canonical.ts';
import { sampleContent } from './sample.ts';

const canary = 'CANARY-3271046504930002';

/** An object with more properties than the format has, as a ledger row would have. */
function laden<T extends object>(value: T): T {
  return { ...value, package: canary, note: canary, remarks: canary, payee: canary, uploadedBy: canary, [canary]: canary };
}

it('publishes the fields of the format alone, whatever other properties its input has', () => {
  const content = sampleContent(1, { units: 12 });
  const official = content.official.map(laden);
  const { further } = content;
  const handed: EditionContent = {
    ...laden(content),
    note: 'Catatan publik',
    government: laden(content.government),
    previous: laden({ number: 1, hash: 'a'.repeat(64) }),
    sources: content.sources.map(laden),
    lines: content.lines.map(laden),
    months: content.months.map(laden),
    progress: content.progress.map(laden),
    official,
    ...(further && {
      further: {
        ...laden(further),
        ...{ unitTotals: further.unitTotals.map(laden), sources: further.sources.map(laden), works: further.works.map(laden) },
        ...{ contracts: further.contracts.map(laden), targets: further.targets.map(laden), notes: further.notes.map(laden) },
        corrections: new Map([...further.corrections].map(([id, own]) => [id, own.map(laden)])),
        population: further.population && laden(further.population),
      },
    }),
    names: [
      ...content.names.map(laden),
      // A code that no published line uses is not published either.
      { kind: 'account', code: '5.1.02.99.099.00099', printed: '5.1.02.99.099.00099', name: canary },
      { kind: 'unit', code: '9.99.0.00.0.00.01.0000', printed: canary, name: canary },
    ],
  };
  const { files, manifest } = newestFormat.build(handed);
  const all = new Map([...files, ['manifest.json', canonicalJson(manifest)]]);
  expect(all.size).toBeGreaterThan(40);
  for (const [path, bytes] of all) {
    expect(path).not.toContain('CANARY');
    expect(bytes.includes('CANARY'), path).toBe(false);
  }
  const texts = (of: ReadonlyMap<string, Buffer>) => [...of].map(([path, bytes]) => [path, bytes.toString('latin1')]);
  expect(texts(newestFormat.build(content).files)).toEqual(texts(files));
});
