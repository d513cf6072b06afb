import { Tabs } from 'antd';
import { CoverageTab } from '../coverage/coverage-tab.tsx';
import { useDesk } from '../desk.ts';
import { useMay } from '../../shell/session.ts';
import { isSigned } from '../standing.ts';
import { CommentsTab } from './comments-tab.tsx';
import { FiguresTab } from './figures-tab.tsx';
import { FindingsTab } from './findings-tab.tsx';
import { useComments } from './use-comments.ts';
import { ReturnsTab } from './returns-tab.tsx';
import { VersionsTab } from './versions-tab.tsx';

export type PanelTab = 'findings' | 'figures' | 'coverage' | 'comments' | 'returns' | 'versions';

/** What is said of the paper: by the linter, by the registers, by people; and what it was before. */
export function Panel({ tab, onTab }: { tab: PanelTab; onTab: (tab: PanelTab) => void }) {
  const { district, report, found, looks } = useDesk();
  const mayReturns = useMay(district)('documents.write');
  const comments = useComments();
  const open = (comments.data?.data ?? []).filter(({ settledAt }) => settledAt === null).length;
  const drifted = [...looks.values()].filter(({ state }) => state === 'drifted').length;
  const counted = (word: string, count: number): string => (count > 0 ? `${word} ${count}` : word);
  return (
    <Tabs
      className="desk-tabs"
      activeKey={isSigned(report) && tab === 'findings' ? 'figures' : tab}
      onChange={(key) => onTab(key as PanelTab)}
      destroyOnHidden
      items={[
        ...(isSigned(report)
          ? []
          : [{ key: 'findings', label: counted('问题', found.length), children: <FindingsTab /> }]),
        { key: 'figures', label: drifted > 0 ? `数字 ▲ ${drifted}` : '数字', children: <FiguresTab /> },
        { key: 'coverage', label: '对照', children: <CoverageTab /> },
        { key: 'comments', label: counted('批注', open), children: <CommentsTab /> },
        ...(mayReturns ? [{ key: 'returns', label: '回稿', children: <ReturnsTab /> }] : []),
        { key: 'versions', label: '版本', children: <VersionsTab /> },
      ]}
    />
  );
}
