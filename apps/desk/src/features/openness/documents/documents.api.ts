import {
  fiscalYear as asYear,
  budgetDocuments,
  dayInJakarta,
  documentLists,
  documentOf,
  type IsoDate,
  isIsoDate,
  listOf,
  personalData,
} from '@sipkadin/budget';
import { documentEntries, enterDocument, presentDocuments, years } from '@sipkadin/ledger';
import { Refusal } from '@sipkadin/workflow';
import { z } from 'zod';
import { fiscalYear, ofGovernment } from '../../../rights/trpc.ts';

const key = z.string().regex(/^[a-z0-9-]{1,40}$/);
const state = z.enum(['published', 'not-yet', 'not-applicable']);
const day = z.string().refine((text): text is IsoDate => isIsoDate(text));
const address = z.union([z.literal(''), z.string().max(500).refine(isDocumentAddress)]);

/** Readers' browsers open it, and this server tries it: https, without a name and password. */
function isDocumentAddress(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, username, password } = new URL(text);
  return protocol === 'https:' && username === '' && password === '';
}

export const documentsRouter = {
  /** Every document of the lists of duties in a year, with the entry that counts and who made it. */
  list: ofGovernment.input(z.object({ year: fiscalYear.optional() })).query(async ({ ctx, input }) => {
    const { ledger, government } = ctx;
    const running = asYear(Number(dayInJakarta(ctx.now()).slice(0, 4)));
    const known = [...new Set([running, ...(await years(ledger.read, government))])].toSorted((a, b) => b - a);
    const year = input.year ?? running;
    const all = (await documentEntries(ledger.read, government)).filter((entry) => entry.year === year);
    const present = presentDocuments(all);
    const people = await ctx.names(all.map(({ actor }) => actor));
    return {
      ...{ year, years: known },
      lists: Object.entries(documentLists).map(([list, { name, source, items }]) => ({
        ...{ list, name, source },
        items: items.map((item) => {
          const entry = present.find((one) => one.item === item);
          return {
            ...{ item, name: budgetDocuments[item], enteredIn: listOf(item) },
            entry: entry === undefined ? null : { ...entry, by: people.get(entry.actor) ?? entry.actor },
            /** How many entries there were before the one that counts. */
            earlier: Math.max(0, all.filter((one) => one.item === item).length - 1),
          };
        }),
      })),
    };
  }),

  /** Enters what is known of a document; readers see it at once, because the document itself was published elsewhere. */
  enter: ofGovernment
    .input(
      z.object({
        ...{ year: fiscalYear, list: key, item: key, state, address },
        ...{ issuedOn: day.nullable(), sha256: z.string().regex(/^(?:[0-9a-f]{64})?$/), note: z.string().trim().max(300) },
      }),
    )
    .mutation(async ({ ctx, input }) => {
      if (documentOf(input.list, input.item) === undefined) throw new Refusal('bad-input');
      if ((input.state === 'published') !== (input.address !== '')) throw new Refusal('bad-input');
      if (personalData(input.note) !== undefined) throw new Refusal('personal-text');
      await ctx.ledger.transact((tx) => enterDocument(tx, input, ctx.person.id));
      await ctx.registers.publish(input.government);
      return null;
    }),
};
