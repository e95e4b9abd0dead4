import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { type KeptLog, replaceDurably } from '@sipkadin/edition';
import { z } from 'zod';
import { Refusal } from '../../command.ts';

const form = z.object({
  key: z.string(),
  keys: z.array(z.string()).default([]),
  note: z.string(),
  entries: z.array(z.string()),
  registers: z.record(z.string(), z.int()).default({}),
});

/** The log, and the number of each government's register. */
export type KeptSite = KeptLog & { registers: Readonly<Record<string, number>> };

/** What the last look left in the file; undefined where there is none. @throws Refusal where it is damaged */
export function readKept(path: string): KeptSite | undefined {
  if (!existsSync(path)) return undefined;
  const found = form.safeParse(jsonIn(path));
  if (!found.success)
    throw new Refusal({
      id: `${path} rusak: catatan yang tersimpan hilang, kecuali ada salinannya`,
      en: `${path} is damaged: what was kept of the log is lost, unless there is a copy of it`,
    });
  return found.data;
}

function jsonIn(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** Replaces the file as a whole, and waits until it is on the disk. */
export function writeKept(path: string, kept: KeptSite): void {
  replaceDurably(path, `${JSON.stringify(kept, undefined, 1)}\n`, `${path}.${randomUUID()}`);
}
