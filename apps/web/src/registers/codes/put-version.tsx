import { codeRoutes, type CodeSetRow } from '@quantu/product-registers';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button, Drawer, Form, Input } from 'antd';
import { useState } from 'react';
import { call } from '../../shell/api.ts';
import { todayInChina } from '../../shell/as-of.ts';
import { useDisplay } from '../../shell/display.ts';
import { FaultLine } from '../../shell/states.tsx';
import { CodeRows } from './code-rows.tsx';
import { codesKey, draftsOf, heldVersion, problemOf, rowsOf } from './codes.ts';

interface Props {
  district: string;
  set: CodeSetRow;
  onClose: () => void;
}

interface Words {
  version: string;
  from: string;
  source: string;
}

/** A new version: begins as the one that holds, is changed here, and holds from its day. */
export function PutVersion({ district, set, onClose }: Props) {
  const { message } = App.useApp();
  const client = useQueryClient();
  const { isPhone } = useDisplay();
  const [drafts, setDrafts] = useState(() => draftsOf(heldVersion(set)));
  const [problem, setProblem] = useState<Error | null>(null);
  const put = useMutation({
    mutationFn: ({ version, from, source }: Words) =>
      call(codeRoutes.putCodes, {
        params: { district, set: set.key },
        body: { version: version.trim(), from, source: source.trim(), codes: rowsOf(drafts) },
      }),
    onSuccess: async (answer, { version, from }) => {
      client.setQueryData(codesKey(district), answer);
      await client.invalidateQueries({ queryKey: ['register', district] });
      void message.success(`已发布“${version.trim()}”，自 ${from} 起生效`);
      onClose();
    },
  });
  const send = (words: Words): void => {
    const found = problemOf(drafts);
    setProblem(found === null ? null : new Error(found));
    if (found === null) put.mutate(words);
  };
  return (
    <Drawer open onClose={onClose} title={`${set.label}：发布新版本`} size={isPhone ? '100%' : 860}>
      <Form layout="vertical" requiredMark={false} initialValues={{ from: todayInChina() }} onFinish={send}>
        <Form.Item name="version" label="版本" rules={[{ required: true, whitespace: true, message: '请填写版本' }]}>
          <Input autoFocus maxLength={40} autoComplete="off" placeholder="例如 2027" />
        </Form.Item>
        <Form.Item name="from" label="生效日期" rules={[{ required: true, message: '请选生效日期' }]}>
          <Input type="date" min={todayInChina()} />
        </Form.Item>
        <Form.Item name="source" label="依据" rules={[{ required: true, whitespace: true, message: '请填写依据' }]}>
          <Input maxLength={500} autoComplete="off" placeholder="文件名称和文号" />
        </Form.Item>
        <p className="quiet">删掉的代码自生效日起不能再选，已有记录照旧显示。代码用过就不改写，名称可以改。</p>
        <CodeRows drafts={drafts} onChange={setDrafts} />
        <FaultLine error={problem ?? put.error} />
        <Button type="primary" htmlType="submit" loading={put.isPending}>
          发布
        </Button>
      </Form>
    </Drawer>
  );
}
