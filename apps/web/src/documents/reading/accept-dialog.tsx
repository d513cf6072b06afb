import type { DocumentRow, Proposal } from '@quantu/product-documents';
import { Button, Modal } from 'antd';
import { ENTITY_TYPE_WORD } from '../../shell/entity-words.ts';
import { Light } from '../../shell/light.tsx';
import { FaultLine } from '../../shell/states.tsx';
import { walk, type Lists } from './model.ts';
import type { Writer } from './use-document.ts';

interface Props {
  document: DocumentRow;
  lists: Lists;
  writer: Writer;
  onClose: () => void;
}

/** What rows accepting will make, and what nobody has looked at yet. */
export function AcceptDialog({ document, lists, writer, onClose }: Props) {
  const open = walk(lists).filter(({ state, kind }) => state === 'proposed' && kind !== 'finding').length;
  const findings = lists.finding.filter(({ state }) => state === 'proposed').length;
  const rows = rowsOf([...lists.opinion, ...walk(lists)]);
  const accept = (): void => writer.mutate({ route: 'accept', version: document.version }, { onSuccess: onClose });
  return (
    <Modal
      open
      title="采纳报告"
      onCancel={onClose}
      footer={
        <div className="dialog-actions">
          <Button onClick={onClose}>再看看</Button>
          {open > 0 && (
            <Button loading={writer.isPending} onClick={() => writer.mutate({ route: 'acceptAll' })}>
              先采纳未核对的 {open} 条
            </Button>
          )}
          <Button type="primary" loading={writer.isPending} onClick={accept}>
            采纳报告
          </Button>
        </div>
      }
    >
      <p>采纳后，识读结果转为数据：</p>
      <dl className="accept-rows">
        {rows.map(([word, count]) => (
          <div key={word}>
            <dt>{word}</dt>
            <dd>{count}</dd>
          </div>
        ))}
      </dl>
      {open > 0 && (
        <p>
          <Light kind="watch" word={`还有 ${open} 条没有核对`} />
        </p>
      )}
      {findings > 0 && (
        <p>
          <Light kind="watch" word={`还有 ${findings} 处发现没有处理`} />
        </p>
      )}
      <p className="quiet">数字在附上佐证以前，状态是“无台账支撑”。采纳以后仍然可以改正，每次改动都留有记录。</p>
      <FaultLine error={writer.error} />
    </Modal>
  );
}

/** Rows by register, without what was rejected. */
function rowsOf(proposals: readonly Proposal[]): [string, number][] {
  const counts = new Map<string, number>();
  for (const proposal of new Set(proposals)) {
    const word = registerOf(proposal);
    if (word !== null && proposal.state !== 'rejected') counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return [...counts];
}

function registerOf(proposal: Proposal): string | null {
  switch (proposal.kind) {
    case 'opinion':
      return '审议意见';
    case 'measure':
      return '举措';
    case 'figure':
      return '数字';
    case 'commitment':
      return '承诺';
    case 'entity':
      return ENTITY_TYPE_WORD[proposal.value.type];
    case 'head':
    case 'finding':
      return null;
  }
}
