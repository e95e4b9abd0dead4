import { existsSync, lstatSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { openCopyFolder } from './copy-folder.ts';

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'sipkadin-copy-folder-'));
  onTestFinished(() => rmSync(root, { recursive: true }));
});

function write(target: string, files: Readonly<Record<string, string>>): void {
  const copy = openCopyFolder(target);
  for (const [file, text] of Object.entries(files)) copy.put(file, Buffer.from(text), 'none');
  copy.finish();
}

test('a copy goes to where a symbolic link leads, also after it ended between the two folders', () => {
  const [served, link] = [join(root, 'served'), join(root, 'link')];
  mkdirSync(served);
  symlinkSync('served', link);
  write(link, { 'index.html': 'one' });
  expect(lstatSync(link).isSymbolicLink()).toBe(true);
  expect(readFileSync(join(served, 'index.html'), 'utf8')).toBe('one');
  renameSync(served, `${served}.lama-999999999`);
  write(link, { 'index.html': 'two' });
  expect(readFileSync(join(served, 'index.html'), 'utf8')).toBe('two');
  expect(existsSync(`${served}.lama-999999999`)).toBe(false);
});

test('a link that lies in a copy is replaced by the file, and what it leads to stays as it is', () => {
  const [target, elsewhere] = [join(root, 'copy'), join(root, 'elsewhere')];
  write(target, { 'index.html': 'one', 'opd/a.html': 'a' });
  rmSync(join(target, 'index.html'));
  writeFileSync(elsewhere, 'one');
  symlinkSync(elsewhere, join(target, 'index.html'));
  const copy = openCopyFolder(target);
  expect(copy.keep('index.html')).toBe(false);
  expect(copy.keep('opd/a.html')).toBe(true);
  copy.put('index.html', Buffer.from('one'), 'none');
  copy.finish();
  expect(lstatSync(join(target, 'index.html')).isFile()).toBe(true);
  writeFileSync(elsewhere, 'other');
  expect(readFileSync(join(target, 'index.html'), 'utf8')).toBe('one');
});
