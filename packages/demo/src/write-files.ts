import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { demoStages } from './plan.ts';

/** Writes every file of the demonstration into a folder; those already there are left alone. @returns their paths. */
export function writeDemoFiles(folder: string): string[] {
  mkdirSync(folder, { recursive: true });
  return demoStages({ history: true })
    .flatMap(({ uploads }) => uploads)
    .map(({ file }) => {
      const { name, bytes } = file();
      const path = join(folder, name);
      if (!existsSync(path)) writeFileSync(path, bytes);
      return path;
    });
}
