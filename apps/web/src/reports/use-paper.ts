import { reportRoutes, type ReportView } from '@quantu/reports';
import { useEffect, useRef, useState } from 'react';
import { call } from '../shell/api.ts';
import { useSignedIn } from '../shell/session.ts';
import { conflictsIn } from './editor/conflicts.ts';
import { PaperEditor } from './editor/editor.ts';
import type { Asked } from './editor/keys.ts';
import { openLinting, type Linting } from './lint/linting.ts';
import { Drafts, keptConflicts, keepConflicts } from './saving/drafts.ts';
import { Saver } from './saving/saver.ts';

export interface Paper {
  readonly editor: PaperEditor;
  readonly saver: Saver;
  readonly drafts: Drafts;
  readonly linting: Linting;
}

/** The paper with what saves it, on the element that is given to `mount`; it follows what the server has. */
export function usePaper(
  district: string,
  report: ReportView,
  asked: Asked,
): { readonly mount: (place: HTMLElement | null) => void; readonly paper: Paper | null } {
  const { account } = useSignedIn();
  const [place, mount] = useState<HTMLElement | null>(null);
  const [paper, setPaper] = useState<Paper | null>(null);
  const latest = useRef({ report, asked });
  useEffect(() => {
    latest.current = { report, asked };
  });
  const { id } = report;
  const owner = `${account.id}.${id}`;
  useEffect(() => {
    if (!place) return;
    const made = makePaper(place, district, latest, owner);
    setPaper(made);
    const leave = (): void => made.saver.flush();
    window.addEventListener('pagehide', leave);
    return () => {
      window.removeEventListener('pagehide', leave);
      setPaper(null);
      made.saver.close();
      made.editor.close();
      made.linting.close();
    };
  }, [place, district, owner]);
  useEffect(() => paper?.editor.follow(report), [paper, report]);
  return { mount, paper };
}

type Latest = { readonly current: { readonly report: ReportView; readonly asked: Asked } };

function makePaper(place: HTMLElement, district: string, latest: Latest, owner: string): Paper {
  const { report } = latest.current;
  const drafts = new Drafts(owner);
  const saver: Saver = new Saver(
    {
      read: (section) => editor.read(section),
      put: (section, blocks, conflicts, by) => editor.put(section, blocks, conflicts, by),
      isComposing: () => editor.view.composing,
      send: async (section, base, blocks) => {
        const params = { district, report: report.id, section };
        return (await call(reportRoutes.saveText, { params, body: { base, blocks: [...blocks] as never } })).data;
      },
    },
    drafts,
  );
  const ask =
    (name: keyof Asked): (() => boolean) =>
    () =>
      latest.current.asked[name]();
  const editor: PaperEditor = new PaperEditor(place, report, saver, {
    bind: ask('bind'),
    search: ask('search'),
    open: ask('open'),
    comment: ask('comment'),
    help: ask('help'),
    newSection: ask('newSection'),
    save: () => {
      saver.flush();
      return true;
    },
  });
  editor.recall(keptConflicts(owner));
  let known = conflictsIn(editor.view.state);
  editor.watch(() => {
    const now = conflictsIn(editor.view.state);
    if (now === known) return;
    known = now;
    keepConflicts(owner, now);
  });
  return { editor, saver, drafts, linting: openLinting() };
}
