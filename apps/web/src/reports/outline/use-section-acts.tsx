import { reportRoutes, type ReportView } from '@quantu/reports';
import { useMutation } from '@tanstack/react-query';
import { App } from 'antd';
import { useState, type ReactNode } from 'react';
import { call } from '../../shell/api.ts';
import { sentenceOf } from '../../shell/states.tsx';
import { StepDialog } from '../bar/step-dialog.tsx';
import { useDesk, useRefresh } from '../desk.ts';
import { conflictsIn } from '../editor/conflicts.ts';
import type { SectionWish } from './section-dialog.tsx';

type Section = ReportView['sectionsOf'][number];
type Step = 'submit' | 'approve' | 'return';
const STEPS: readonly (readonly [step: Step, label: string])[] = [
  ['submit', '交稿'],
  ['approve', '审定'],
  ['return', '退回'],
];

interface Act {
  readonly key: string;
  readonly label: string;
  readonly act: () => void;
  readonly isDanger?: true;
}

/** What the reader may do with each section, and the dialog of the step that is being taken. */
export function useSectionActs(onWish: (wish: SectionWish) => void): {
  readonly of: (section: Section) => readonly Act[];
  readonly dialog: ReactNode;
} {
  const { district, report, paper, found } = useDesk();
  const { message, modal } = App.useApp();
  const refresh = useRefresh(district, report.id);
  const [taking, take] = useState<{ section: Section; step: Step; label: string } | null>(null);
  const params = (section: string) => ({ district, report: report.id, section });
  const failed = (error: Error): void => void message.error(sentenceOf(error));
  const move = useMutation({
    mutationFn: ({ section, after }: { section: Section; after: string | null }) =>
      call(reportRoutes.changeSection, { params: params(section.id), body: { ...wishOf(section), after } }),
    onSuccess: refresh,
    onError: failed,
  });
  const remove = useMutation({
    mutationFn: (section: Section) => call(reportRoutes.removeSection, { params: params(section.id) }),
    onSuccess: refresh,
    onError: failed,
  });
  const draft = useMutation({
    mutationFn: (section: Section) =>
      call(reportRoutes.draft, { params: { district, report: report.id }, body: { section: section.id } }),
    onSuccess: ({ data }, section) => {
      if (data.blocks.length === 0) void message.info('台账和任务里还没有可以拟稿的内容');
      else paper?.editor.insert(section.id, data.blocks);
    },
    onError: failed,
  });
  const arranging = (section: Section): Act[] => {
    const all = report.sectionsOf;
    const at = all.indexOf(section);
    const to = (index: number) => () => move.mutate({ section, after: all[index]?.id ?? null });
    return [
      { key: 'change', label: '修改标题、分工', act: () => onWish({ section, after: all[at - 1]?.id ?? null }) },
      ...(at > 0 ? [{ key: 'up', label: '上移', act: to(at - 2) }] : []),
      ...(at < all.length - 1 ? [{ key: 'down', label: '下移', act: to(at + 1) }] : []),
      { key: 'add', label: '在后面增加章节', act: () => onWish({ after: section.id }) },
      {
        key: 'remove',
        label: '删除',
        isDanger: true,
        act: () =>
          void modal.confirm({
            title: `删除“${section.title === '' ? '开头' : section.title}”？`,
            content: '正文和标题从报告里拿掉，以前留下的版本里仍然有。',
            okText: '删除',
            okButtonProps: { danger: true },
            onOk: () => remove.mutate(section),
          }),
      },
    ];
  };
  const of = (section: Section): Act[] => [
    ...STEPS.filter(([step]) => section.can[step]).map(([step, label]) => ({
      key: step,
      label,
      act: () => take({ section, step, label }),
    })),
    ...(section.can.write ? [{ key: 'draft', label: '拟稿', act: () => draft.mutate(section) }] : []),
    ...(report.can.arrange ? arranging(section) : []),
  ];
  const errors = found.filter(
    ({ severity, places: [place] }) =>
      severity === 'error' && place !== undefined && place.in !== 'head' && place.section === taking?.section.id,
  ).length;
  const open =
    taking && paper
      ? conflictsIn(paper.editor.view.state).filter(({ section }) => section === taking.section.id).length
      : 0;
  const dialog = taking && (
    <StepDialog
      title={`${taking.label}：${taking.section.title === '' ? '开头' : taking.section.title}`}
      word={taking.label}
      needsReason={taking.step === 'return'}
      notes={[
        ...(taking.step !== 'return' && errors > 0 ? [`这一章节还有 ${errors} 处必须改的问题`] : []),
        ...(open > 0 ? [`还有 ${open} 处两人同时改的地方没有选定`] : []),
      ]}
      take={async (reason) => {
        await paper?.saver.settled();
        await call(reportRoutes.stepSection, {
          params: params(taking.section.id),
          body: { step: taking.step, reason },
        });
      }}
      onClose={() => take(null)}
    />
  );
  return { of, dialog };
}

export function wishOf({ level, title, unit, dueOn, items }: Section) {
  return { level, title, unit: unit?.id ?? null, dueOn, items };
}
