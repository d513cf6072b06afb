import { accountabilityRoutes } from '@quantu/accountability';
import { registerRoutes } from '@quantu/product-registers';
import { reportRoutes, type ReportView } from '@quantu/reports';
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import { Form, Input, Radio, Select } from 'antd';
import { useState } from 'react';
import { choiceOptions } from '../../registers/inputs/choice-input.tsx';
import { call } from '../../shell/api.ts';
import { FormDialog } from '../../shell/form-dialog.tsx';
import { useDesk, useRefresh } from '../desk.ts';

/** A section to be added or changed, behind which other one; null: at the beginning. */
export interface SectionWish {
  readonly section?: ReportView['sectionsOf'][number];
  readonly after: string | null;
}

interface Fields {
  level: 1 | 2;
  title?: string;
  unit?: string | null;
  dueOn?: string;
  items?: string[];
}

/** Title, level, who writes it by when, and which items of the opinion it answers. */
export function SectionDialog({ wish: { section, after }, onClose }: { wish: SectionWish; onClose: () => void }) {
  const { district, report } = useDesk();
  const refresh = useRefresh(district, report.id);
  const save = useMutation({
    mutationFn: ({ level, title = '', unit, dueOn = '', items = [] }: Fields): Promise<unknown> => {
      const body = { level, title: title.trim(), unit: unit ?? null, dueOn: dueOn === '' ? null : dueOn, items, after };
      const params = { district, report: report.id };
      return section
        ? call(reportRoutes.changeSection, { params: { ...params, section: section.id }, body })
        : call(reportRoutes.addSection, { params, body });
    },
    onSuccess: async () => {
      await refresh();
      onClose();
    },
  });
  const before = report.sectionsOf.find(({ id }) => id === after);
  return (
    <FormDialog<Fields>
      title={section ? '修改章节' : '增加章节'}
      okText="保存"
      initial={{
        level: section?.level ?? before?.level ?? 1,
        title: section?.title ?? '',
        unit: section?.unit?.id ?? null,
        dueOn: section?.dueOn ?? '',
        items: section?.items ?? [],
      }}
      sending={save}
      onSubmit={(fields) => save.mutate(fields)}
      onClose={onClose}
    >
      <Form.Item name="level" label="层次">
        <Radio.Group
          options={[
            { value: 1, label: '一、' },
            { value: 2, label: '（一）' },
          ]}
        />
      </Form.Item>
      <Form.Item name="title" label="标题" extra="不带序号，序号自动编；不填就没有标题，例如报告的开头">
        <Input maxLength={200} autoFocus />
      </Form.Item>
      <Form.Item name="unit" label="执笔单位（不选：政府办）">
        <UnitSelect known={section?.unit ?? null} />
      </Form.Item>
      <Form.Item name="dueOn" label="交稿日期（可以不填）">
        <Input type="date" />
      </Form.Item>
      {report.opinion && (
        <Form.Item name="items" label="答复的意见事项">
          <ItemsSelect opinion={report.opinion.id} />
        </Form.Item>
      )}
    </FormDialog>
  );
}

interface SelectProps<T> {
  id?: string;
  value?: T;
  onChange?: (value: T) => void;
}

function UnitSelect({ known, ...field }: SelectProps<string | null> & { known: { id: string; label: string } | null }) {
  const { district } = useDesk();
  const [text, setText] = useState('');
  const units = useQuery({
    queryKey: ['report-units', district, text],
    queryFn: ({ signal }) =>
      call(registerRoutes.choices, {
        params: { district, register: 'report-section', field: 'unit' },
        query: text === '' ? {} : { text },
        signal,
      }),
    placeholderData: keepPreviousData,
  });
  const options = choiceOptions((units.data?.data ?? []).filter(({ isClosed }) => !isClosed));
  const isThere = known === null || options.some(({ value }) => value === known.id);
  return (
    <Select
      {...field}
      allowClear
      showSearch={{ filterOption: false, onSearch: setText }}
      placeholder="选择，或输入几个字查找"
      notFoundContent={units.isPending ? '正在查找…' : '没有这样的单位'}
      options={
        isThere || text !== '' ? options : [{ value: known.id, label: known.label, title: known.label }, ...options]
      }
      onChange={(value: string | null | undefined) => field.onChange?.(value ?? null)}
    />
  );
}

function ItemsSelect({ opinion, ...field }: SelectProps<string[]> & { opinion: string }) {
  const { district } = useDesk();
  const answer = useQuery({
    queryKey: ['opinions', district, opinion, {}],
    queryFn: ({ signal }) => call(accountabilityRoutes.opinion, { params: { district, opinion }, query: {}, signal }),
  });
  return (
    <Select
      {...field}
      mode="multiple"
      loading={answer.isPending}
      showSearch={{ optionFilterProp: 'label' }}
      options={(answer.data?.data.itemsOf ?? []).map(({ id, number, matter }) => ({
        value: id,
        label: `${number} ${matter}`,
      }))}
    />
  );
}
