import { securityRoutes, type Account } from '@quantu/people';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { call } from '../shell/api.ts';
import { FaultLine } from '../shell/states.tsx';

/** For who lost the telephone and the recovery codes. */
export function ClearSecondFactor({ account, onDone }: { account: Account; onDone: () => void }) {
  const { message } = App.useApp();
  const client = useQueryClient();
  const clear = useMutation({
    mutationFn: () => call(securityRoutes.removeSecondFactor, { params: { account: account.id } }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['accounts'] });
      void message.success('动态口令已清除，其会话已退出');
      onDone();
    },
  });
  return (
    <section className="form-part">
      <Button danger loading={clear.isPending} onClick={() => clear.mutate()}>
        清除动态口令
      </Button>{' '}
      <span className="quiet">本人丢了手机和备用码时用；清除后凭密码登录，重新设置</span>
      <FaultLine error={clear.error} />
    </section>
  );
}
