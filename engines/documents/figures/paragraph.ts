import type { Clauses } from './clauses.ts';
import type { DateSpan } from './dates.ts';
import type { Ties } from './lists.ts';
import type { Quantity } from './quantity.ts';

/** What the subjects of a paragraph's quantities are found in. */
export interface Paragraph {
  text: string;
  quantities: readonly Quantity[];
  dates: readonly DateSpan[];
  clauses: Clauses;
  ties: Ties;
  subsets: readonly (number | null)[];
}
