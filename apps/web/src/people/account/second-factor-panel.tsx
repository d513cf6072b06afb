import { secondFactorRoutes } from '@quantu/people';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Form, Input } from 'antd';
import { useState } from 'react';
import { call } from '../../shell/api.ts';
import { FormDialog } from '../../shell/form-dialog.tsx';
import { Light } from '../../shell/light.tsx';
import { moment } from '../../shell/moment.ts';
import { sessionKey, useSession } from '../../shell/session.ts';
import { FaultLine } from '../../shell/states.tsx';
import { passwordRules } from '../password-rules.ts';
import { Enrolment } from './second-factor-enrolment.tsx';

export const secondFactorKey = ['account', 'second-factor'];

/** 动态口令: whether it is on, how to set it up, and how to do without. */
export function SecondFactorPanel() {
  const isDemanded = useSession().data?.data.demands.includes('second-factor') ?? false;
  const client = useQueryClient();
  const [doing, setDoing] = useState<'enrol' | 'remove' | null>(null);
  const state = useQuery({
    queryKey: secondFactorKey,
    queryFn: ({ signal }) => call(secondFactorRoutes.state, { signal }),
  });
  const factor = state.data?.data;
  const done = (): void => {
    setDoing(null);
    void client.invalidateQueries({ queryKey: secondFactorKey });
    void client.invalidateQueries({ queryKey: sessionKey });
  };
  return (
    <section className="panel">
      <h2>动态口令</h2>
      {isDemanded && <p className="demand">■ 您的角色必须用动态口令登录，请先设置，然后才能继续</p>}
      <FaultLine error={state.error} onRetry={() => void state.refetch()} />
      {factor && !factor.isOn && (
        <>
          <p>
            <Light kind="watch" word="没有设置" />
            。设置以后，登录除了密码还要手机验证器上的 6 位数字，别人知道密码也登录不了。
          </p>
          <Button type="primary" onClick={() => setDoing('enrol')}>
            设置动态口令
          </Button>
        </>
      )}
      {factor?.isOn && (
        <>
          <p>
            <Light kind="good" word="已启用" />
            {factor.since !== null && `，${moment(factor.since)} 起`}。备用码还剩 {factor.recoveryCodesLeft} 个
            {factor.recoveryCodesLeft < 3 && <b className="light-watch">，快用完了，可停用后重新设置</b>}
          </p>
          {factor.isRequired ? (
            <p className="quiet">您的角色必须使用，不能停用。换手机请用备用码登录，或找安全管理员清除后重新设置。</p>
          ) : (
            <Button onClick={() => setDoing('remove')}>停用</Button>
          )}
        </>
      )}
      {doing === 'enrol' && (
        <Enrolment asksPassword={factor?.asksPassword ?? true} onDone={done} onCancel={() => setDoing(null)} />
      )}
      {doing === 'remove' && (
        <Remove asksPassword={factor?.asksPassword ?? true} onDone={done} onCancel={() => setDoing(null)} />
      )}
    </section>
  );
}

function Remove({ asksPassword, onDone, onCancel }: Parameters<typeof Enrolment>[0]) {
  const { message } = App.useApp();
  const remove = useMutation({
    mutationFn: (body: { password?: string }) => call(secondFactorRoutes.remove, { body }),
    onSuccess: () => {
      void message.success('动态口令已停用');
      onDone();
    },
  });
  return (
    <FormDialog
      title="停用动态口令"
      okText="停用"
      sending={remove}
      onSubmit={(body: { password?: string }) => remove.mutate(body)}
      onClose={onCancel}
    >
      {asksPassword ? (
        <Form.Item name="password" label="您的密码" rules={passwordRules}>
          <Input.Password autoComplete="current-password" autoFocus />
        </Form.Item>
      ) : (
        <p>停用后，登录只由统一身份认证核对。</p>
      )}
    </FormDialog>
  );
}
