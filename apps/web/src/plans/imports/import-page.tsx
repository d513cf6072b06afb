import { Alert, Button, Progress, Steps } from 'antd';
import { Link, useParams } from 'react-router';
import { useDisplay } from '../../shell/display.ts';
import { moment } from '../../shell/moment.ts';
import { PageHead } from '../../shell/page.tsx';
import { Failed, FaultLine, Loading } from '../../shell/states.tsx';
import { mapAddress } from '../use-plans.ts';
import { CheckedStep } from './checked-step.tsx';
import { isRunning, STATE_WORDS, stepOf, STEPS } from './import-words.ts';
import { MatchStep } from './match-step.tsx';
import { useImport } from './use-import.ts';
import { WrittenStep } from './written-step.tsx';
import '../plans.css';
import './imports.css';

/** One import from the file to the map: 识别 → 核对 → 试运行 → 写成草稿 → 发布. */
export function SpatialImportPage() {
  const { import: id = '' } = useParams();
  const { isPhone } = useDisplay();
  const here = useImport(id);
  const { query, act, choose, params } = here;
  if (query.isPending) return <Loading />;
  if (!query.data) return <Failed error={query.error} onRetry={() => void query.refetch()} />;
  const one = query.data.data;
  return (
    <div className="page import-page">
      <nav className="crumbs" aria-label="位置">
        <Link to={mapAddress(params.district)}>一张图</Link> ›{' '}
        <Link to={mapAddress(params.district, '/imports')}>导入空间数据</Link>
      </nav>
      <PageHead title={`导入：${one.fileName}`} note={`${one.by} · ${moment(one.at)}`} />
      {!isPhone && (
        <Steps
          size="small"
          className="import-steps"
          current={stepOf(one.state)}
          status={one.state === 'failed' ? 'error' : 'process'}
          items={STEPS.map((title) => ({ title }))}
        />
      )}
      <FaultLine error={act.error ?? choose.error} />
      {isRunning(one) && (
        <div className="sheet running" role="status">
          <b>{STATE_WORDS[one.state]}</b> <span className="quiet">{one.note}</span>
          <Progress percent={Math.round(one.progress * 100)} aria-label={STATE_WORDS[one.state]} />
          <p className="quiet">可以离开这一页，回来还在</p>
          {one.can.cancel && (
            <Button loading={act.isPending} onClick={() => act.mutate('cancel')}>
              取消
            </Button>
          )}
        </div>
      )}
      {one.state === 'failed' && (
        <Alert
          type="error"
          showIcon
          title={one.error ?? '这次导入没有完成'}
          description="一张图没有被改动。把文件改好后再导入一次。"
        />
      )}
      {one.state === 'cancelled' && <Alert type="info" showIcon title="已取消，一张图没有被改动" />}
      {one.notes.length > 0 && one.state !== 'undone' && (
        <ul className="import-notes">
          {one.notes.map((note) => (
            <li key={note}>{note}</li>
          ))}
        </ul>
      )}
      {one.state === 'mapping' && <MatchStep one={one} here={here} />}
      {one.state === 'checked' && <CheckedStep one={one} here={here} />}
      {(one.state === 'written' || one.state === 'undone') && <WrittenStep one={one} here={here} />}
    </div>
  );
}
