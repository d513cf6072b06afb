import { reportRoutes, type FigureLook, type FigureRun } from '@quantu/reports';
import { useEffect, useState } from 'react';
import { call } from '../shell/api.ts';
import { figureIn } from './document.ts';
import { figurePlaces } from './editor/figures.ts';
import type { Paper } from './use-paper.ts';

export type Looks = ReadonlyMap<string, FigureLook>;

const PAUSE_MS = 500;
/** Registers change while one writes. */
const AGAIN_MS = 60_000;

const wordsOf = ({ text, bound }: FigureRun, asOf: string | null): string => JSON.stringify([text, bound, asOf]);

/** How the figures of the paper stand against their registers: each asked when it changes, all now and then. */
export function useLooks(paper: Paper | null, district: string, report: string, asOf: string | null): Looks {
  const [looks, setLooks] = useState<Looks>(new Map());
  useEffect(() => {
    if (!paper) return;
    const asked = new Map<string, string>();
    let isOver = false;
    let pause: ReturnType<typeof setTimeout> | undefined;
    const ask = async (isAll: boolean): Promise<void> => {
      const all = figurePlaces(paper.editor.view.state.doc).map(({ node }) => figureIn(node));
      const wanted = isAll ? all : all.filter((figure) => asked.get(figure.id) !== wordsOf(figure, asOf));
      if (wanted.length === 0) return;
      for (const figure of wanted) asked.set(figure.id, wordsOf(figure, asOf));
      try {
        const figures = wanted.map(({ id, text, bound }) => ({ id, text, bound }));
        const { data } = await call(reportRoutes.looks, { params: { district, report }, body: { figures } });
        if (!isOver) setLooks((before) => new Map([...before, ...data.map((look) => [look.id, look] as const)]));
      } catch {
        // Out of reach or refused: the figures stay unjudged and are asked about again with the next change.
        for (const { id } of wanted) asked.delete(id);
      }
    };
    const again = (): void => void (document.visibilityState === 'visible' && ask(true));
    let doc = paper.editor.view.state.doc;
    const stop = paper.editor.watch(() => {
      const now = paper.editor.view.state.doc;
      if (now === doc) return;
      doc = now;
      clearTimeout(pause);
      pause = setTimeout(() => void ask(false), PAUSE_MS);
    });
    const often = setInterval(again, AGAIN_MS);
    window.addEventListener('focus', again);
    void ask(true);
    return () => {
      isOver = true;
      stop();
      clearTimeout(pause);
      clearInterval(often);
      window.removeEventListener('focus', again);
    };
  }, [paper, district, report, asOf]);
  return looks;
}
