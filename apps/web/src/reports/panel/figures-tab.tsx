import { Button } from 'antd';
import { Light } from '../../shell/light.tsx';
import { useDesk } from '../desk.ts';
import { figureIn } from '../document.ts';
import type { PaperEditor } from '../editor/editor.ts';
import { figurePlaces } from '../editor/figures.ts';
import { rewriteFigure } from '../figure/rewrite.ts';
import { useEditorState } from '../paper/use-editor-state.ts';
import { contradicts, STANDING_LIGHT, standingOf, standingWords } from '../standing.ts';
import { spanOf } from '../use-findings.ts';

/** Every bound figure and how it stands; what drifted can be brought up to date at once. */
export function FiguresTab() {
  const { paper } = useDesk();
  return paper && <Figures editor={paper.editor} />;
}

function Figures({ editor }: { editor: PaperEditor }) {
  const { looks, found, report, go } = useDesk();
  const doc = useEditorState(editor, (state) => state.doc);
  const mine = new Set(report.sectionsOf.filter(({ can }) => can.write).map(({ id }) => id));
  const clashing = found.filter(contradicts).flatMap(({ places }) => places.map((place) => spanOf(doc, place)));
  const rows = figurePlaces(doc).map(({ pos, node, section }) => {
    const figure = figureIn(node);
    const look = looks.get(figure.id);
    const isClash = clashing.some((span) => span !== null && span.from <= pos && pos < span.to);
    return { pos, figure, look, standing: standingOf(look, isClash), isMine: mine.has(section) };
  });
  const drifted = rows.filter(({ look, isMine }) => isMine && look?.state === 'drifted' && look.expected !== null);
  if (rows.length === 0) {
    return (
      <p className="quiet pad">
        还没有绑定的数字。选中正文里的数字，点“绑定指标”（Ctrl K）；或在正文里输入 / 查找指标插入。
      </p>
    );
  }
  return (
    <div className="desk-list">
      {drifted.length > 0 && (
        <Button
          size="small"
          onClick={() => {
            for (const { figure, look } of drifted)
              rewriteFigure(editor, figure.id, { text: look?.expected ?? figure.text });
          }}
        >
          全部更新为台账现在的数（{drifted.length} 个）
        </Button>
      )}
      <ul>
        {rows.map(({ pos, figure, look, standing }) => (
          <li key={figure.id} className="desk-item">
            <button type="button" className="desk-go desk-figure" onClick={() => go(pos, pos + 1)}>
              <b>{figure.text}</b>
              <Light kind={STANDING_LIGHT[standing]} word={standingWords(standing, look)} />
              <span className="quiet">{look?.label ?? ''}</span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
