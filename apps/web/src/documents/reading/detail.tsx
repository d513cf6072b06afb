import type { Proposal } from '@quantu/product-documents';
import { Button } from 'antd';
import { moment } from '../../shell/moment.ts';
import { Light } from '../../shell/light.tsx';
import { FaultLine } from '../../shell/states.tsx';
import { DetailForm } from './detail-form.tsx';
import { FindingDetail } from './finding-detail.tsx';
import { RejectReason } from './reject-reason.tsx';
import { decisionWords, isHint, KIND_WORD, kindWordOf, lightOf, nameOf, tabOf } from './model.ts';
import { PartList, type Around } from './part-list.tsx';
import type { Acts } from './use-acts.ts';

interface Props {
  proposal: Proposal;
  around: Around;
  acts: Acts;
  canChange: boolean;
  onJump: (offset: number) => void;
}

/** The selected item, opened: its parts, what to do with it, who did. */
export function Detail({ proposal, around, acts, canChange, onJump }: Props) {
  const list = around.lists[isHint(proposal) ? 'hint' : tabOf(proposal.kind)];
  const light = lightOf(proposal);
  const at = list.indexOf(proposal) + 1;
  return (
    <section
      className={acts.editing === proposal.id ? 'detail is-editing' : 'detail'}
      aria-label={`${kindWordOf(proposal)}：${nameOf(proposal)}`}
    >
      <div className="detail-head">
        <Light kind={light.kind} word={light.word} />
        <span className="quiet">
          {kindWordOf(proposal)} {at} / {list.length}
        </span>
      </div>
      {proposal.kind === 'figure' && <p className="detail-surface">{proposal.value.surface}</p>}
      {proposal.kind === 'entity' && <p className="detail-surface">{proposal.value.name}</p>}
      {proposal.kind === 'finding' && <FindingDetail text={around.text} proposal={proposal} onJump={onJump} />}
      {acts.editing === proposal.id ? (
        <DetailForm
          key={proposal.id}
          proposal={proposal}
          around={around}
          writer={acts.writer}
          refetch={acts.refetch}
          onDone={acts.edited}
          onCancel={acts.stopEditing}
        />
      ) : (
        <>
          <PartList proposal={proposal} around={around} />
          <Trace proposal={proposal} />
          <FaultLine error={acts.fault} />
          {canChange && acts.rejecting !== proposal.id && <Actions proposal={proposal} acts={acts} />}
          {acts.rejecting === proposal.id && <RejectReason acts={acts} />}
        </>
      )}
    </section>
  );
}

/** Who changed it, and what the machine had read. */
function Trace({ proposal }: { proposal: Proposal }) {
  const { changedBy, changedAt, reason, read } = proposal;
  if (changedBy === null || changedAt === null) return null;
  return (
    <p className="quiet trace">
      {changedBy} {moment(changedAt)}
      {reason !== null && `：${reason}`}
      {read === null ? '（人工补标）' : ''}
    </p>
  );
}

function Actions({ proposal, acts }: { proposal: Proposal; acts: Acts }) {
  const isFinding = proposal.kind === 'finding';
  if (proposal.state !== 'proposed') {
    return (
      <div className="detail-actions">
        <Button onClick={acts.reopen}>重新核对</Button>
        {!isFinding && (
          <Button onClick={acts.edit}>
            改 <kbd>E</kbd>
          </Button>
        )}
      </div>
    );
  }
  return (
    <div className="detail-actions">
      <Button type="primary" onClick={acts.accept}>
        {isFinding ? decisionWords(proposal).accept : '采纳'} <kbd>Enter</kbd>
      </Button>
      {!isFinding && (
        <Button onClick={acts.edit}>
          改 <kbd>E</kbd>
        </Button>
      )}
      {proposal.kind !== 'head' && (
        <Button onClick={acts.reject}>
          {isFinding ? decisionWords(proposal).reject : `不是${KIND_WORD[proposal.kind]}`} <kbd>X</kbd>
        </Button>
      )}
    </div>
  );
}
