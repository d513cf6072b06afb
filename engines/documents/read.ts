import { findCommitments } from './commitments/index.ts';
import { findEntities } from './entities/index.ts';
import { readFigures } from './figures/index.ts';
import { findFindings } from './findings/index.ts';
import type { Reading } from './reading.ts';
import { readOutline } from './structure/index.ts';

/** Reads an official document: pure, deterministic, linear in the text, and it never throws. */
export function readText(text: string): Reading {
  const outline = readOutline(text);
  const figures = readFigures(outline);
  const entities = findEntities(outline);
  const commitments = findCommitments(outline, figures);
  const findings = findFindings({ outline, figures, entities, commitments });
  return { document: outline.head, text, sections: outline.sections, figures, entities, commitments, findings };
}
