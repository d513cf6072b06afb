import { PURPOSES, type OverlayRun, type Purpose, type RunResult } from '@quantu/plans';
import { Button, Select } from 'antd';
import { useState } from 'react';
import { FaultLine } from '../../shell/states.tsx';
import { useStartOverlay, wishOf } from './use-overlays.ts';

type Codes = RunResult['undecided'];
const OPTIONS = Object.entries(PURPOSES).map(([value, label]) => ({ value, label }));

/** Codes that nobody has decided how to read; a person decides here, and the run is made again. */
export function Undecided({ run, undecided }: { run: OverlayRun; undecided: Codes }) {
  const start = useStartOverlay();
  const [chosen, setChosen] = useState<Readonly<Record<string, Purpose>>>({});
  if (undecided.length === 0) return <p className="quiet">所有编码都有读法。</p>;
  const keyOf = ({ layer, code }: Codes[number]): string => `${layer}/${code ?? ''}`;
  const again = (): void => {
    const wish = wishOf(run);
    const layers = wish.layers.map((one) => {
      const own = undecided.filter((code) => code.layer === one.layer && chosen[keyOf(code)] !== undefined);
      const readings = Object.fromEntries(own.map((code) => [code.code ?? '', chosen[keyOf(code)]!]));
      return { ...one, readings: { ...one.readings, ...readings } };
    });
    start.mutate({ ...wish, layers });
  };
  return (
    <>
      <p className="quiet">这些编码程序不猜：选好怎么读，再叠加一次。没有选的在矩阵里列为“待定”，不参加冲突判断。</p>
      <div className="overlay-scroll">
        <table className="overlay-table">
          <thead>
            <tr>
              <th scope="col">图层</th>
              <th scope="col" className="overlay-word">
                编码
              </th>
              <th scope="col">要素</th>
              <th scope="col" className="overlay-word">
                读作
              </th>
            </tr>
          </thead>
          <tbody>
            {undecided.map((code) => (
              <tr key={`${keyOf(code)}/${code.aspect}`}>
                <th scope="row">{code.layerName}</th>
                <td className="overlay-word">{code.code ?? '没有编码'}</td>
                <td>{code.features}</td>
                <td className="overlay-word">
                  {code.aspect === 'sensitive' ? (
                    <span className="quiet">是不是居住、学校、医院要看细类，请核对后改编码</span>
                  ) : (
                    <Select
                      aria-label={`${code.layerName} ${code.code ?? '没有编码'} 读作`}
                      placeholder="请选择"
                      value={chosen[keyOf(code)] ?? null}
                      onChange={(purpose: Purpose | null) =>
                        purpose && setChosen({ ...chosen, [keyOf(code)]: purpose })
                      }
                      options={OPTIONS}
                      popupMatchSelectWidth={false}
                    />
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <FaultLine error={start.error} />
      {run.can.again && (
        <Button type="primary" loading={start.isPending} disabled={Object.keys(chosen).length === 0} onClick={again}>
          按这些读法再叠加一次
        </Button>
      )}
    </>
  );
}
