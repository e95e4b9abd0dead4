import { againsts } from '@sipkadin/ledger';
import { z } from 'zod';
import { ofStatement } from '../../rights/trpc.ts';
import { statementChanges } from './changes-dto.ts';

export const changesRouter = {
  of: ofStatement.input(z.object({ against: z.enum(againsts).optional() })).query(({ ctx, input }) => statementChanges(ctx, input.against)),
};
