import type { Waiting } from '@quantu/accountability';
import { Link } from 'react-router';
import { LIGHT_KIND } from '../../projects/words.ts';
import { Light } from '../../shell/light.tsx';
import { recordAddress } from '../../shell/catalogue.ts';
import { reportAddress } from '../../reports/addresses.ts';
import { opinionAddress } from '../addresses.ts';
import { TakeSteps } from './take-together.tsx';

const WORDS = { red: '红灯', yellow: '黄灯', green: '绿灯', grey: '不判' } as const;

/** What waits, each with what to do, by when, and why it is here. */
export function WaitingList({ district, waiting }: { district: string; waiting: readonly Waiting[] }) {
  return (
    <ol className="waiting">
      {waiting.map((one) => (
        <li key={`${one.register} ${one.record}`} className="panel">
          <WaitingRow district={district} waiting={one} />
        </li>
      ))}
    </ol>
  );
}

function WaitingRow({ district, waiting }: { district: string; waiting: Waiting }) {
  const { register, record, opinion, report, kind, title, of, unit, stateLabel, say, on, light, reason, step } =
    waiting;
  const { isMine, back } = waiting;
  const address = report === null ? recordAddress(district, register, record) : reportAddress(district, report);
  return (
    <>
      <div className="waiting-head">
        <span className="waiting-kind">{kind}</span>
        <Link to={address}>{title}</Link>
        {isMine && (
          <span className="waiting-say">
            {step === null ? (
              <Link to={address}>{say} →</Link>
            ) : (
              <>
                {say !== step.label && <span className="quiet">{say} </span>}
                <TakeSteps district={district} ready={[{ ...waiting, step }]} />
              </>
            )}
          </span>
        )}
      </div>
      <div className="waiting-about">
        {light !== null && <Light kind={LIGHT_KIND[light]} word={WORDS[light]} />}
        <span className="quiet">
          {[on === null ? '' : `${on} 前`, reason, stateLabel, unit].filter((part) => part !== '').join(' · ')}
        </span>
        {opinion !== null && register !== 'review-opinion' && (
          <Link to={opinionAddress(district, opinion)}>{of === '' ? '审议意见全貌' : of}</Link>
        )}
      </div>
      {back !== null && (
        <p className="waiting-back">
          ↩ {back.by} {back.on} “{back.from}”：{back.because}
        </p>
      )}
    </>
  );
}
