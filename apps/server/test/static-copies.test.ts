import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { announce, loadSigningKey, writeEdition } from '@sipkadin/edition';
import { sampleContent } from '@sipkadin/edition/sample';
import { afterAll, expect, test, vi } from 'vitest';
import { createLog } from '../src/log.ts';
import { keepStaticCopies } from '../src/serving/static-copies.ts';
import { readConfig } from '../src/settings/config.ts';

const folder = mkdtempSync(join(tmpdir(), 'sipkadin-copies-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('a static copy that cannot be made is named in the log and by its state, and nothing else stops', async () => {
  const content = sampleContent(1, { units: 1 });
  const root = join(folder, 'editions');
  const { hash } = await writeEdition(root, content, loadSigningKey(join(folder, 'keys', 'signing.pem')));
  await announce(root, content.government.code, content.year, content.number, hash);
  const target = join(folder, 'letters');
  mkdirSync(target);
  writeFileSync(join(target, 'letter.txt'), 'mine');
  const logged: string[] = [];
  const config = readConfig({ SIPKADIN_DATA: folder, SIPKADIN_STATIC: target });
  const copies = keepStaticCopies(
    config,
    config.staticCopy ?? '',
    createLog('info', (line) => logged.push(line)),
  );
  try {
    expect(copies.state()).toBe('working');
    await vi.waitFor(() => expect(copies.state()).toBe('failing'), { timeout: 120_000 });
    expect(JSON.parse(logged.at(-1) ?? '')).toMatchObject({ msg: 'a static copy could not be made', target });
    expect(logged.at(-1)).toContain('berisi sesuatu yang bukan salinan statis');
    expect(readdirSync(target)).toEqual(['letter.txt']);
  } finally {
    await copies.close();
  }
});
