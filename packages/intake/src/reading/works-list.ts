import type { Contract, Obstacle, Target, WorksKind } from '@sipkadin/budget';
import { worksRows } from '../limits.ts';
import { coveredBy } from './tally.ts';

/** The contracts, obstacles and targets of one reading, held whole: a government has some thousands. */
export class WorksList {
  readonly rows = { contract: [] as Contract[], obstacle: [] as Obstacle[], target: [] as Target[] };
  /** Rows beyond the limit, which are not kept. */
  beyond = 0;
  /** Providers that are kept as "Perorangan". */
  persons = 0;
  readonly #kinds = new Set<WorksKind>();

  /** The file is about this kind, with or without a row. */
  open(kind: WorksKind): void {
    this.#kinds.add(kind);
  }

  get kinds(): ReadonlySet<WorksKind> {
    return this.#kinds;
  }

  get count(): number {
    return this.rows.contract.length + this.rows.obstacle.length + this.rows.target.length;
  }

  add<Kind extends WorksKind>(kind: Kind, row: (typeof this.rows)[Kind][number]): void {
    this.open(kind);
    if (this.count >= worksRows) this.beyond++;
    else (this.rows[kind] as (typeof row)[]).push(row);
  }

  covers(kind: WorksKind): string[] {
    return coveredBy(this.rows[kind].map(({ unit }) => unit).filter((unit) => unit !== ''));
  }
}
