import type { Node, ResolvedPos } from 'prosemirror-model';
import type { EditorState } from 'prosemirror-state';
import { idOf } from '../document.ts';

/** Start of a section in the paper, and the section; null where it is gone. */
export function sectionAt(doc: Node, id: string): { pos: number; node: Node } | null {
  let found: { pos: number; node: Node } | null = null;
  doc.forEach((node, pos) => {
    if (idOf(node) === id) found = { pos, node };
  });
  return found;
}

/** Whole text of a block, figures as they are printed: what offsets of findings and of candidates count in. */
export const textOf = (block: Node): string => block.textBetween(0, block.content.size);

/** The place in a block of so many characters of its printed text. A figure is one place however long it is. */
export function placeIn(block: Node, blockPos: number, offset: number, side: 'start' | 'end'): number {
  let left = offset;
  let pos = blockPos + 1;
  for (const child of block.children) {
    const length = child.isText ? child.nodeSize : textOfInline(child).length;
    if (left < length || (side === 'end' && left === length)) {
      if (child.isText) return pos + left;
      return pos + (side === 'end' && left > 0 ? child.nodeSize : 0);
    }
    left -= length;
    pos += child.nodeSize;
  }
  return pos;
}

const textOfInline = (node: Node): string => node.type.spec.leafText?.(node) ?? node.textContent;

/** Where a place stands in its paragraph, counted in printed characters. */
export const offsetOf = ($pos: ResolvedPos): number => $pos.parent.textBetween(0, $pos.parentOffset).length;

/** Numbers as people print them, with what is said of them: 304.36亿元, 12,000人次, 49.2%. */
const NUMBER =
  /[-−]?\d[\d,，]*(?:\.\d+)?(?:[%％‰]|(?:万|亿|千|百)*(?:元|平方米|平方公里|公里|公顷|千瓦时|千瓦|人次|户次|户|人|个|家|项|件|条|处|座|所|亩|吨|米|倍|次|名|例|套|辆|张|宗|期|场|天|年|月|日))?/gu;

/** The digits that are selected, or those around the caret, with their unit; null where there are none. */
export function digitsAt({ selection, doc }: EditorState): { from: number; to: number } | null {
  const { $from, $to, from, to } = selection;
  if (!$from.parent.isTextblock || !$from.sameParent($to)) return null;
  if (from !== to && hasFigure(doc, from, to)) return null;
  if (from !== to && /\d/.test(doc.textBetween(from, to))) return { from, to };
  const at = offsetOf($from);
  for (const { 0: digits, index } of textOf($from.parent).matchAll(NUMBER)) {
    if (index > at || index + digits.length < at) continue;
    const place = {
      from: placeIn($from.parent, $from.before(), index, 'start'),
      to: placeIn($from.parent, $from.before(), index + digits.length, 'end'),
    };
    return hasFigure(doc, place.from, place.to) ? null : place;
  }
  return null;
}

function hasFigure(doc: Node, from: number, to: number): boolean {
  let isFound = false;
  doc.nodesBetween(from, to, ({ type }) => {
    isFound ||= type.name === 'figure';
    return !isFound;
  });
  return isFound;
}

/** The sentence around a place: up to the sign that ends it. */
export function sentenceAt($pos: ResolvedPos): { from: number; to: number } {
  const text = textOf($pos.parent);
  const at = offsetOf($pos);
  const before = Math.max(...['。', '；', '！', '？'].map((sign) => text.lastIndexOf(sign, at - 1)));
  const ends = ['。', '；', '！', '？'].map((sign) => text.indexOf(sign, at)).filter((i) => i >= 0);
  const end = ends.length === 0 ? text.length : Math.min(...ends) + 1;
  return {
    from: placeIn($pos.parent, $pos.before(), before + 1, 'start'),
    to: placeIn($pos.parent, $pos.before(), end, 'end'),
  };
}
