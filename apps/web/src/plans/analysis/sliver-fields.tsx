import { InputNumber } from 'antd';

interface Sliver {
  readonly minM2: number;
  readonly widthM: number;
}

/** From which size on a difference counts: what is smaller or thinner is counted and summed apart. */
export function SliverFields({ sliver, onChange }: { sliver: Sliver; onChange: (sliver: Sliver) => void }) {
  return (
    <>
      <label>
        最小面积{' '}
        <InputNumber
          min={0}
          max={1_000_000}
          value={sliver.minM2}
          onChange={(minM2) => onChange({ ...sliver, minM2: minM2 ?? 0 })}
        />{' '}
        平方米
      </label>
      <label>
        细长的平均宽度小于{' '}
        <InputNumber
          min={0}
          max={1000}
          value={sliver.widthM}
          onChange={(widthM) => onChange({ ...sliver, widthM: widthM ?? 0 })}
        />{' '}
        米
      </label>
    </>
  );
}
