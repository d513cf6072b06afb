import { directoryRoutes, type HandOverPreview } from '@quantu/people';
import { registerRoutes } from '@quantu/product-registers';
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Form, Input, Modal, Select } from 'antd';
import { useState } from 'react';
import { call } from '../../shell/api.ts';
import { FaultLine } from '../../shell/states.tsx';
import { textOf } from './tree.ts';

interface Props {
  district: string;
  from: { register: 'organisation' | 'person'; id: string; name: string };
  onClose: () => void;
}

interface Fields {
  successor: string;
  closeOn?: string;
  reason?: string;
}

/** What is open goes to whoever takes over; finished records stay with whom they were. Counted first, then done. */
export function HandOverDialog({ district, from, onClose }: Props) {
  const { message } = App.useApp();
  const client = useQueryClient();
  const [form] = Form.useForm<Fields>();
  const preview = useQuery({
    queryKey: ['hand-over', district, from.register, from.id],
    queryFn: ({ signal }) =>
      call(directoryRoutes.handOverPreview, {
        params: { district, register: from.register, record: from.id },
        signal,
      }),
    staleTime: 0,
  });
  const handOver = useMutation({
    mutationFn: ({ successor, closeOn = '', reason = '' }: Fields) =>
      call(directoryRoutes.handOver, {
        params: { district },
        body: {
          register: from.register,
          record: from.id,
          successor,
          closeOn: closeOn === '' ? null : closeOn,
          ...(reason.trim() === '' ? {} : { reason: reason.trim() }),
        },
      }),
    onSuccess: async ({ data }) => {
      await client.invalidateQueries({ queryKey: ['register', district] });
      void message.success(`已移交 ${data.total} 条记录`);
      onClose();
    },
  });
  const isOrganisation = from.register === 'organisation';
  return (
    <Modal
      open
      title={`${from.name}：移交${isOrganisation ? '、撤销' : ''}`}
      okText="移交"
      okButtonProps={{ disabled: !preview.data }}
      confirmLoading={handOver.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <FaultLine error={preview.error} onRetry={() => void preview.refetch()} />
      {preview.data && <Preview preview={preview.data.data} />}
      <Form form={form} layout="vertical" requiredMark={false} onFinish={(fields) => handOver.mutate(fields)}>
        <Form.Item name="successor" label="由谁接手" rules={[{ required: true, message: '请选接手方' }]}>
          <SuccessorSelect district={district} register={from.register} except={from.id} />
        </Form.Item>
        <Form.Item
          name="closeOn"
          label={isOrganisation ? '撤销日期（不填：只移交，不撤销）' : '离任日期（不填：只移交）'}
          extra={isOrganisation ? '从这一天起单位不再存在，不能再选，历史记录照样能查' : undefined}
        >
          <Input type="date" />
        </Form.Item>
        <Form.Item name="reason" label="依据（可以不填）">
          <Input maxLength={500} placeholder="例如：机构改革方案文号" />
        </Form.Item>
        <FaultLine error={handOver.error} />
      </Form>
    </Modal>
  );
}

function Preview({ preview: { total, registers, grants } }: { preview: HandOverPreview }) {
  return (
    <>
      <p>
        {total === 0 ? '没有未办结的记录。' : `有 ${total} 条未办结的记录，全部移交；已办结的留在原来名下。`}
        {grants > 0 && `另有 ${grants} 项角色与它有关，由安全管理员另行处理。`}
      </p>
      {registers.length > 0 && (
        <ul className="plain-list hand-over">
          {registers.map(({ register, label, field, fieldLabel, count }) => (
            <li key={`${register} ${field}`}>
              <span>
                {label} <span className="quiet">{fieldLabel}</span>
              </span>
              <b>{count} 条</b>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

interface SelectProps {
  district: string;
  register: 'organisation' | 'person';
  except: string;
  value?: string;
  onChange?: (value: string) => void;
  id?: string;
}

/** Asks the server while typing: there may be thousands of persons. */
function SuccessorSelect({ district, register, except, ...input }: SelectProps) {
  const [text, setText] = useState('');
  const query = { ...(text === '' ? {} : { text }), size: 50, fields: 'name,until' };
  const found = useQuery({
    queryKey: ['register', district, register, 'successors', text],
    queryFn: ({ signal }) => call(registerRoutes.records, { params: { district, register }, query, signal }),
    placeholderData: keepPreviousData,
  });
  const options = (found.data?.data ?? [])
    .filter(({ id, values }) => id !== except && (values['until'] ?? null) === null)
    .map(({ id, values }) => ({ value: id, label: textOf(values['name']) ?? id }));
  return (
    <Select
      {...input}
      showSearch={{ filterOption: false, onSearch: setText }}
      options={options}
      placeholder="输入名称查找"
      notFoundContent="没有找到"
    />
  );
}
