import { type EditionRow, type Ledger, listEditions } from '@sipkadin/ledger';

type Newest = Pick<EditionRow, 'government' | 'year' | 'number'>;

/** The newest edition of each year that the ledger recorded, as it was at the last look. */
export interface RecordedEditions {
  newest(): readonly Newest[];
  close(): void;
}

/** Milliseconds between two looks. What was recorded is expected to be public one look later. */
const lookEvery = 10_000;

/** Looks now and from time to time; while the ledger does not answer, what was found before holds. */
export async function watchRecorded({ read }: Pick<Ledger, 'read'>): Promise<RecordedEditions> {
  let newest: readonly Newest[] = [];
  let pending: readonly Newest[] = [];
  const look = async () => {
    const editions = await listEditions(read);
    newest = pending;
    pending = [...new Map(editions.map((edition) => [`${edition.government}/${edition.year}`, edition])).values()];
  };
  await look();
  newest = pending;
  let looking = false;
  const timer = setInterval(() => {
    if (looking) return;
    looking = true;
    void look()
      .catch(() => undefined)
      .finally(() => (looking = false));
  }, lookEvery).unref();
  return { newest: () => newest, close: () => clearInterval(timer) };
}
