import { readFigures } from './figures/index.ts';
import type { Reading } from './reading.ts';
import { readOutline } from './structure/index.ts';

/** Reads an official document: pure, deterministic, linear in the text, and it never throws. */
export function readText(text: string): Reading {
  const outline = readOutline(text);
  const figures = readFigures(outline);
  return {
    document: outline.head,
    text,
    sections: outline.sections,
    figures,
    entities: [],
    commitments: [],
    findings: [],
  };
}
