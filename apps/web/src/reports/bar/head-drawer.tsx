import { reportRoutes, type ReportHead } from '@quantu/reports';
import { useMutation } from '@tanstack/react-query';
import { Button, Drawer, Form, Input } from 'antd';
import { useState } from 'react';
import { call } from '../../shell/api.ts';
import { useDisplay } from '../../shell/display.ts';
import { FaultLine } from '../../shell/states.tsx';
import { useDesk, useRefresh } from '../desk.ts';

type Key = keyof ReportHead;
interface Field {
  readonly key: Key;
  readonly label: string;
  readonly hint?: string;
  /** Several, one a line; or a day. */
  readonly kind?: 'lines' | 'day';
}

const FIELDS: readonly Field[] = [
  { key: 'title', label: '标题', kind: 'lines', hint: '一行一行断开；只写一行的由程序断行' },
  { key: 'redHead', label: '发文机关标志', hint: '例如：泉州市泉港区人民政府文件；不填不印红头' },
  { key: 'number', label: '发文字号', hint: '例如：泉港政综〔2026〕87号' },
  { key: 'signers', label: '签发人', kind: 'lines', hint: '上行文才写，一行一人' },
  { key: 'addressee', label: '主送机关', hint: '不带冒号' },
  { key: 'attachments', label: '附件', kind: 'lines', hint: '一行一件，不带序号' },
  { key: 'issuers', label: '署名', kind: 'lines', hint: '一行一个机关' },
  { key: 'dated', label: '成文日期', kind: 'day' },
  { key: 'note', label: '附注', hint: '不带括号，例如：此件主动公开' },
  { key: 'copyTo', label: '抄送机关', kind: 'lines', hint: '一行一个' },
  { key: 'printer', label: '印发机关' },
  { key: 'printedOn', label: '印发日期', kind: 'day' },
];

type Typed = Record<Key, string>;

const typedOf = (head: ReportHead): Typed =>
  Object.fromEntries(FIELDS.map(({ key }) => [key, [head[key]].flat().join('\n')])) as Typed;

const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

const headOf = (typed: Typed): ReportHead =>
  Object.fromEntries(
    FIELDS.map(({ key, kind }) => [key, kind === 'lines' ? linesOf(typed[key]) : (typed[key] ?? '').trim()]),
  ) as unknown as ReportHead;

/** 版头、版记: what stands around the text. */
export function HeadDrawer({ onClose }: { onClose: () => void }) {
  const { district, report } = useDesk();
  const { isPhone } = useDisplay();
  // What was opened is what is changed, whatever arrives meanwhile.
  const [opened] = useState(report);
  const refresh = useRefresh(district, report.id);
  const save = useMutation({
    mutationFn: (typed: Typed) =>
      call(reportRoutes.arrangeReport, {
        params: { district, report: report.id },
        body: { base: opened.revision, head: headOf(typed) as never, asOf: opened.asOf },
      }),
    onSuccess: async () => {
      await refresh();
      onClose();
    },
  });
  return (
    <Drawer open onClose={onClose} title="版头版记" size={isPhone ? '100%' : 460}>
      <Form
        layout="vertical"
        requiredMark={false}
        initialValues={typedOf(opened.head)}
        onFinish={(typed: Typed) => save.mutate(typed)}
      >
        {FIELDS.map(({ key, label, hint, kind }) => (
          <Form.Item key={key} name={key} label={label} extra={hint}>
            {kind === 'lines' ? (
              <Input.TextArea autoSize={{ minRows: 1, maxRows: 8 }} />
            ) : (
              <Input type={kind === 'day' ? 'date' : 'text'} maxLength={400} />
            )}
          </Form.Item>
        ))}
        <FaultLine error={save.error} />
        <Button type="primary" htmlType="submit" loading={save.isPending}>
          保存
        </Button>
      </Form>
    </Drawer>
  );
}
