import type { VotingRound } from '@quantu/accountability';
import { Button } from 'antd';
import { useEffect } from 'react';
import { COUNTS } from './ballot.ts';

/** The result for the whole hall: large, nothing else; Escape goes back. */
export function Projector({ title, round, onClose }: { title: string; round: VotingRound; onClose: () => void }) {
  useEffect(() => {
    const onKey = ({ key }: KeyboardEvent): void => {
      if (key === 'Escape') onClose();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [onClose]);
  return (
    <div className="projector">
      <h1>{title}</h1>
      <p className="projector-session">
        {round.session}　第 {round.round} 轮满意度测评
        {!round.isAnnounced && '（未公布）'}
      </p>
      <dl>
        {COUNTS.map(({ name, label }) => (
          <div key={name}>
            <dt>{label}</dt>
            <dd>{round[name]}</dd>
          </div>
        ))}
      </dl>
      <p className="projector-verdict">{round.verdictLabel}</p>
      <p className="projector-because">{round.because}</p>
      <Button onClick={onClose}>退出投影（Esc）</Button>
    </div>
  );
}
