import { Button, Input } from 'antd';
import { useState } from 'react';
import type { Acts } from './use-acts.ts';

/** Why a finding does not hold: one line, kept in the history. */
export function RejectReason({ acts }: { acts: Acts }) {
  const [reason, setReason] = useState('');
  const isEmpty = reason.trim() === '';
  return (
    <form
      className="reject"
      onSubmit={(event) => {
        event.preventDefault();
        if (!isEmpty) acts.rejectFor(reason.trim());
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') acts.stopRejecting();
      }}
    >
      <Input
        autoFocus
        aria-label="为什么不成立"
        placeholder="为什么不成立？例如：口径不同"
        maxLength={500}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
      <div className="detail-actions">
        <Button type="primary" htmlType="submit" disabled={isEmpty}>
          不成立
        </Button>
        <Button onClick={acts.stopRejecting}>取消</Button>
      </div>
    </form>
  );
}
