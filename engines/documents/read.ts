import { findCommitments } from './commitments/index.ts';
import { findEntities } from './entities/index.ts';
import { readFigures } from './figures/index.ts';
import { findFindings, sheetOf, statementsOf, type Statements } from './findings/index.ts';
import type { Reading } from './reading.ts';
import { readOutline } from './structure/index.ts';

/** Reads an official document: pure, deterministic, linear in the text, and it never throws. */
export function readText(text: string): Reading {
  return readWithStatements(text).reading;
}

/** The same, with what its figures say of one another. */
export function readStatements(text: string): { readonly reading: Reading; readonly statements: Statements } {
  const { reading, statements } = readWithStatements(text);
  return { reading, statements: statements() };
}

function readWithStatements(text: string) {
  const outline = readOutline(text);
  const figures = readFigures(outline);
  const entities = findEntities(outline);
  const commitments = findCommitments(outline, figures);
  const findings = findFindings({ outline, figures, entities, commitments });
  const reading: Reading = {
    document: outline.head,
    text,
    sections: outline.sections,
    figures,
    entities,
    commitments,
    findings,
  };
  return { reading, statements: () => statementsOf(sheetOf(outline, figures)) };
}
