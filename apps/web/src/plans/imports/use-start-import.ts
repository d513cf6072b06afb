import { addressOf } from '@quantu/people';
import { spatialImportRoutes } from '@quantu/plans';
import { useSendImport, type StartImport } from '../../imports/use-send-import.tsx';
import { useDistrict } from '../../shell/session.ts';
import { mapAddress } from '../use-plans.ts';

const ACCEPTED = '.zip,.shp,.geojson,.json,.gpkg,.kml,.kmz,.dxf,.csv,.xlsx,.txt,.pbf,.osm.pbf';

/** Sends a file and goes where it is looked at. */
export function useStartImport(): StartImport {
  const district = useDistrict();
  return useSendImport({
    address: addressOf(spatialImportRoutes.upload, { params: { district } }),
    pages: mapAddress(district, '/imports'),
    accept: ACCEPTED,
    label: '选择要导入的空间数据文件',
  });
}
