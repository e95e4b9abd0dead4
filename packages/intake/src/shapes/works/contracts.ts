import { bestHeader } from '../../table/classify-columns.ts';
import type { Row } from '../../table/sheet.ts';
import type { Shape } from '../shape.ts';
import { contractAmounts, contractColumns } from './contract-columns.ts';
import { ContractRows } from './contract-rows.ts';

/** A list of contracts and nothing else: value beside number or provider, as e-monev applications and procurement units keep it. */
export const contracts: Shape = {
  name: 'contracts',
  recognise(head) {
    const found = bestHeader(head, (_, header) => contractColumns(header.columns) !== undefined);
    const columns = found && contractColumns(found.header.columns);
    if (!found || !columns) return undefined;
    const { header } = found;
    return {
      header,
      amounts: contractAmounts(header),
      open(context) {
        const rows = new ContractRows(context, head, header, columns);
        const read = new Set(rows.columns.map(({ index }) => index));
        context.findings.privacy.drop(header.columns.filter(({ index, spill }) => !read.has(index) && !spill));
        return {
          row(row: Row) {
            context.lines.countRow(row);
            rows.row(row);
          },
          end: () => rows.end(),
        };
      },
    };
  },
};
