import { EditOutlined, ImportOutlined, PlusOutlined, PrinterOutlined } from '@ant-design/icons';
import { Button, Dropdown } from 'antd';
import { Link, useNavigate } from 'react-router';
import type { StartImport } from '../../imports/use-send-import.tsx';
import { registerAddress } from '../../shell/catalogue.ts';
import { useDisplay } from '../../shell/display.ts';
import { useRegister } from '../use-register.tsx';
import type { ShownHere } from '../use-shown.ts';
import { ExportMenu } from './export-menu.tsx';

/** What can be done with the register as a whole. While a past day is shown, nothing that writes. */
export function HeadActions({ here, startImport }: { here: ShownHere; startImport: StartImport }) {
  const { district, register, asOf } = useRegister();
  const { isNarrow } = useDisplay();
  const navigate = useNavigate();
  const { shown, show } = here;
  const isNow = asOf === null;
  const canEditCells = isNow && register.can.write && shown.face === 'table' && !isNarrow;
  const base = registerAddress(district, register.key);
  return (
    <>
      <ExportMenu selection={here.selection} columns={here.columns} />
      {!isNarrow && shown.face === 'table' && (
        <Button icon={<PrinterOutlined />} onClick={() => window.print()}>
          打印
        </Button>
      )}
      {isNow && register.can.import && (
        <Dropdown.Button
          className="import-button"
          onClick={startImport.choose}
          menu={{ items: [{ key: 'past', label: <Link to={`${base}/imports`}>导入记录</Link> }] }}
          buttonsRender={([main, more]) => [main, more]}
        >
          <ImportOutlined /> 导入
        </Dropdown.Button>
      )}
      {canEditCells && (
        <Button
          icon={<EditOutlined />}
          aria-pressed={shown.isEditing}
          onClick={() => show({ isEditing: !shown.isEditing, group: null })}
        >
          {shown.isEditing ? '不再改表格' : '在表格里改'}
        </Button>
      )}
      {isNow && register.can.create && (
        <Button type="primary" icon={<PlusOutlined />} onClick={() => void navigate(`${base}/new`)}>
          新增
        </Button>
      )}
    </>
  );
}
