import { addressOf } from '@quantu/people';
import { importRoutes } from '@quantu/product-registers';
import { useSendImport, type StartImport } from '../../imports/use-send-import.tsx';
import { registerAddress } from '../../shell/catalogue.ts';
import { useRegister } from '../use-register.tsx';

/** Sends a sheet and goes where it is looked at. */
export function useStartImport(): StartImport {
  const { district, register, params } = useRegister();
  return useSendImport({
    address: addressOf(importRoutes.upload, { params }),
    pages: `${registerAddress(district, register.key)}/imports`,
    accept: '.xlsx,.xls,.csv,.geojson,.json',
    label: `选择要导入${register.label}的文件`,
  });
}
