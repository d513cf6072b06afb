import { addDays } from '@quantu/base';
import { grantRoutes, ROLES, type Grant } from '@quantu/people';
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import { App, Form, Input, Select } from 'antd';
import { useState } from 'react';
import { call } from '../../shell/api.ts';
import { todayInChina } from '../../shell/as-of.ts';
import { FormDialog } from '../../shell/form-dialog.tsx';
import { useSignedIn } from '../../shell/session.ts';

interface Fields {
  to: string;
  from: string;
  until: string;
  reason?: string;
}

interface Props {
  grant: Grant;
  onClose: () => void;
  onDone: () => void;
}

/** To whom, from when to when; a delegation without an end there is not. */
export function DelegateDialog({ grant, onClose, onDone }: Props) {
  const { message } = App.useApp();
  const { account, districts } = useSignedIn();
  const [text, setText] = useState('');
  const today = todayInChina();
  const district = grant.district ?? districts[0]?.code ?? '';
  const colleagues = useQuery({
    queryKey: ['colleagues', district, text],
    queryFn: ({ signal }) =>
      call(grantRoutes.colleagues, { params: { district }, query: text === '' ? {} : { text }, signal }),
    enabled: district !== '',
    placeholderData: keepPreviousData,
  });
  const delegate = useMutation({
    mutationFn: ({ to, from, until, reason = '' }: Fields) =>
      call(grantRoutes.delegate, {
        body: { grant: grant.id, to, from, until, ...(reason.trim() === '' ? {} : { reason: reason.trim() }) },
      }),
    onSuccess: () => {
      void message.success('已委托，到期自动收回');
      onDone();
    },
  });
  const options = (colleagues.data?.data ?? [])
    .filter(({ name }) => name !== account.name)
    .map(({ name, displayName }) => ({ value: name, label: displayName === '' ? name : `${displayName}（${name}）` }));
  return (
    <FormDialog
      title={`委托 ${ROLES[grant.role].label}`}
      okText="委托"
      initial={{ from: today, until: addDays(today, 7) }}
      sending={delegate}
      onSubmit={(fields: Fields) => delegate.mutate(fields)}
      onClose={onClose}
    >
      <Form.Item name="to" label="委托给" rules={[{ required: true, message: '请选一位同事' }]}>
        <Select
          showSearch={{ filterOption: false, onSearch: setText }}
          options={options}
          placeholder="姓名或账号"
          notFoundContent="区划内没有这样的账号"
        />
      </Form.Item>
      <Form.Item name="from" label="从" rules={[{ required: true, message: '请填写起始日期' }]}>
        <Input type="date" min={today} />
      </Form.Item>
      <Form.Item name="until" label="到（含当天）" rules={[{ required: true, message: '委托必须有截止日期' }]}>
        <Input type="date" min={today} {...(grant.until === null ? {} : { max: grant.until })} />
      </Form.Item>
      <Form.Item name="reason" label="事由（可以不填）">
        <Input maxLength={500} placeholder="例如：外出培训" />
      </Form.Item>
    </FormDialog>
  );
}
