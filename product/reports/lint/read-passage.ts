import { readStatements, type Reading, type Statements } from '@quantu/documents';
import type { Passage } from './passages.ts';

/** What the document engine reads in a passage; its offsets count from `base`. */
export interface PassageReading {
  readonly reading: Reading;
  readonly statements: Statements;
  readonly base: number;
}

/** Behind the passage stands what ends every document, so that its last line is never taken for a signature. */
const TAIL = '\n\n某区人民政府\n2020年1月1日\n';

/** Reads a passage as the whole body of a document of the district, under its own titles. */
export function readPassage({ text, context, introduces }: Passage, district: string): PassageReading {
  const head = `${district === '' ? '某区' : district}人民政府关于有关工作情况的报告\n\n区人大常委会：\n\n`;
  const before = `${head}${context}`;
  const { reading, statements } = readStatements(`${before}${text}${introduces ? '\n（一）其他。' : ''}${TAIL}`);
  const base = before.length;
  const isInside = ([start, end]: readonly [number, number]) => start >= base && end <= base + text.length;
  return {
    base,
    statements,
    reading: {
      ...reading,
      figures: reading.figures.filter(({ start, end }) => isInside([start, end])),
      commitments: reading.commitments.filter(({ start, end }) => isInside([start, end])),
      findings: reading.findings.filter(({ at }) => isInside(at)),
      entities: reading.entities.map((entity) => ({ ...entity, mentions: entity.mentions.filter(isInside) })),
    },
  };
}
