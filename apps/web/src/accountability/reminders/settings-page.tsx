import { reminderRoutes, type ReminderSettings, type ReminderWish } from '@quantu/accountability';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, Form, Input, InputNumber, Select, Switch } from 'antd';
import { useState } from 'react';
import { OnlyFor } from '../../people/only-for.tsx';
import { call } from '../../shell/api.ts';
import { PageHead } from '../../shell/page.tsx';
import { useDistrict } from '../../shell/session.ts';
import { Failed, FaultLine, Loading } from '../../shell/states.tsx';
import '../../people/people.css';

const TLS = [
  { value: 'none', label: '不加密（内网）' },
  { value: 'starttls', label: 'STARTTLS' },
  { value: 'tls', label: 'TLS' },
];

/** 提醒设置: mail and webhook of a district. Off until the system administrator turns them on. */
export function ReminderSettingsPage() {
  return (
    <OnlyFor needs="accounts.manage">
      <Settings district={useDistrict()} />
    </OnlyFor>
  );
}

function Settings({ district }: { district: string }) {
  const { message } = App.useApp();
  const client = useQueryClient();
  const key = ['reminder-settings', district];
  const settings = useQuery({
    queryKey: key,
    queryFn: ({ signal }) => call(reminderRoutes.reminderSettings, { params: { district }, signal }),
  });
  const change = useMutation({
    mutationFn: ({ smtpSecret = '', webhookSecret = '', ...rest }: ReminderWish) =>
      call(reminderRoutes.changeReminderSettings, {
        params: { district },
        body: {
          ...rest,
          ...(smtpSecret === '' ? {} : { smtpSecret }),
          ...(webhookSecret === '' ? {} : { webhookSecret }),
        },
      }),
    onSuccess: (answer) => {
      client.setQueryData(key, answer);
      void message.success('已保存');
    },
  });
  if (settings.isPending) return <Loading />;
  if (!settings.data) return <Failed error={settings.error} onRetry={() => void settings.refetch()} />;
  const { hasSmtpSecret, hasWebhookSecret, trouble, waiting, ...fields } = settings.data.data;
  const initial = { ...fields, site: fields.site || window.location.origin };
  return (
    <div className="page">
      <PageHead title="提醒设置" note="到期提醒在系统里总是有；邮件和推送默认不启用" />
      {trouble !== '' && (
        <Alert
          type="warning"
          showIcon
          title={`上一次没有发出：${trouble}`}
          description={`待发 ${waiting} 份，会自动重试`}
        />
      )}
      <Form
        className="panel policy"
        layout="vertical"
        requiredMark={false}
        initialValues={initial}
        onFinish={(body: ReminderWish) => change.mutate(body)}
      >
        <Form.Item name="site" label="本系统地址（邮件里的链接用）">
          <Input maxLength={200} inputMode="url" />
        </Form.Item>
        <Form.Item name="mailOn" label="邮件" valuePropName="checked">
          <Switch checkedChildren="启用" unCheckedChildren="不启用" />
        </Form.Item>
        <Form.Item name="smtpHost" label="邮件服务器">
          <Input maxLength={200} />
        </Form.Item>
        <Form.Item name="smtpPort" label="端口">
          <InputNumber min={1} max={65535} />
        </Form.Item>
        <Form.Item name="smtpTls" label="加密">
          <Select options={TLS} />
        </Form.Item>
        <Form.Item name="smtpUser" label="账号（不需要登录的不填）">
          <Input maxLength={200} autoComplete="off" />
        </Form.Item>
        <Form.Item name="smtpSecret" label={hasSmtpSecret ? '密码（已设置，不填则不变）' : '密码'}>
          <Input.Password maxLength={500} autoComplete="new-password" />
        </Form.Item>
        <Form.Item name="smtpFrom" label="发件地址">
          <Input maxLength={200} />
        </Form.Item>
        <Form.Item name="webhookOn" label="推送（HTTP）" valuePropName="checked">
          <Switch checkedChildren="启用" unCheckedChildren="不启用" />
        </Form.Item>
        <Form.Item name="webhookUrl" label="推送地址">
          <Input maxLength={500} inputMode="url" />
        </Form.Item>
        <Form.Item
          name="webhookSecret"
          label={hasWebhookSecret ? '签名密钥（已设置，不填则不变）' : '签名密钥'}
          extra="请求头 X-Quantu-Signature: sm3=正文的 HMAC-SM3"
        >
          <Input.Password maxLength={500} autoComplete="new-password" />
        </Form.Item>
        <FaultLine error={change.error} />
        <Button type="primary" htmlType="submit" loading={change.isPending}>
          保存
        </Button>
      </Form>
      <Trial district={district} settings={settings.data.data} />
    </div>
  );
}

/** Tries what was saved; the answer is one sentence. */
function Trial({ district, settings }: { district: string; settings: ReminderSettings }) {
  const [to, setTo] = useState('');
  const attempt = useMutation({
    mutationFn: (channel: 'mail' | 'webhook') =>
      call(reminderRoutes.tryReminders, { params: { district }, body: { channel, to } }),
  });
  const trouble = attempt.data?.data.trouble;
  return (
    <section className="panel policy" aria-label="试发">
      <Input
        aria-label="试发到"
        placeholder="收件地址"
        value={to}
        maxLength={200}
        onChange={({ target }) => setTo(target.value)}
      />
      <Button loading={attempt.isPending} disabled={settings.smtpHost === ''} onClick={() => attempt.mutate('mail')}>
        试发一封邮件
      </Button>
      <Button
        loading={attempt.isPending}
        disabled={settings.webhookUrl === ''}
        onClick={() => attempt.mutate('webhook')}
      >
        试推送一次
      </Button>
      {trouble === '' && <Alert type="success" showIcon title="已发出" />}
      {trouble !== undefined && trouble !== '' && <Alert type="error" showIcon title={trouble} />}
      <FaultLine error={attempt.error} />
    </section>
  );
}
