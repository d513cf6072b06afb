import type { Basemaps } from '@quantu/plans';
import { Button, Input } from 'antd';
import { useState } from 'react';

interface Props {
  tianditu: Basemaps['tianditu'];
  isBusy: boolean;
  /** An empty key takes it away. */
  onSet: (key: string) => void;
}

/** 天地图 by key: the only foreign address that a page is ever let reach. */
export function TiandituKey({ tianditu, isBusy, onSet }: Props) {
  const [key, setKey] = useState('');
  return (
    <section className="sheet" aria-label="天地图">
      <h2>天地图</h2>
      <p className="quiet">
        需要能上互联网的电脑和在天地图控制台申请的“浏览器端”密钥。启用后浏览器直接向 tianditu.gov.cn
        取图，对方能知道正在看哪里；涉密网络不要启用。
      </p>
      <p>{tianditu === null ? '没有启用。' : `已启用，密钥以 ${tianditu.key.slice(0, 4)} 开头。`}</p>
      <form
        className="basemap-key"
        onSubmit={(event) => {
          event.preventDefault();
          onSet(key);
        }}
      >
        <Input
          aria-label="天地图密钥"
          placeholder="32 位字母和数字"
          autoComplete="off"
          value={key}
          onChange={({ target }) => setKey(target.value)}
        />
        <Button type="primary" htmlType="submit" disabled={isBusy || key.trim() === ''}>
          {tianditu === null ? '启用' : '更换密钥'}
        </Button>
        {tianditu !== null && (
          <Button disabled={isBusy} onClick={() => onSet('')}>
            停用
          </Button>
        )}
      </form>
    </section>
  );
}
