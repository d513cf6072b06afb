import { codeRoutes, type CodeRow, type CodeSetRow, type CodeVersionRow } from '@quantu/product-registers';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button, Collapse, Popconfirm, Table, type TableColumnsType } from 'antd';
import { call } from '../../shell/api.ts';
import { pagesBy } from '../../shell/pages.tsx';
import { FaultLine } from '../../shell/states.tsx';
import { codesKey, STANDING_WORD } from './codes.ts';

interface Props {
  district: string;
  set: CodeSetRow;
  canRemove: boolean;
}

/** Every version of a set, the latest first; the one that holds is open. */
export function Versions({ district, set, canRemove }: Props) {
  const { message } = App.useApp();
  const client = useQueryClient();
  const remove = useMutation({
    mutationFn: (version: string) => call(codeRoutes.removeCodes, { params: { district, set: set.key, version } }),
    onSuccess: (answer, version) => {
      client.setQueryData(codesKey(district), answer);
      void message.success(`已撤回“${version}”`);
    },
  });
  return (
    <>
      <FaultLine error={remove.error} />
      <Collapse
        defaultActiveKey={set.versions.filter(({ standing }) => standing !== 'over').map(({ version }) => version)}
        items={set.versions.map((version) => ({
          key: version.version,
          label: `${version.version} · ${STANDING_WORD[version.standing]} · ${sinceWords(version)} · ${version.codes.length} 个代码`,
          children: (
            <>
              <p className="quiet">依据：{version.source}</p>
              {canRemove && version.standing === 'coming' && (
                <Popconfirm title={`撤回“${version.version}”？`} onConfirm={() => remove.mutate(version.version)}>
                  <Button danger>撤回这一版</Button>
                </Popconfirm>
              )}
              <Table
                className="sheet"
                size="small"
                rowKey="code"
                columns={columnsOf(version)}
                dataSource={version.codes}
                pagination={pagesBy(100)}
                scroll={{ x: 'max-content' }}
              />
            </>
          ),
        }))}
      />
    </>
  );
}

const sinceWords = ({ from }: CodeVersionRow): string => (from === null ? '随程序提供' : `自 ${from}`);

function columnsOf({ codes }: CodeVersionRow): TableColumnsType<CodeRow> {
  const labels = new Map(codes.map(({ code, label }) => [code, label]));
  return [
    { title: '代码', dataIndex: 'code' },
    { title: '名称', dataIndex: 'label' },
    { title: '上级', key: 'parent', render: (_, { parent }) => parent && (labels.get(parent) ?? parent) },
    { title: '启用日期', dataIndex: 'from' },
    { title: '停用日期', dataIndex: 'until' },
  ];
}
