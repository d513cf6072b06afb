import { useQuery } from '@tanstack/react-query';
import {
  documentRoutes,
  FIGURE_KINDS,
  FIGURE_STATES,
  FIGURE_STATE_WORDS,
  type FiguresAnswer,
} from '@quantu/product-documents';
import { Select } from 'antd';
import { call } from '../shell/api.ts';
import { FIGURE_KIND_WORD } from '../shell/figure-words.ts';
import { SearchBox } from '../shell/search-box.tsx';

interface Props {
  district: string;
  search: URLSearchParams;
  show: (part: Record<string, string>) => void;
  units: FiguresAnswer['units'];
}

const STATES = FIGURE_STATES.map((state) => ({ value: state, label: FIGURE_STATE_WORDS[state] }));
const KINDS = FIGURE_KINDS.map((kind) => ({ value: kind, label: FIGURE_KIND_WORD[kind] }));

export function FigureFilters({ district, search, show, units }: Props) {
  const documents = useQuery({
    queryKey: ['documents', district, 'accepted-names'],
    queryFn: ({ signal }) =>
      call(documentRoutes.listDocuments, { params: { district }, query: { state: 'accepted', size: 200 }, signal }),
  });
  const names = (documents.data?.data ?? []).map(({ id, title, number }) => ({
    value: id,
    label: number === null ? title : `${number} ${title}`,
  }));
  return (
    <div className="bar" role="search">
      <SearchBox
        label="按指标名称查找"
        placeholder="指标、原文"
        text={search.get('text') ?? ''}
        onSearch={(text) => show({ text })}
      />
      <Choice
        label="单位"
        value={search.get('unit')}
        options={units.map(({ unit, count }) => ({ value: unit, label: `${unit}（${count}）` }))}
        onChange={(unit) => show({ unit })}
      />
      <Choice label="类别" value={search.get('kind')} options={KINDS} onChange={(kind) => show({ kind })} />
      <Choice label="状态" value={search.get('state')} options={STATES} onChange={(state) => show({ state })} />
      <Choice
        label="报告"
        isWide
        value={search.get('document')}
        options={names}
        onChange={(document) => show({ document })}
      />
    </div>
  );
}

interface ChoiceProps {
  label: string;
  value: string | null;
  options: { value: string; label: string }[];
  isWide?: boolean;
  onChange: (value: string) => void;
}

function Choice({ label, value, options, isWide = false, onChange }: ChoiceProps) {
  return (
    <Select
      allowClear
      showSearch={{ optionFilterProp: 'label' }}
      aria-label={label}
      placeholder={label}
      className={isWide ? 'choice-wide' : 'choice'}
      popupMatchSelectWidth={false}
      value={value}
      options={options}
      onChange={(chosen: string | null | undefined) => onChange(chosen ?? '')}
    />
  );
}
