import { CONFLICT_KINDS, conflictKindLabel } from '@quantu/plans';
import { KIND_COLOURS } from './kinds.ts';
import { usePlaces, type PlaceProperties } from './use-places.ts';

const mu = (m2: number): string => ((m2 * 3) / 2000).toFixed(2);
const NOWHERE = '镇街以外';

/** How many conflicts of each kind each town has, and how much ground. */
export function TownsTable({ params }: { params: { district: string; run: string } }) {
  const places = (usePlaces(params.run, params).data?.features ?? []).map(({ properties }) => properties);
  const kinds = CONFLICT_KINDS.filter((kind) => places.some((place) => place.kind === kind));
  const towns = [...new Set(places.map(({ town }) => town ?? NOWHERE))].sort((a, b) => a.localeCompare(b, 'zh'));
  if (towns.length === 0) return null;
  const rows = towns.map((town) => ({ town, own: places.filter((place) => (place.town ?? NOWHERE) === town) }));
  return (
    <div className="overlay-scroll">
      <table className="overlay-table">
        <caption className="overlay-caption">各镇街的差异图斑（个）和面积</caption>
        <thead>
          <tr>
            <th scope="col">镇街</th>
            {kinds.map((kind) => (
              <th key={kind} scope="col" title={conflictKindLabel(kind)}>
                <span className="swatch" style={{ background: KIND_COLOURS[kind] }} /> {kind}
              </th>
            ))}
            <th scope="col">合计</th>
            <th scope="col">亩</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ town, own }) => (
            <tr key={town}>
              <th scope="row">{town}</th>
              {kinds.map((kind) => (
                <td key={kind}>{own.filter((place) => place.kind === kind).length || '—'}</td>
              ))}
              <td>{own.length}</td>
              <td>{mu(areaOf(own))}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">合计</th>
            {kinds.map((kind) => (
              <td key={kind}>{places.filter((place) => place.kind === kind).length}</td>
            ))}
            <td>{places.length}</td>
            <td>{mu(areaOf(places))}</td>
          </tr>
        </tfoot>
      </table>
    </div>
  );
}

const areaOf = (places: readonly PlaceProperties[]): number => places.reduce((sum, { areaM2 }) => sum + areaM2, 0);
