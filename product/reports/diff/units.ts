import type { ReportBlock, ReportInline } from '../text.ts';
import { inlinesOf, plainOf } from '../text.ts';
import type { Unit } from './align.ts';
import { featuresOf } from './similarity.ts';
import { tokensOf } from './tokens.ts';

/** A block as it is matched: what prints the same, figure by figure, is the same. */
export function unitOf(block: ReportBlock): Unit {
  const inlines = inlinesOf(block);
  const around = block.kind === 'table' ? `${block.caption}\n${block.head.join('\t')}` : '';
  return {
    key: [kindOf(block), printKey(block)].join('\n'),
    features: featuresOf(around + plainOf(inlines)),
    kind: block.kind === 'table' || block.kind === 'pageBreak' ? block.kind : 'text',
  };
}

export const rowUnit = (row: readonly (readonly ReportInline[])[]): Unit => ({
  key: row.map(keyOf).join('\t'),
  features: featuresOf(row.map(plainOf).join('\t')),
  kind: 'row',
});

export const kindOf = (block: ReportBlock): string => (block.kind === 'heading' ? `heading${block.level}` : block.kind);

const keyOf = (inlines: readonly ReportInline[]): string =>
  tokensOf(inlines)
    .map(({ key }) => key)
    .join('');

function printKey(block: ReportBlock): string {
  if (block.kind !== 'table') return keyOf(inlinesOf(block));
  return [block.caption, block.head.join('\t'), ...block.rows.map((row) => row.map(keyOf).join('\t'))].join('\n');
}
