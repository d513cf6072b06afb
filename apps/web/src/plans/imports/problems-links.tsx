import { spatialImportRoutes as routes, type SpatialImport } from '@quantu/plans';
import { addressOf } from '@quantu/people';
import { useDistrict } from '../../shell/session.ts';

/** What was rejected, mended or is doubtful, to take along: to look through, and to correct in a GIS. */
export function ProblemsLinks({ one }: { one: SpatialImport }) {
  const district = useDistrict();
  const isSome =
    one.counts.rejected > 0 || one.layers.some(({ findings, counts }) => findings.length > 0 || counts?.repaired);
  if (!isSome) return null;
  const href = (format: 'xlsx' | 'geojson') =>
    addressOf(routes.problems, { params: { district, import: one.id }, query: { format } });
  return (
    <p className="import-problems">
      问题清单（附原因）：
      <a href={href('xlsx')} download>
        Excel
      </a>
      　
      <a href={href('geojson')} download>
        GeoJSON
      </a>
    </p>
  );
}
