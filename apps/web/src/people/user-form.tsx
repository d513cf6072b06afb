import { useMutation, useQueryClient } from '@tanstack/react-query';
import { peopleRoutes, type Account, type Role } from '@quantu/people';
import { App, Form, Input, Modal, Radio, Switch } from 'antd';
import { call } from '../shell/api.ts';
import { useSignedIn } from '../shell/session.ts';
import { FaultLine } from '../shell/states.tsx';
import { ClearSecondFactor } from './clear-second-factor.tsx';
import { LinkedPersons } from './linked-persons.tsx';
import { passwordRules } from './password-rules.ts';
import { ROLE_OPTIONS } from './role.ts';

export type UserFormSubject = 'new' | Account;

interface Fields {
  name: string;
  displayName: string;
  role?: Role;
  password?: string;
  isDisabled: boolean;
}

function save(subject: UserFormSubject, { name, displayName, role, password = '', isDisabled }: Fields) {
  if (subject === 'new') {
    const body = { name, displayName, password, ...(role ? { role } : {}) };
    return call(peopleRoutes.createAccount, { body });
  }
  const body = { displayName, isDisabled, ...(password === '' ? {} : { password }) };
  return call(peopleRoutes.changeAccount, { params: { account: subject.id }, body });
}

/** One form for a new account and for a change of one. */
export function UserForm({ subject, onClose }: { subject: UserFormSubject; onClose: () => void }) {
  const { account, can } = useSignedIn();
  const client = useQueryClient();
  const { message } = App.useApp();
  const [form] = Form.useForm<Fields>();
  const isNew = subject === 'new';
  const isSelf = !isNew && subject.id === account.id;
  const change = useMutation({
    mutationFn: (fields: Fields) => save(subject, fields),
    onSuccess: async (answer) => {
      await client.invalidateQueries({ queryKey: ['accounts'] });
      void message.success(isNew ? `已新建账号 ${answer.data.name}` : '已保存');
      onClose();
    },
  });
  return (
    <Modal
      open
      title={isNew ? '新建用户' : `修改 ${subject.name}`}
      okText={isNew ? '新建' : '保存'}
      onOk={() => form.submit()}
      onCancel={onClose}
      confirmLoading={change.isPending}
    >
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={
          isNew ? { ...(can.grant ? { role: 'writer' } : {}), isDisabled: false, displayName: '' } : { ...subject }
        }
        onFinish={(fields) => change.mutate(fields)}
      >
        {isNew && (
          <Form.Item name="name" label="账号" rules={[{ required: true, whitespace: true, message: '请填写账号' }]}>
            <Input autoFocus autoComplete="off" maxLength={64} />
          </Form.Item>
        )}
        <Form.Item name="displayName" label="姓名">
          <Input autoComplete="off" maxLength={64} />
        </Form.Item>
        {isNew && can.grant && (
          <Form.Item name="role" label="角色" extra="更多角色、单位和期限在“授权”里">
            <Radio.Group className="stack" options={ROLE_OPTIONS} />
          </Form.Item>
        )}
        {isNew && !can.grant && <p className="quiet">新账号还没有角色，由安全管理员授予。</p>}
        <Form.Item name="password" label={isNew ? '密码' : '新密码（不填则不变）'} rules={isNew ? passwordRules : []}>
          <Input.Password autoComplete="new-password" />
        </Form.Item>
        {!isNew && (
          <Form.Item name="isDisabled" label="停用这个账号" valuePropName="checked" layout="horizontal">
            <Switch disabled={isSelf} checkedChildren="停用" unCheckedChildren="可用" />
          </Form.Item>
        )}
        <FaultLine error={change.error} />
      </Form>
      {!isNew && <LinkedPersons account={subject} />}
      {!isNew && can.grant && subject.hasSecondFactor && <ClearSecondFactor account={subject} onDone={onClose} />}
    </Modal>
  );
}
