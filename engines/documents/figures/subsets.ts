import type { FigureKind } from '../reading.ts';
import { clauseAt, type Clauses } from './clauses.ts';
import type { Quantity } from './quantity.ts';

/** 其中: for each quantity behind it in the sentence, the nearest earlier one of the same unit that it is part of. */
export function subsetsOf(
  text: string,
  quantities: readonly Quantity[],
  kinds: readonly FigureKind[],
  clauses: Clauses,
): (number | null)[] {
  return quantities.map((quantity, i) => {
    if (!isPart(kinds[i]!)) return null;
    const mark = markBefore(text, quantity, clauses);
    if (mark === null) return null;
    for (let k = i - 1; k >= 0 && i - k < 60; k--) {
      const whole = quantities[k]!;
      if (whole.end <= mark && whole.unit === quantity.unit && isPart(kinds[k]!)) return k;
    }
    return null;
  });
}

function isPart(kind: FigureKind): boolean {
  return (
    kind === 'count' ||
    kind === 'amount' ||
    kind === 'area' ||
    kind === 'length' ||
    kind === 'weight' ||
    kind === 'capacity'
  );
}

/** Where the 其中 stands that governs the quantity: in its sentence, at most 400 characters before. */
function markBefore(text: string, quantity: Quantity, clauses: Clauses): number | null {
  const sentence = clauses.sentence[clauseAt(clauses, quantity.from)];
  const from = Math.max(0, quantity.lead - 400);
  const at = text.slice(from, quantity.lead).lastIndexOf('其中');
  return at >= 0 && clauses.sentence[clauseAt(clauses, from + at)] === sentence ? from + at : null;
}
