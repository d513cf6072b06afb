import type { RecordView } from '@quantu/registers';
import { lazy, Suspense } from 'react';
import { Link } from 'react-router';
import { registerAddress } from '../../shell/catalogue.ts';
import { isGeometryKind } from '../model/fields.ts';
import { useRegister } from '../use-register.tsx';

const GeometryView = lazy(async () => ({ default: (await import('../../map/geometry-view.tsx')).GeometryView }));

/** Where it is, among the other records of its register. */
export function RecordPlace({ record, isPanel = false }: { record: RecordView; isPanel?: boolean }) {
  const { register, district } = useRegister();
  const fields = register.fields.filter(({ key, kind }) => isGeometryKind(kind) && key in record.values);
  const places = fields.flatMap((field) => {
    const value = record.values[field.key] ?? null;
    return typeof value === 'object' && value !== null ? [{ field, value }] : [];
  });
  if (fields.length === 0) return null;
  return (
    <section className={isPanel ? 'panel' : 'field-group'} aria-label="位置">
      <h2>位置</h2>
      {places.length === 0 && <p className="quiet">还没有在地图上定位</p>}
      {places.map(({ field, value }) => (
        <figure key={field.key} className="place-figure">
          <Suspense fallback={<div className="map-frame quiet">正在打开地图…</div>}>
            <GeometryView geometry={value} label={field.label} />
          </Suspense>
          <figcaption className="quiet">
            {field.label} ·{' '}
            <Link to={registerAddress(district, register.key, `face=map&record=${record.id}`)}>在地图上看</Link>
          </figcaption>
        </figure>
      ))}
    </section>
  );
}
