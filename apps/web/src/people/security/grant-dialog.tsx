import { grantRoutes } from '@quantu/people';
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Form, Input, Select } from 'antd';
import { useState } from 'react';
import { call } from '../../shell/api.ts';
import { todayInChina } from '../../shell/as-of.ts';
import { FormDialog } from '../../shell/form-dialog.tsx';
import { useSignedIn } from '../../shell/session.ts';
import { roleWords } from '../role.ts';
import { scopeBody, ScopeFields, type ScopeValues } from './scope-fields.tsx';

interface Fields extends ScopeValues {
  account: string;
  from: string;
  until?: string;
}

export function GrantDialog({ onClose }: { onClose: () => void }) {
  const { message } = App.useApp();
  const { districts } = useSignedIn();
  const client = useQueryClient();
  const [text, setText] = useState('');
  const accounts = useQuery({
    queryKey: ['grants', 'accounts', text],
    queryFn: ({ signal }) =>
      call(grantRoutes.accounts, { query: { ...(text === '' ? {} : { text }), size: 50 }, signal }),
    placeholderData: keepPreviousData,
  });
  const grant = useMutation({
    mutationFn: ({ account, from, until = '', ...scope }: Fields) =>
      call(grantRoutes.grant, { body: { account, ...scopeBody(scope), from, until: until === '' ? null : until } }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['grants'] });
      void message.success('已授予，对方下一次操作起生效');
      onClose();
    },
  });
  const options = (accounts.data?.data ?? [])
    .filter(({ isDisabled }) => !isDisabled)
    .map((account) => ({
      value: account.id,
      label: `${account.displayName || account.name}（${account.name}）`,
      title: roleWords(account),
    }));
  return (
    <FormDialog
      title="授予角色"
      okText="授予"
      initial={{ district: districts.length === 1 ? districts[0]!.code : '', from: todayInChina() }}
      sending={grant}
      onSubmit={(fields: Fields) => grant.mutate(fields)}
      onClose={onClose}
    >
      <Form.Item name="account" label="账号" rules={[{ required: true, message: '请选账号' }]}>
        <Select
          showSearch={{ filterOption: false, onSearch: setText }}
          options={options}
          placeholder="姓名或账号"
          notFoundContent="没有这样的账号，请系统管理员先开设，或者发邀请链接"
        />
      </Form.Item>
      <ScopeFields />
      <Form.Item name="from" label="从" rules={[{ required: true, message: '请填写生效日期' }]}>
        <Input type="date" />
      </Form.Item>
      <Form.Item name="until" label="到（含当天；不填：长期）">
        <Input type="date" />
      </Form.Item>
    </FormDialog>
  );
}
