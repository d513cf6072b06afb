import { useNavigate, useParams } from 'react-router';
import { WholeOpinion } from '../../accountability/whole-opinion.tsx';
import { registerAddress } from '../../shell/catalogue.ts';
import { Crumbs } from '../../shell/crumbs.tsx';
import { useTitle } from '../../shell/page.tsx';
import { Failed, Loading } from '../../shell/states.tsx';
import { PlanSources } from '../../plans/plan-sources.tsx';
import { titleOf } from '../table/value-view.tsx';
import { useRegister, WithRegister } from '../use-register.tsx';
import { Comments } from './comments.tsx';
import { hasFiles } from './file-fields.ts';
import { Files } from './files.tsx';
import { RecordActs } from './record-acts.tsx';
import { RecordFields } from './record-fields.tsx';
import { RecordHead } from './record-head.tsx';
import { RecordPlace } from './record-place.tsx';
import { Referrers } from './referrers.tsx';
import { Timeline } from './timeline.tsx';
import { useRecord, type RecordAnswer } from './use-record.ts';
import '../registers.css';

/** Everything of one record on one page. */
export function RecordPage() {
  return (
    <WithRegister>
      <OneRecord />
    </WithRegister>
  );
}

function OneRecord() {
  const id = useParams()['record'] ?? '';
  const answer = useRecord(id);
  if (answer.isPending) return <Loading />;
  if (!answer.data) return <Failed error={answer.error} onRetry={() => void answer.refetch()} />;
  return <Opened answer={answer.data} />;
}

function Opened({ answer }: { answer: RecordAnswer }) {
  const { register, district } = useRegister();
  const navigate = useNavigate();
  const { data: record } = answer;
  const list = registerAddress(district, register.key);
  useTitle(`${titleOf(register, record)} · ${register.label}`);
  return (
    <div className="page record-page">
      <Crumbs
        above={[
          [`/d/${encodeURIComponent(district)}/registers`, '台账'],
          [list, register.label],
        ]}
      />
      <RecordHead record={record} isPage />
      <RecordActs answer={answer} onRemoved={() => void navigate(list)} />
      <div className="record-columns">
        <div>
          <section className="panel" aria-label="内容">
            <RecordFields record={record} />
          </section>
          {hasFiles(register) && (
            <section className="panel" aria-label="照片附件">
              <Files answer={answer} />
            </section>
          )}
          <section className="panel no-print" aria-label="评论">
            <h2>评论</h2>
            <Comments record={record.id} />
          </section>
        </div>
        <div>
          <WholeOpinion district={district} register={register.key} record={record} />
          {register.key === 'plan' && <PlanSources plan={record.id} />}
          <RecordPlace record={record} isPanel />
          <Referrers record={record.id} isPanel />
          {/* On paper a record is what it is now. */}
          <section className="panel no-print" aria-label="变更">
            <h2>变更</h2>
            <Timeline record={record.id} />
          </section>
        </div>
      </div>
    </div>
  );
}
