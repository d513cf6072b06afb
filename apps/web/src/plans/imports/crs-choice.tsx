import type { ImportedLayer } from '@quantu/plans';
import { crsOf, KNOWN_CRS } from '@quantu/spatial-files';
import { Alert, Checkbox, Select } from 'antd';
import { Light } from '../../shell/light.tsx';
import { needsConfirming } from './open-questions.ts';

interface Props {
  layer: ImportedLayer;
  isBusy: boolean;
  onChange: (part: Partial<ImportedLayer>) => void;
}

const WARNINGS: Readonly<Record<string, string>> = {
  'GCJ-02':
    '数据像是加过偏移的火星坐标（GCJ-02，多来自高德、腾讯地图）。选它会换算回 CGCS2000，误差几厘米；不选会整体偏约 560 米。',
  'BD-09': '数据像是百度坐标（BD-09）。选它会换算回 CGCS2000；不选会整体偏约 1.2 公里。',
};

/** The coordinate system with why it is thought so, the alternatives, and the doubt to confirm. */
export function CrsChoice({ layer, isBusy, onChange }: Props) {
  const { crs, alternatives, chosenCrs } = layer;
  const guesses = crs ? [crs, ...alternatives] : alternatives;
  const others = KNOWN_CRS.filter(({ id }) => guesses.every(({ code }) => code !== id));
  const label = (code: string): string => guesses.find((one) => one.code === code)?.label ?? crsOf(code)?.name ?? code;
  const warning = WARNINGS[chosenCrs ?? ''] ?? guesses.map(({ code }) => WARNINGS[code]).find((one) => one);
  return (
    <fieldset>
      <legend>坐标系</legend>
      <Select
        aria-label="坐标系"
        showSearch={{ optionFilterProp: 'label' }}
        disabled={isBusy}
        value={chosenCrs}
        placeholder="选坐标系"
        options={[
          { label: '识别出的', options: guesses.map(({ code }) => ({ value: code, label: label(code) })) },
          { label: '其他', options: others.map(({ id, name }) => ({ value: id, label: `${name}（${id}）` })) },
        ]}
        onChange={(code: string) => onChange({ chosenCrs: code, isCrsConfirmed: false })}
      />
      {crs ? (
        <p className="crs-why">
          <Light
            kind={crs.confidence >= 0.9 ? 'good' : crs.confidence >= 0.6 ? 'watch' : 'bad'}
            word={crs.confidence >= 0.9 ? '有把握' : crs.confidence >= 0.6 ? '不太有把握' : '没有把握'}
          />{' '}
          {crs.why}
        </p>
      ) : (
        <p className="problem">■ 文件没有说坐标系，坐标也看不出来，请选一个</p>
      )}
      {warning !== undefined && <Alert type="warning" showIcon title={warning} />}
      {alternatives.length > 0 && (
        <ul className="crs-others" aria-label="其他可能">
          {alternatives.map(({ code, label, why }) => (
            <li key={code}>
              <button
                type="button"
                disabled={isBusy}
                onClick={() => onChange({ chosenCrs: code, isCrsConfirmed: false })}
              >
                {chosenCrs === code ? '✓ ' : ''}
                {label}
              </button>
              <span className="quiet">{why}</span>
            </li>
          ))}
        </ul>
      )}
      {needsConfirming(layer) && (
        <Checkbox
          checked={layer.isCrsConfirmed}
          disabled={isBusy}
          onChange={({ target }) => onChange({ isCrsConfirmed: target.checked })}
        >
          我在地图上核对过，位置正确
        </Checkbox>
      )}
    </fieldset>
  );
}
