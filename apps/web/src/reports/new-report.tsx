import { accountabilityRoutes } from '@quantu/accountability';
import { reportRoutes, type ReportRow } from '@quantu/reports';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Form, Input, Select } from 'antd';
import { useNavigate } from 'react-router';
import { call } from '../shell/api.ts';
import { FormDialog } from '../shell/form-dialog.tsx';
import { reportAddress } from './addresses.ts';

interface Fields {
  title: string;
  opinion?: string | null;
  pattern?: string | null;
}

interface Props {
  district: string;
  reports: readonly ReportRow[];
  onClose: () => void;
}

/** 起草报告: on an opinion, after an earlier report, or on a blank page. */
export function NewReport({ district, reports, onClose }: Props) {
  const go = useNavigate();
  const [form] = Form.useForm<Fields>();
  const opinions = useQuery({
    queryKey: ['opinions', district, {}],
    queryFn: ({ signal }) => call(accountabilityRoutes.opinions, { params: { district }, query: {}, signal }),
  });
  const create = useMutation({
    mutationFn: ({ title, opinion, pattern }: Fields) =>
      call(reportRoutes.createReport, {
        params: { district },
        body: { title: title.trim(), opinion: opinion ?? null, pattern: pattern ?? null },
      }),
    onSuccess: ({ data }) => go(reportAddress(district, data.id)),
  });
  const titleOf = (id: string): string => opinions.data?.data.find((one) => one.id === id)?.title ?? '';
  const propose = (id: string | undefined): void => {
    const title: unknown = form.getFieldValue('title');
    if (id !== undefined && (typeof title !== 'string' || title.trim() === '')) {
      form.setFieldValue('title', proposed(titleOf(id)));
    }
  };
  return (
    <FormDialog<Fields>
      title="起草报告"
      okText="起草"
      form={form}
      sending={create}
      onSubmit={(fields) => create.mutate(fields)}
      onClose={onClose}
    >
      <Form.Item
        name="opinion"
        label="所答复的审议意见（可以不选）"
        extra="选了以后，按意见事项列出提纲，由各主办单位执笔"
      >
        <Select
          allowClear
          loading={opinions.isPending}
          showSearch={{ optionFilterProp: 'label' }}
          placeholder="不选：空白起草"
          options={(opinions.data?.data ?? []).map(({ id, title }) => ({ value: id, label: title }))}
          onChange={propose}
        />
      </Form.Item>
      <Form.Item
        name="title"
        label="标题"
        rules={[{ required: true, whitespace: true, message: '请写标题，例如：关于……审议意见办理情况的报告' }]}
      >
        <Input.TextArea autoSize={{ minRows: 1, maxRows: 3 }} maxLength={160} />
      </Form.Item>
      {reports.length > 0 && (
        <Form.Item
          name="pattern"
          label="以往年报告为底稿（可以不选）"
          extra="沿用它的提纲、正文、版头和版记，再逐处改成今年的"
        >
          <Select
            allowClear
            showSearch={{ optionFilterProp: 'label' }}
            options={reports.map(({ id, title }) => ({ value: id, label: title }))}
          />
        </Form.Item>
      )}
    </FormDialog>
  );
}

/** 关于城市品质的审议意见 → 关于城市品质审议意见办理情况的报告. */
function proposed(opinion: string): string {
  const matter = opinion
    .replace(/^.*?关于/u, '')
    .replace(/[〔（(].*$/u, '')
    .replace(/的?审议意见.*$/u, '');
  return matter === '' ? '' : `关于${matter}审议意见办理情况的报告`;
}
