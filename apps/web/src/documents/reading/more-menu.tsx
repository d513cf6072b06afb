import { MoreOutlined } from '@ant-design/icons';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { documentRoutes, type DocumentAnswer, type DocumentRow } from '@quantu/product-documents';
import { Button, Dropdown, Input, Modal, type MenuProps } from 'antd';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { call } from '../../shell/api.ts';
import { FaultLine } from '../../shell/states.tsx';
import { usePaperOf } from '../../accountability/from-document/upload-paper.tsx';

interface Props {
  district: string;
  document: DocumentRow;
  can: DocumentAnswer['can'];
  undo: (() => void) | null;
  onHistory: () => void;
  onHelp: () => void;
}

export function MoreMenu({ district, document, can, undo, onHistory, onHelp }: Props) {
  const [isWithdrawing, setWithdrawing] = useState(false);
  const toOpinion = usePaperOf(district, document.id);
  const items: MenuProps['items'] = [
    ...(undo ? [{ key: 'undo', label: '撤销上一步', onClick: undo }] : []),
    ...(can.change ? [{ key: 'opinion', label: '登记为审议意见', onClick: toOpinion }] : []),
    { key: 'history', label: '修改历史', onClick: onHistory },
    { key: 'print', label: '打印正文', onClick: () => window.print() },
    { key: 'help', label: '键盘操作', onClick: onHelp },
    ...(can.withdraw
      ? [{ key: 'withdraw', label: '撤回这份报告…', danger: true, onClick: () => setWithdrawing(true) }]
      : []),
  ];
  return (
    <>
      <Dropdown menu={{ items }} trigger={['click']}>
        <Button aria-label="更多" icon={<MoreOutlined />} />
      </Dropdown>
      {isWithdrawing && (
        <WithdrawDialog district={district} document={document} onClose={() => setWithdrawing(false)} />
      )}
    </>
  );
}

interface WithdrawProps {
  district: string;
  document: DocumentRow;
  onClose: () => void;
}

/** For the wrong file: it leaves the lists, its history stays. */
function WithdrawDialog({ district, document, onClose }: WithdrawProps) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const [reason, setReason] = useState('');
  const withdraw = useMutation({
    mutationFn: () =>
      call(documentRoutes.withdrawDocument, {
        params: { district, document: document.id },
        body: { version: document.version, reason: reason.trim() },
      }),
    onSuccess: async () => {
      await navigate(`/d/${district}/documents`);
      await client.invalidateQueries();
    },
  });
  return (
    <Modal
      open
      title="撤回这份报告"
      okText="撤回"
      okButtonProps={{ danger: true, disabled: reason.trim() === '' }}
      confirmLoading={withdraw.isPending}
      onOk={() => withdraw.mutate()}
      onCancel={onClose}
    >
      <p>《{document.title}》和由它形成的数据将从列表里去掉，修改历史和原文件保留。</p>
      <Input
        autoFocus
        aria-label="撤回的理由"
        placeholder="理由，例如：传错了文件"
        maxLength={500}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
      <FaultLine error={withdraw.error} />
    </Modal>
  );
}
