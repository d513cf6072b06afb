import { grantRoutes, ROLES, type Grant } from '@quantu/people';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Input, Modal } from 'antd';
import { useState } from 'react';
import { call } from '../../shell/api.ts';
import { FaultLine } from '../../shell/states.tsx';

export function RevokeDialog({ grant, onClose }: { grant: Grant; onClose: () => void }) {
  const { message } = App.useApp();
  const client = useQueryClient();
  const [reason, setReason] = useState('');
  const who = grant.displayName || grant.accountName;
  const revoke = useMutation({
    mutationFn: () =>
      call(grantRoutes.revoke, {
        params: { grant: grant.id },
        query: reason.trim() === '' ? {} : { reason: reason.trim() },
      }),
    onSuccess: async ({ removed }) => {
      await client.invalidateQueries({ queryKey: ['grants'] });
      void message.success(removed > 1 ? `已收回，连同由它委托出去的 ${removed - 1} 项` : '已收回');
      onClose();
    },
  });
  return (
    <Modal
      open
      title={`收回 ${who} 的“${ROLES[grant.role].label}”`}
      okText="收回"
      okButtonProps={{ danger: true }}
      confirmLoading={revoke.isPending}
      onOk={() => revoke.mutate()}
      onCancel={onClose}
    >
      <p>立即生效，由它委托出去的一并收回。{who} 已经做过的事不受影响，记录都在。</p>
      <label htmlFor="revoke-reason">理由（进入操作记录，可以不填）</label>
      <Input id="revoke-reason" maxLength={500} value={reason} onChange={({ target }) => setReason(target.value)} />
      <FaultLine error={revoke.error} />
    </Modal>
  );
}
