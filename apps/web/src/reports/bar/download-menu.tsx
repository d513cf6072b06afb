import { DownOutlined } from '@ant-design/icons';
import { addressOf } from '@quantu/people';
import { reportRoutes } from '@quantu/reports';
import { Button, Dropdown } from 'antd';
import { useDesk } from '../desk.ts';

const FORMATS = [
  ['docx', 'DOCX 公文', 'Word、WPS 可以直接改'],
  ['pdf', 'PDF 公文', '用于打印'],
  ['json', 'JSON 数据', '正文、数字和绑定'],
] as const;

/** The report as a file, now or as it was in one version. */
export function DownloadMenu({ version }: { version?: number }) {
  const { district, report, paper } = useDesk();
  const query = version === undefined ? {} : { version };
  const items = FORMATS.map(([as, word, note]) => ({
    key: as,
    label: (
      <a
        href={addressOf(reportRoutes.reportFile, { params: { district, report: report.id }, query: { as, ...query } })}
        download
        onPointerDown={() => paper?.saver.flush()}
      >
        {word} <span className="quiet">{note}</span>
      </a>
    ),
  }));
  return (
    <Dropdown menu={{ items }} trigger={['click']}>
      <Button size={version === undefined ? 'middle' : 'small'}>
        下载 <DownOutlined className="tiny" />
      </Button>
    </Dropdown>
  );
}
