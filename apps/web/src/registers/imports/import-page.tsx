import { Alert, Button, Progress, Steps } from 'antd';
import { Link, useParams } from 'react-router';
import { registerAddress } from '../../shell/catalogue.ts';
import { useDisplay } from '../../shell/display.ts';
import { moment } from '../../shell/moment.ts';
import { PageHead } from '../../shell/page.tsx';
import { Failed, FaultLine, Loading } from '../../shell/states.tsx';
import { useRegister, WithRegister } from '../use-register.tsx';
import { STATE_WORDS, stepOf } from './import-words.ts';
import { MappingStep } from './mapping-step.tsx';
import { CheckedStep } from './checked-step.tsx';
import { WrittenStep } from './written-step.tsx';
import { isRunning, useImport } from './use-import.ts';
import '../registers.css';
import './imports.css';

export function ImportPage() {
  return (
    <WithRegister>
      <OneImport />
    </WithRegister>
  );
}

const STEPS = ['识别', '对应', '试运行', '写入'];

/** One import from the file to the register: 1 识别 → 2 对应 → 3 试运行 → 4 写入. */
function OneImport() {
  const { register, district } = useRegister();
  const { isPhone } = useDisplay();
  const here = useImport(useParams()['import'] ?? '');
  const { query, act, map } = here;
  if (query.isPending) return <Loading />;
  if (!query.data) return <Failed error={query.error} onRetry={() => void query.refetch()} />;
  const one = query.data.data;
  return (
    <div className="page import-page">
      <nav className="crumbs" aria-label="位置">
        <Link to={registerAddress(district, register.key)}>{register.label}</Link> ›{' '}
        <Link to={`${registerAddress(district, register.key)}/imports`}>导入记录</Link>
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
      <FaultLine error={act.error ?? map.error} />
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
          description="台账没有被改动。把文件改好后，回到台账再导入一次。"
        />
      )}
      {one.state === 'cancelled' && <Alert type="info" showIcon title="已取消，台账没有被改动" />}
      {one.state === 'mapping' && (
        <MappingStep
          one={one}
          isBusy={map.isPending || act.isPending}
          onMap={map.mutate}
          onCheck={() => act.mutate('check')}
        />
      )}
      {one.state === 'checked' && <CheckedStep one={one} here={here} />}
      {(one.state === 'written' || one.state === 'undone') && <WrittenStep one={one} here={here} />}
    </div>
  );
}
