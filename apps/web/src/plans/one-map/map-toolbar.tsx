import { App, Button } from 'antd';
import { LinkButton } from '../link-button.tsx';
import { saveText } from '../save-text.ts';
import type { Tool } from '../map-state.ts';
import { mapAddress, useMayWritePlans } from '../use-plans.ts';
import { writeShown } from '../map-state.ts';
import type { OneMapHere } from './use-one-map.ts';

const WORDS: readonly (readonly [Tool, string, string])[] = [
  ['identify', '查询', '在图上点一下，看这里各图层有什么'],
  ['line', '量距', '依次点出各点，双击结束'],
  ['area', '量面', '依次点出各角，双击闭合，按椭球面积计算'],
  ['statistics', '统计', '画一个范围，看各图层的统计和用地平衡表'],
  ['thematic', '专题', '按任意字段分级设色'],
];

/** What can be done with the map, in words. */
export function MapToolbar({ here }: { here: OneMapHere }) {
  const { message } = App.useApp();
  const mayWrite = useMayWritePlans();
  const { state, district, shown } = here;
  const choose = (tool: Tool): void => {
    here.setCorners([]);
    here.setDrawing(true);
    here.show({ tool, drawn: [], pick: null, open: null });
  };
  const rest = new URLSearchParams({ on: writeShown(shown) });
  const at = new URLSearchParams(location.search).get('at');
  if (at !== null) rest.set('at', at);
  const share = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(location.href);
      void message.success('地图的链接已复制，同事打开看到的一样');
    } catch {
      // Without a secure connection a browser lends nobody its clipboard.
      saveText('一张图链接.txt', location.href, 'text/plain');
    }
  };
  return (
    <div className="map-toolbar" role="toolbar" aria-label="地图工具">
      {WORDS.map(([tool, word, says]) => (
        <Button
          key={tool}
          type={state.tool === tool ? 'primary' : 'text'}
          aria-pressed={state.tool === tool}
          title={says}
          onClick={() => choose(tool)}
        >
          {word}
        </Button>
      ))}
      <LinkButton type="text" to={mapAddress(district, `/compare?${rest.toString()}`)}>
        比较
      </LinkButton>
      <LinkButton type="text" to={mapAddress(district, `/print?${rest.toString()}`)}>
        打印
      </LinkButton>
      <Button type="text" title="复制这张图的链接" onClick={() => void share()}>
        分享
      </Button>
      {mayWrite && (
        <LinkButton type="text" to={mapAddress(district, '/imports')}>
          导入
        </LinkButton>
      )}
    </div>
  );
}
