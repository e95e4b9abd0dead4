import { type MappingDraft, mappingGaps, parseMapping } from '@sipkadin/intake';
import { forgetMapping, keepMapping, listMappings, queueReading, receiveUpload } from '@sipkadin/ledger';
import { Refusal } from '@sipkadin/workflow';
import { z } from 'zod';
import { ofGovernment, ofUpload } from '../../rights/trpc.ts';

/** A mapping of columns as JSON (docs/inspect.md). */
const mappingText = z.string().max(20_000);
const fingerprint = z.string().regex(/^[0-9a-f]{32}$/);

/** Findings and totals that a preview shows. */
const shown = 30;

export const mappingsRouter = {
  /** How the file would be read by a mapping, as far as it goes: what its columns are, and what they add up to. */
  preview: ofUpload.input(z.object({ mapping: mappingText })).mutation(async ({ ctx, input }) => {
    const { hash, fileName, government, answers } = ctx.upload;
    const options = { answers: { ...answers, mapping: input.mapping }, government };
    const report = await ctx.previews.look(ctx.person.id, ctx.uploads.path(hash), fileName, options);
    const { outcome, mapping, totals, rows, lines, findings, questions, reconciliation } = report;
    return {
      ...{ outcome, mapping, totals, rows, lines },
      findings: findings.slice(0, shown),
      questions: questions.filter(({ key }) => key !== 'mapping'),
      reconciliation: [...reconciliation].sort((a, b) => Number(a.equal) - Number(b.equal)).slice(0, shown),
    };
  }),

  /** The mapping that the file is to be read by; it is remembered for the next with this header. */
  answer: ofUpload.input(z.object({ mapping: mappingText })).mutation(async ({ ctx, input }) => {
    whole(input.mapping);
    const answers = { ...ctx.upload.answers, mapping: input.mapping };
    await ctx.ledger.transact((tx) => queueReading(tx, ctx.upload.id, ctx.person.id, answers));
    ctx.jobs.wake();
    return null;
  }),

  /**
   * Asks for the columns again. What was read is kept as it is: the same bytes are read once more as an upload of their own.
   * @returns the id of the upload that asks
   */
  again: ofUpload.mutation(async ({ ctx }) => {
    const { id, state, government, fileName, hash, bytes } = ctx.upload;
    const answers = { ...ctx.upload.answers, mapping: 'ask' };
    const own = state === 'asked' || state === 'refused';
    const asks = await ctx.ledger.transact(async (tx) => {
      const received = own ? { id } : await receiveUpload(tx, { government, fileName, hash, bytes, actor: ctx.person.id });
      await queueReading(tx, received.id, ctx.person.id, answers);
      return received.id;
    });
    ctx.jobs.wake();
    return { id: asks };
  }),

  /** What the government remembers of tables, the newest first. */
  list: ofGovernment.query(async ({ ctx, input }) => {
    const rows = await listMappings(ctx.ledger.read, input.government);
    const names = await ctx.names(rows.map(({ actor }) => actor));
    return rows.map(({ fingerprint, name, mapping, columns, actor, at, uses }) => ({
      ...{ fingerprint, name, at, uses },
      by: names.get(actor) ?? actor,
      mapping: whole(mapping),
      columns: JSON.parse(columns) as { letters: string; label: string; personal: boolean }[],
    }));
  }),

  /** Changes how files with a header are read from now on; those that were read stay as they are. */
  change: ofGovernment.input(z.object({ fingerprint, mapping: mappingText })).mutation(async ({ ctx, input }) => {
    whole(input.mapping);
    await ctx.ledger.transact(async (tx) => {
      const known = (await listMappings(tx, input.government)).find((row) => row.fingerprint === input.fingerprint);
      if (!known) throw new Refusal('not-found');
      await keepMapping(tx, { ...known, mapping: input.mapping, actor: ctx.person.id });
    });
    return null;
  }),

  forget: ofGovernment.input(z.object({ fingerprint })).mutation(async ({ ctx, input }) => {
    await ctx.ledger.transact((tx) => forgetMapping(tx, { ...input, actor: ctx.person.id }));
    return null;
  }),
};

/** @throws Refusal `bad-input` for what no table can be read by */
function whole(text: string): MappingDraft {
  const draft = parseMapping(text);
  if (typeof draft === 'string' || mappingGaps(draft).length > 0) throw new Refusal('bad-input');
  return draft;
}
