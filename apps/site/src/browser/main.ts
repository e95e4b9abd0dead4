// What a script adds to every public page. All of it works without: a form by its button, a table in the order that it is printed in.
import { followQueries } from './copy.ts';
import { filterTerms } from './filter-terms.ts';
import { keepPages } from './keep-pages.ts';
import { sortTables } from './sort-tables.ts';
import { swapForms } from './swap.ts';

followQueries();
swapForms(sortTables);
sortTables();
filterTerms();
keepPages();
