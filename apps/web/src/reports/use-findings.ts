import type { LintFinding, LintPlace, LintWords, ReportSection, ReportView } from '@quantu/reports';
import type { Node } from 'prosemirror-model';
import { startTransition, useEffect, useMemo, useState } from 'react';
import { blocksOf, figureIn, idOf, sectionsIn } from './document.ts';
import { figurePlaces, showStandings, type Standing } from './editor/figures.ts';
import { showFindings, type Underlined } from './editor/findings.ts';
import { placeIn, sectionAt } from './editor/places.ts';
import { contradicts, standingOf, standingWords } from './standing.ts';
import type { Looks } from './use-looks.ts';
import type { Paper } from './use-paper.ts';

/** A frame: what is typed meanwhile goes along with it, and the thread that judges takes only the newest. */
const PAUSE_MS = 16;

/** Findings of the paper as it stands, looked for when typing pauses; they and the figures' states are put on it. */
export function useFindings(paper: Paper | null, { head, words }: ReportView, looks: Looks): readonly LintFinding[] {
  const [found, setFound] = useState<readonly LintFinding[]>([]);
  const names = useMemo(() => wordsOf(words), [words]);
  const judged = useMemo(
    () => new Map([...looks].map(([id, look]) => [id, { ...look, note: look.note ?? '' }])),
    [looks],
  );
  useEffect(() => {
    if (!paper) return;
    const { editor, linting } = paper;
    let isOver = false;
    let pause: ReturnType<typeof setTimeout> | undefined;
    const lint = (): void => {
      const { doc } = editor.view.state;
      linting.ask({ text: { head, sections: textOf(doc) }, looks: judged, words: names }, (next) => show(doc, next));
    };
    const show = (doc: Node, next: readonly LintFinding[]): void => {
      if (isOver) return;
      // What was said of another text stands in the wrong places; marks that change under an input method would break
      // off the word that is being spelled.
      if (doc !== editor.view.state.doc || editor.view.composing) {
        soon();
        return;
      }
      const { tr } = editor.view.state;
      showFindings(tr, underlines(doc, next));
      showStandings(tr, standings(doc, next, looks));
      editor.view.dispatch(tr);
      // The list beside the paper is drawn when typing leaves time for it.
      startTransition(() => setFound(next));
    };
    const soon = (): void => {
      clearTimeout(pause);
      pause = setTimeout(lint, PAUSE_MS);
    };
    let known = editor.view.state.doc;
    const stop = editor.watch(() => {
      if (editor.view.state.doc === known) return;
      known = editor.view.state.doc;
      soon();
    });
    lint();
    return () => {
      isOver = true;
      stop();
      clearTimeout(pause);
    };
  }, [paper, head, names, looks, judged]);
  return found;
}

/** Names that ended are of no use to who writes today. */
function wordsOf({ district, organisations, today }: ReportView['words']): Partial<LintWords> {
  const now = organisations.filter(({ until }) => until === null || until >= today);
  return { district, organisations: now.map(({ name, short }) => ({ name, short: [short] })) };
}

const known = new WeakMap<Node, ReportSection>();

/** The sections as they stand; what was not touched is the same object as before. */
export function textOf(doc: Node): ReportSection[] {
  return sectionsIn(doc).map((node) => {
    const { level, title } = node.attrs as ReportSection;
    const section = known.get(node) ?? { id: idOf(node), level, title, blocks: blocksOf(node) };
    known.set(node, section);
    return section;
  });
}

/** Where a finding's place stands in the paper; null for what stands outside of the text. */
export function spanOf(doc: Node, place: LintPlace): { from: number; to: number } | null {
  if (place.in === 'head' || place.in === 'title') return null;
  const section = sectionAt(doc, place.section);
  const block = section?.node.maybeChild(place.block);
  if (!section || !block) return null;
  let pos = section.pos + 1;
  for (let i = 0; i < place.block; i++) pos += section.node.child(i).nodeSize;
  const inner = innerOf(place, block, pos);
  if (!inner) return null;
  const { start, end } = place;
  return { from: placeIn(inner.node, inner.pos, start, 'start'), to: placeIn(inner.node, inner.pos, end, 'end') };
}

/** The node whose text a place counts in: the block, a cell of it, its caption. */
function innerOf(place: LintPlace, block: Node, pos: number): { node: Node; pos: number } | null {
  if (place.in === 'block') return { node: block, pos };
  if (block.type.name !== 'table') return null;
  if (place.in === 'caption') return { node: block.child(0), pos: pos + 1 };
  if (place.in !== 'cell') return null;
  const at = place.row + 2;
  const row = block.maybeChild(at);
  const cell = row?.maybeChild(place.column);
  if (!row || !cell) return null;
  let start = pos + 1;
  for (let i = 0; i < at; i++) start += block.child(i).nodeSize;
  start += 1;
  for (let i = 0; i < place.column; i++) start += row.child(i).nodeSize;
  return { node: cell, pos: start };
}

/** Figures show how they stand by themselves; anything else that was found is underlined where it stands. */
const OF_FIGURES: ReadonlySet<string> = new Set(['drifted', 'unjudged', 'provisional']);

function underlines(doc: Node, found: readonly LintFinding[]): Underlined[] {
  return found.flatMap(({ code, severity, places, text }, i) => {
    if (OF_FIGURES.has(code)) return [];
    const span = spanOf(doc, places[0]!);
    if (!span || span.from >= span.to) return [];
    const className = code === 'unsupported' ? 'unbound' : `slip slip-${severity}`;
    return [{ id: String(i), ...span, className, title: text }];
  });
}

function standings(doc: Node, found: readonly LintFinding[], looks: Looks): Map<string, Standing> {
  const clashing = found.filter(contradicts).flatMap(({ places }) => places.map((place) => spanOf(doc, place)));
  return new Map(
    figurePlaces(doc).map(({ pos, node }) => {
      const { id } = figureIn(node);
      const isClash = clashing.some((span) => span !== null && span.from <= pos && pos < span.to);
      const standing = standingOf(looks.get(id), isClash);
      return [id, { className: `is-${standing}`, words: standingWords(standing, looks.get(id)) }];
    }),
  );
}
