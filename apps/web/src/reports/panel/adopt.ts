import type { LintFinding, LintPlace, ReportHead, ReportView } from '@quantu/reports';
import { figureIn } from '../document.ts';
import type { PaperEditor } from '../editor/editor.ts';
import { rewriteFigure } from '../figure/rewrite.ts';
import { spanOf } from '../use-findings.ts';

/** The finding's place is text of a section that the reader may write. */
export function canAdopt({ view }: PaperEditor, { places }: LintFinding, { sectionsOf }: ReportView): boolean {
  const place = places[0]!;
  if (place.in === 'head' || place.in === 'title') return false;
  const isMine = sectionsOf.find(({ id }) => id === place.section)?.can.write ?? false;
  return isMine && spanOf(view.state.doc, place) !== null;
}

/** Puts in what the linter proposes: into the text, or as what a bound figure says. */
export function adopt(editor: PaperEditor, { places }: LintFinding, fix: string): void {
  const span = spanOf(editor.view.state.doc, places[0]!);
  if (!span) return;
  const node = editor.view.state.doc.nodeAt(span.from);
  if (node?.type.name === 'figure' && span.to === span.from + 1) {
    rewriteFigure(editor, figureIn(node).id, { text: fix });
    return;
  }
  editor.run(({ tr }, dispatch) => {
    dispatch?.(fix === '' ? tr.delete(span.from, span.to) : tr.insertText(fix, span.from, span.to));
    return true;
  });
}

const put = (text: string, { start, end }: LintPlace, fix: string): string =>
  text.slice(0, start) + fix + text.slice(end);

/** What stands around the text, with what the linter proposes for one line of it. */
export function headWith(head: ReportHead, place: LintPlace & { in: 'head' }, fix: string): ReportHead {
  const said = head[place.field];
  if (typeof said === 'string') return { ...head, [place.field]: put(said, place, fix) };
  return { ...head, [place.field]: said.map((line, at) => (at === place.index ? put(line, place, fix) : line)) };
}

export const titleWith = (title: string, place: LintPlace, fix: string): string => put(title, place, fix);
