import { MoreOutlined, PlusOutlined } from '@ant-design/icons';
import { officialOf, type LintFinding, type ReportView } from '@quantu/reports';
import { Button, Dropdown } from 'antd';
import { memo, useMemo } from 'react';
import { Light, type LightKind } from '../../shell/light.tsx';
import { useDesk } from '../desk.ts';
import { sectionAt } from '../editor/places.ts';
import { isSigned } from '../standing.ts';
import type { SectionWish } from './section-dialog.tsx';
import { useSectionActs } from './use-section-acts.tsx';

type Section = ReportView['sectionsOf'][number];

/** 一、 and （一） of the sections, as they will be printed: headings within a section count along. */
function markersOf({ head, sectionsOf }: ReportView): Map<string, string> {
  const isHeading = ({ kind }: { kind: string }): boolean => kind === 'heading';
  const titled = sectionsOf.map((section) => ({ ...section, blocks: section.blocks.filter(isHeading) }));
  const { body } = officialOf({ head, sections: titled }, null);
  const markers = new Map<string, string>();
  let at = 0;
  for (const { id, title, blocks } of titled) {
    const first = body[at];
    if (title !== '' && first?.kind === 'heading') markers.set(id, first.inlines[0]?.text ?? '');
    at += blocks.length + (title === '' ? 0 : 1);
  }
  return markers;
}

/** Open findings of each section; what is only worth knowing does not count. */
function countsOf(found: readonly LintFinding[]): Map<string, { open: number; isError: boolean }> {
  const counts = new Map<string, { open: number; isError: boolean }>();
  for (const { severity, places } of found) {
    const place = places[0]!;
    if (severity === 'info' || place.in === 'head') continue;
    const { open, isError } = counts.get(place.section) ?? { open: 0, isError: false };
    counts.set(place.section, { open: open + 1, isError: isError || severity === 'error' });
  }
  return counts;
}

/** The sections: who writes each, how far it is, what is found in it, what can be done with it. */
export const Outline = memo(function Outline({ onWish }: { onWish: (wish: SectionWish) => void }) {
  const { report, found } = useDesk();
  const markers = useMemo(() => markersOf(report), [report]);
  const counts = useMemo(() => countsOf(found), [found]);
  const acts = useSectionActs(onWish);
  return (
    <nav className="outline desk-outline" aria-label="章节">
      <ul>
        {report.sectionsOf.map((section) => (
          <Row
            key={section.id}
            section={section}
            marker={markers.get(section.id) ?? ''}
            count={counts.get(section.id)}
            acts={acts.of(section)}
          />
        ))}
      </ul>
      {report.can.arrange && (
        <Button
          size="small"
          icon={<PlusOutlined />}
          onClick={() => onWish({ after: report.sectionsOf.at(-1)?.id ?? null })}
        >
          增加章节
        </Button>
      )}
      {acts.dialog}
    </nav>
  );
});

interface RowProps {
  section: Section;
  marker: string;
  count: { open: number; isError: boolean } | undefined;
  acts: readonly { readonly key: string; readonly label: string; readonly act: () => void; readonly isDanger?: true }[];
}

const STATE_LIGHTS: Readonly<Record<string, LightKind>> = { approved: 'good', submitted: 'watch' };

function Row({ section, marker, count, acts }: RowProps) {
  const { paper, report } = useDesk();
  const { id, level, title, unit, state, stateLabel, dueOn } = section;
  const name = title === '' ? '（开头）' : `${marker}${title}`;
  const go = (): void => {
    const at = paper && sectionAt(paper.editor.view.state.doc, id);
    if (at) paper.editor.show(at.pos);
    document.getElementById(`section-${id}`)?.scrollIntoView({ block: 'start' });
  };
  return (
    <li className={`desk-section level-${level}`}>
      <button type="button" className={`outline-row level-${level}`} onClick={go}>
        <span>
          <span className="outline-title">{name}</span>
          <span className="desk-section-note">
            {unit?.label ?? '政府办'}{' '}
            {!isSigned(report) && <Light kind={STATE_LIGHTS[state] ?? 'plain'} word={stateLabel} />}
            {dueOn !== null && state === 'writing' && <> {dueOn} 前</>}
          </span>
        </span>
        {count && (
          <span className="outline-count">
            <Light kind={count.isError ? 'bad' : 'watch'} word={`${count.open} 个问题`} quiet />
            <span aria-hidden="true">{count.open}</span>
          </span>
        )}
      </button>
      {acts.length > 0 && (
        <Dropdown
          trigger={['click']}
          menu={{
            items: acts.map(({ key, label, isDanger }) => ({ key, label, ...(isDanger ? { danger: true } : {}) })),
            onClick: ({ key }) => acts.find((one) => one.key === key)?.act(),
          }}
        >
          <Button size="small" type="text" aria-label={`${name}：可以做的事`} icon={<MoreOutlined />} />
        </Dropdown>
      )}
    </li>
  );
}
