import { addDevice, listDevices, withdrawDevice } from '@sipkadin/ledger';
import { z } from 'zod';
import { ofGovernment } from '../rights/trpc.ts';
import { hashOf, newToken } from './device-token.ts';

export const wallRouter = {
  devices: ofGovernment.query(async ({ ctx: { ledger, names: namesOf, government } }) => {
    const devices = await listDevices(ledger.read, government);
    const names = await namesOf(devices.map(({ madeBy }) => madeBy));
    return devices.map(({ government: _, ...device }) => ({ ...device, madeBy: names.get(device.madeBy) ?? device.madeBy }));
  }),

  /** @returns the token of the link, which is stored nowhere and shown once */
  make: ofGovernment
    .input(z.object({ name: z.string().trim().min(2).max(60), scope: z.enum(['published', 'verified']) }))
    .mutation(async ({ ctx, input: { government, name, scope } }) => {
      const token = newToken();
      await ctx.ledger.transact((tx) => addDevice(tx, { government, name, scope, tokenHash: hashOf(token) }, ctx.person.id));
      return { token };
    }),

  withdraw: ofGovernment.input(z.object({ device: z.int().min(1) })).mutation(async ({ ctx, input: { government, device } }) => {
    await ctx.ledger.transact((tx) => withdrawDevice(tx, { government, id: device }, ctx.person.id));
    return null;
  }),
};
