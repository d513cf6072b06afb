import type { Geometry } from '@quantu/geometry';
import type { Candidate, SearchAnswer, SearchWish } from '@quantu/plans';
import { Alert, Button } from 'antd';
import { Link } from 'react-router';
import { useDistrict } from '../../shell/session.ts';
import { saveText } from '../save-text.ts';
import { mapAddress } from '../use-plans.ts';
import { areaText } from '../words.ts';
import { startState } from './start.ts';

interface Props {
  wish: SearchWish;
  answer: SearchAnswer;
  chosen: Candidate | null;
  onChoose: (candidate: Candidate) => void;
}

/** The parcels that fit, with what each is worth by each criterion and how the score came about. */
export function Candidates({ wish, answer, chosen, onChoose }: Props) {
  const { data, parcels, fitting, excluded, unjudged, formula } = answer;
  return (
    <section id="candidates" aria-label="候选地块">
      <h2>
        {parcels} 个地块里有 {fitting} 个合适
        {data.length > 0 && (
          <Button type="link" onClick={() => saveText('候选地块.geojson', geoJsonOf(data))}>
            导出 GeoJSON
          </Button>
        )}
      </h2>
      {unjudged.map(({ criterion, text }) => (
        <Alert key={criterion} type="warning" showIcon title={text} />
      ))}
      <p className="quiet">
        {excluded.map(({ label, count }) => `${label} ${count} 个`).join('；')}
        {excluded.length > 0 && '。'}
        {formula}。
      </p>
      {data.length > 0 && <Table wish={wish} answer={answer} chosen={chosen} onChoose={onChoose} />}
      <p className="quiet">
        所用图层：{answer.layers.map(({ name, number }) => `${name}第 ${number} 版`).join('、')}。
      </p>
    </section>
  );
}

function Table({ wish, answer: { data }, chosen, onChoose }: Props) {
  const district = useDistrict();
  const heads = ['名次', '地块', '用途', '面积', '得分', ...(data[0]?.values.map(({ label }) => label) ?? []), ''];
  return (
    <div className="table-scroll" tabIndex={0} role="region" aria-label="候选地块表">
      <table>
        <thead>
          <tr>
            {heads.map((head) =>
              head === '' ? (
                <td key="check" />
              ) : (
                <th key={head} scope="col">
                  {head}
                </th>
              ),
            )}
          </tr>
        </thead>
        <tbody>
          {data.map((one) => (
            <tr key={`${one.layer}${one.key}`} className={one === chosen ? 'is-chosen' : undefined}>
              <td>{one.rank}</td>
              <td>
                <button
                  type="button"
                  className="link-button"
                  aria-pressed={one === chosen}
                  onClick={() => onChoose(one)}
                >
                  {one.name}
                </button>
              </td>
              <td>{one.codeLabel}</td>
              <td>{areaText(one.areaM2)}</td>
              <td className="is-number">
                <b>{(one.score * 100).toFixed(1)}</b>
              </td>
              {one.values.map(({ criterion, text, score }) => (
                <td key={criterion}>
                  {text}
                  {score !== null && <span className="quiet">（{score.toFixed(2)}）</span>}
                </td>
              ))}
              <td>
                <Link
                  to={mapAddress(district, '/site-checks')}
                  state={startState({
                    name: one.name,
                    use: wish.use,
                    site: one.shape,
                    from: `选址候选地块 ${one.name}`,
                  })}
                  aria-label={`审查地块 ${one.name}`}
                >
                  审查
                </Link>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function geoJsonOf(data: readonly Candidate[]): string {
  const features = data.map(
    ({
      shape,
      values,
      rank,
      key,
      name,
      codeLabel,
      areaM2,
      score,
    }): { type: 'Feature'; geometry: Geometry; properties: object } => ({
      type: 'Feature',
      geometry: shape,
      properties: {
        rank,
        key,
        name,
        codeLabel,
        areaM2,
        score,
        ...Object.fromEntries(values.map(({ label, text }) => [label, text])),
      },
    }),
  );
  return JSON.stringify({ type: 'FeatureCollection', features });
}
