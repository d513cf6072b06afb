import type { ReportView } from '@quantu/reports';
import { useMemo, useState } from 'react';
import { useDisplay } from '../shell/display.ts';
import { useTitle } from '../shell/page.tsx';
import { DeskContext, type Desk } from './desk.ts';
import { digitsAt } from './editor/places.ts';
import { HelpOverlay } from './help-overlay.tsx';
import { NarrowDesk, type NarrowPane } from './narrow-desk.tsx';
import { Outline } from './outline/outline.tsx';
import { SectionDialog, type SectionWish } from './outline/section-dialog.tsx';
import { Panel, type PanelTab } from './panel/panel.tsx';
import { chosenFigure, floatingOf, type Floating } from './paper/floating.ts';
import { PaperPane } from './paper/paper-pane.tsx';
import { ReportBar } from './report-bar.tsx';
import { DraftsFound } from './saving/drafts-found.tsx';
import { isSigned } from './standing.ts';
import { useFindings } from './use-findings.ts';
import { useLooks } from './use-looks.ts';
import { usePaper } from './use-paper.ts';

const NONE: readonly never[] = [];

/** One report: its sections on the left, the paper in the middle, what is said of it on the right. */
export function ReportDesk({ district, report }: { district: string; report: ReportView }) {
  useTitle(report.title);
  const { isNarrow } = useDisplay();
  const [floating, setFloating] = useState<Floating | null>(null);
  const [tab, setTab] = useState<PanelTab>('findings');
  const [pane, setPane] = useState<NarrowPane | null>(null);
  const [isHelpOpen, setHelpOpen] = useState(false);
  const [wish, setWish] = useState<SectionWish | null>(null);
  const state = () => paper?.editor.view.state;
  const show = (next: Floating | null | undefined): boolean => {
    if (next) setFloating(next);
    return next !== null && next !== undefined;
  };
  const comment = (): boolean => {
    setTab('comments');
    setPane('panel');
    return true;
  };
  const { mount, paper } = usePaper(district, report, {
    bind: () => show(floatingOf('bind', state() && digitsAt(state()!))),
    search: () => show(floatingOf('bind', state()?.selection ?? null)),
    open: () => show(chosenFigure(state())),
    comment,
    help: () => {
      setHelpOpen(true);
      return true;
    },
    newSection: () => {
      if (report.can.arrange) setWish({ after: state()?.selection.$from.node(1)?.attrs['id'] ?? null });
      return true;
    },
    save: () => true,
  });
  const looks = useLooks(paper, district, report.id, report.asOf);
  const judged = useFindings(paper, report, looks);
  const found = isSigned(report) ? NONE : judged;
  const desk = useMemo<Desk>(
    () => ({
      district,
      report,
      paper,
      looks,
      found,
      go: (from, to) => {
        setPane(null);
        paper?.editor.go(from, to);
      },
    }),
    [district, report, paper, looks, found],
  );
  const outline = <Outline onWish={setWish} />;
  const middle = (
    <PaperPane
      mount={mount}
      floating={floating}
      onFloating={setFloating}
      onComment={comment}
      onHelp={() => setHelpOpen(true)}
    />
  );
  const panel = <Panel tab={tab} onTab={setTab} />;
  return (
    <DeskContext value={desk}>
      <div className="reading desk">
        <ReportBar />
        {paper && <DraftsFound paper={paper} report={report} />}
        {isNarrow ? (
          <NarrowDesk outline={outline} middle={middle} panel={panel} open={pane} onOpen={setPane} />
        ) : (
          <div className="panes desk-panes">
            {outline}
            {middle}
            <aside className="side-pane desk-side" aria-label="问题、数字、批注和版本">
              {panel}
            </aside>
          </div>
        )}
        {wish && <SectionDialog wish={wish} onClose={() => setWish(null)} />}
        <HelpOverlay isOpen={isHelpOpen} onClose={() => setHelpOpen(false)} />
      </div>
    </DeskContext>
  );
}
