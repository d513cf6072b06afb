import type { Commitment, Entity, Finding, ReadFigure } from '../reading.ts';
import type { Outline } from '../structure/outline.ts';
import { valueConflicts } from './conflicts.ts';
import { derivedBases, growthMismatches } from './growths.ts';
import { countMismatches } from './listed-counts.ts';
import { unansweredOpinions } from './opinions.ts';
import { placeholderFigures } from './placeholders.ts';
import { progressMismatches } from './progress.ts';
import { incompletePromises } from './promises.ts';
import { shareMismatches } from './shares.ts';
import { sheetOf } from './sheet.ts';
import { spellingVariants } from './spelling.ts';
import { sumMismatches } from './sums.ts';

export { sheetOf } from './sheet.ts';
export { statementsOf, type Statements } from './statements.ts';

export interface FindingInput {
  outline: Outline;
  figures: readonly ReadFigure[];
  entities: readonly Entity[];
  commitments: readonly Commitment[];
}

const SEVERITY_ORDER = { error: 0, warn: 1, info: 2 };

/** What does not add up, contradicts itself or is missing; in order of weight, then of place. */
export function findFindings({ outline, figures, entities, commitments }: FindingInput): Finding[] {
  const sheet = sheetOf(outline, figures);
  const found: Finding[] = [
    ...sumMismatches(sheet),
    ...shareMismatches(sheet),
    ...growthMismatches(sheet),
    ...progressMismatches(sheet),
    ...countMismatches(sheet),
    ...valueConflicts(sheet),
    ...spellingVariants(entities),
    ...unansweredOpinions(outline),
    ...placeholderFigures(sheet),
    ...derivedBases(sheet),
    ...incompletePromises(commitments),
  ];
  return found.sort(
    (a, b) => SEVERITY_ORDER[a.severity] - SEVERITY_ORDER[b.severity] || a.at[0] - b.at[0] || a.at[1] - b.at[1],
  );
}
