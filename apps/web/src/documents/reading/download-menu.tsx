import { DownOutlined } from '@ant-design/icons';
import { addressOf } from '@quantu/people';
import { documentRoutes } from '@quantu/product-documents';
import { Button, Dropdown } from 'antd';

const FORMATS = [
  ['docx', 'DOCX 公文', '红头公文版式，Word、WPS 可以直接改'],
  ['pdf', 'PDF 公文', '红头公文版式，用于打印'],
  ['xlsx', 'Excel 数字表', '每个数字一行'],
  ['json', 'JSON 数据', '结构、数字、实体、承诺、发现'],
  ['original', '原文件', '上传时的文件，一字未动'],
] as const;

export function DownloadMenu({ district, document }: { district: string; document: string }) {
  const items = FORMATS.map(([format, word, note]) => ({
    key: format,
    label: (
      <a href={addressOf(documentRoutes.download, { params: { district, document, format } })} download>
        {word} <span className="quiet">{note}</span>
      </a>
    ),
  }));
  return (
    <Dropdown menu={{ items }} trigger={['click']}>
      <Button>
        下载 <DownOutlined className="tiny" />
      </Button>
    </Dropdown>
  );
}
