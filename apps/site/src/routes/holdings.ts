import type { PublicEditions } from '@sipkadin/edition';
import type { Assets } from '../http/assets.ts';
import { wholeAddresses } from './address.ts';
import { addressesOf } from './addresses.ts';
import { paths } from './paths.ts';
import type { Holdings, ListedAddress } from './route.ts';
import { table } from './table.ts';

interface Site {
  editions: PublicEditions;
  assets: Assets;
  publicKey: string | undefined;
  base: string;
  defaultGovernment: string;
  /** Origin at which everybody finds the site. */
  siteAddress: string | undefined;
  makeData?: Holdings['makeData'] | undefined;
}

/** What the files of a government are made from. @param government undefined: the default one */
export function holdingsOf(site: Site, government = site.defaultGovernment): Holdings {
  const { editions, assets, publicKey, base, defaultGovernment, siteAddress, makeData } = site;
  return {
    ...{ editions, assets, publicKey, government, base, makeData },
    address: wholeAddresses(siteAddress),
    links: ({ government: of, year, edition }) =>
      paths(table, { base, language: 'id', government: of === defaultGovernment ? undefined : of, year, edition }),
    addresses: (only) => listed({ published: editions, assets, base, defaultGovernment }, only),
  };
}

/** What is shown in frames of other sites, or about another page: no search engine should lead there. */
const partsOfPages: readonly string[] = ['embed', 'unitEmbed', 'topicEmbed', 'share'] satisfies readonly (keyof typeof table)[];

function* listed(site: Parameters<typeof addressesOf>[0], only: Parameters<Holdings['addresses']>[0]): Generator<ListedAddress> {
  for (const { address, route, government, year, edition } of addressesOf(site, { only }))
    yield { address, isPage: table[route].kind === 'page' && !partsOfPages.includes(route), government, year, edition };
}
