import type { ImportedLayer } from '@quantu/plans';
import { Select } from 'antd';
import { useLayerChoices } from '../use-layer-choices.ts';

interface Props {
  layer: ImportedLayer;
  isBusy: boolean;
  onChange: (part: Partial<ImportedLayer>) => void;
}

type Part = 'keyField' | 'codeField' | 'nameField';
const PARTS: readonly (readonly [Part, string, string])[] = [
  ['keyField', '唯一标识', '没有，按图形认'],
  ['codeField', '分类代码', '没有'],
  ['nameField', '名称', '没有'],
];

/** What the fields of the file are; the others are kept as attributes as they stand. */
export function FieldsChoice({ layer, isBusy, onChange }: Props) {
  const standards = useLayerChoices('codeSet');
  const options = layer.fields.map(({ name, samples }) => ({
    value: name,
    label: samples[0] === undefined ? name : `${name}（${samples[0]}）`,
  }));
  return (
    <fieldset>
      <legend>字段</legend>
      <div className="match-new">
        {PARTS.map(([part, word, none]) => (
          <label key={part}>
            {word}
            <Select
              aria-label={`${word}字段`}
              disabled={isBusy}
              allowClear
              showSearch={{ optionFilterProp: 'label' }}
              value={layer[part]}
              placeholder={none}
              options={options}
              onChange={(field: string | undefined) => onChange({ [part]: field ?? null })}
            />
          </label>
        ))}
        {layer.codeField !== null && (
          <label>
            分类标准
            <Select
              aria-label="分类标准"
              disabled={isBusy}
              allowClear
              value={layer.codeSet}
              placeholder="不核对代码"
              options={standards}
              onChange={(codeSet: string | undefined) => onChange({ codeSet: codeSet ?? null })}
            />
          </label>
        )}
      </div>
      <details>
        <summary>全部 {layer.fields.length} 个字段</summary>
        <table className="field-table">
          <thead>
            <tr>
              <th scope="col">字段</th>
              <th scope="col">类型</th>
              <th scope="col">例</th>
            </tr>
          </thead>
          <tbody>
            {layer.fields.map(({ name, kind, samples }) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                <td>{KIND_WORDS[kind] ?? kind}</td>
                <td>{samples.join('、')}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </fieldset>
  );
}

const KIND_WORDS: Readonly<Record<string, string>> = {
  text: '文字',
  string: '文字',
  number: '数',
  integer: '整数',
  boolean: '是否',
  date: '日期',
};
