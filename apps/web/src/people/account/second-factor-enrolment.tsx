import { secondFactorRoutes } from '@quantu/people';
import { useMutation } from '@tanstack/react-query';
import { App, Button, Form, Input, Modal } from 'antd';
import { call } from '../../shell/api.ts';
import { FaultLine } from '../../shell/states.tsx';
import { passwordRules } from '../password-rules.ts';

interface Props {
  /** False: they came through the city's own sign-in, and may have no password here. */
  asksPassword: boolean;
  onDone: () => void;
  onCancel: () => void;
}

/** Three steps: the password, the picture and a code, the recovery codes. */
export function Enrolment({ asksPassword, onDone, onCancel }: Props) {
  const enrol = useMutation({
    mutationFn: (body: { password?: string }) => call(secondFactorRoutes.enrol, { body }),
  });
  const confirm = useMutation({
    mutationFn: ({ code }: { code: string }) => call(secondFactorRoutes.confirm, { body: { code: code.trim() } }),
  });
  const picture = enrol.data?.data;
  const codes = confirm.data?.recoveryCodes;
  // Once it is on, closing must not look like cancelling: the codes are shown this one time.
  const close = codes ? onDone : onCancel;
  return (
    <Modal open title="设置动态口令" footer={null} onCancel={close} mask={{ closable: codes === undefined }}>
      {!picture && (
        <Form layout="vertical" requiredMark={false} onFinish={(fields: { password?: string }) => enrol.mutate(fields)}>
          <p className="quiet">第 1 步，共 3 步：确认是您本人</p>
          {asksPassword ? (
            <Form.Item name="password" label="您的密码" rules={passwordRules}>
              <Input.Password autoComplete="current-password" autoFocus />
            </Form.Item>
          ) : (
            <p>您是从统一身份认证登录的，登录后 10 分钟内可以直接设置。</p>
          )}
          <FaultLine error={enrol.error} />
          <Button type="primary" htmlType="submit" loading={enrol.isPending}>
            下一步
          </Button>
        </Form>
      )}
      {picture && !codes && (
        <>
          <p className="quiet">第 2 步，共 3 步：用手机上的验证器（微信小程序“腾讯身份验证器”等都可以）扫码</p>
          <div className="enrol">
            <img src={`data:image/svg+xml,${encodeURIComponent(picture.svg)}`} alt="动态口令二维码" />
            <div>
              <p>扫不了码，就在验证器里手工输入这个密钥：</p>
              <code className="enrol-secret">{picture.secret.replace(/(.{4})/g, '$1 ').trim()}</code>
            </div>
          </div>
          <Form layout="vertical" requiredMark={false} onFinish={(fields: { code: string }) => confirm.mutate(fields)}>
            <Form.Item
              name="code"
              label="验证器上现在的 6 位数字"
              rules={[{ required: true, whitespace: true, message: '请填写 6 位数字' }]}
            >
              <Input autoFocus inputMode="numeric" autoComplete="one-time-code" maxLength={8} className="code-input" />
            </Form.Item>
            <FaultLine error={confirm.error} />
            <Button type="primary" htmlType="submit" loading={confirm.isPending}>
              启用
            </Button>
          </Form>
        </>
      )}
      {codes && <RecoveryCodes codes={codes} onDone={onDone} />}
    </Modal>
  );
}

function RecoveryCodes({ codes, onDone }: { codes: readonly string[]; onDone: () => void }) {
  const { message } = App.useApp();
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(codes.join('\n'));
      void message.success('已复制');
    } catch {
      void message.info('浏览器不让复制，请选中后手工复制，或者打印');
    }
  };
  return (
    <>
      <p className="quiet">第 3 步，共 3 步：收好备用码</p>
      <p>
        动态口令已启用。手机不在手边时，每个备用码可以代替一次动态口令。<b>只显示这一次</b>，请打印或抄下来收好。
      </p>
      <ul className="recovery-codes" aria-label="备用码">
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
      <div className="bar">
        <Button onClick={() => void copy()}>复制</Button>
        <Button onClick={() => window.print()}>打印</Button>
        <Button type="primary" onClick={onDone}>
          我已收好
        </Button>
      </div>
    </>
  );
}
