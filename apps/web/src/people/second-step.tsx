import { secondFactorRoutes, type SessionAnswer } from '@quantu/people';
import { useMutation } from '@tanstack/react-query';
import { Button, Form, Input } from 'antd';
import { call } from '../shell/api.ts';
import { FaultLine } from '../shell/states.tsx';

interface Props {
  challenge: string;
  onSignedIn: (answer: SessionAnswer) => void;
  onBack: () => void;
}

/** The second step of signing in, whichever way the first went. */
export function SecondStep({ challenge, onSignedIn, onBack }: Props) {
  const finish = useMutation({
    mutationFn: ({ code }: { code: string }) =>
      call(secondFactorRoutes.finish, { body: { challenge, code: code.trim() } }),
    onSuccess: onSignedIn,
  });
  return (
    <>
      <h2>动态口令</h2>
      <Form layout="vertical" requiredMark={false} onFinish={(fields: { code: string }) => finish.mutate(fields)}>
        <Form.Item
          name="code"
          label="手机验证器上的 6 位数字，或一个备用码"
          rules={[{ required: true, whitespace: true, message: '请填写动态口令' }]}
        >
          <Input autoFocus autoComplete="one-time-code" maxLength={32} className="code-input" />
        </Form.Item>
        <FaultLine error={finish.error} />
        <Button type="primary" htmlType="submit" block loading={finish.isPending}>
          登录
        </Button>
        <Button type="link" block onClick={onBack}>
          换一个账号
        </Button>
      </Form>
    </>
  );
}
