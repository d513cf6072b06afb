import { Button, Input } from 'antd';
import { useState } from 'react';
import type { Acts } from './use-acts.ts';

/** What offices answer most often; one click each. */
const REASONS = ['口径不同', '四舍五入所致', '识读有误', '文中另有说明'];

/** Why a finding is no problem: one line, kept in the history. */
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
      <div className="reject-reasons" role="group" aria-label="常用理由">
        {REASONS.map((word) => (
          <Button key={word} size="small" onClick={() => acts.rejectFor(word)}>
            {word}
          </Button>
        ))}
      </div>
      <Input
        autoFocus
        aria-label="为什么不是问题"
        placeholder="为什么不是问题？选一条，或者写明理由"
        maxLength={500}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
      <div className="detail-actions">
        <Button type="primary" htmlType="submit" disabled={isEmpty}>
          不是问题
        </Button>
        <Button onClick={acts.stopRejecting}>取消</Button>
      </div>
    </form>
  );
}
