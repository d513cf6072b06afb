import { joinLines } from './blocks.ts';
import { readFoot } from './foot.ts';
import { readHead } from './head.ts';
import { readLines } from './lines.ts';
import type { Outline } from './outline.ts';
import { readRoles } from './roles.ts';
import { readSections } from './sections.ts';
import { readSentences } from './sentences.ts';

/** Reads head, sections, paragraphs and sentences of an official document. Never throws, linear in the text. */
export function readOutline(text: string): Outline {
  const lines = readLines(text);
  const { head, bodyFrom, textFrom: first } = readHead(lines);
  const foot = readFoot(lines, bodyFrom);
  const body = lines.slice(first, foot.bodyTo).filter((_, i) => !foot.set.has(first + i));
  const blocks = joinLines(text, body);
  const sections = readSections(blocks, blocks.at(-1)?.end ?? text.length);
  return {
    text,
    head: {
      ...head,
      issuer: head.issuer ?? foot.signature,
      dated: foot.dated ?? head.dated,
      printedOn: foot.printedOn,
      publicity: foot.publicity ?? head.publicity,
    },
    sections,
    roles: readRoles(sections),
    blocks,
    sentences: readSentences(blocks, sections),
  };
}
