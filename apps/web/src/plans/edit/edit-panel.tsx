import { areaM2, lengthM } from '@quantu/geometry';
import { Input } from 'antd';
import { useState } from 'react';
import { areaUnits, lengthText, versionText } from '../words.ts';
import type { EditFeature } from './topology.ts';
import type { Editor } from './use-editor.ts';

/** What is selected: its class, its name, how large it is now and was before. */
export function EditPanel({ editor }: { editor: Editor }) {
  const { selected, history, layer, base, mode } = editor;
  const chosen = [...selected].flatMap((key) => history.now.get(key) ?? []);
  return (
    <aside className="map-panel" aria-label="选中的要素">
      <div className="map-panel-body">
        <p className="quiet">
          {base === 0
            ? '这个图层还没有版本，画出的是第一版草稿。'
            : base < 0
              ? `正在改${versionText(layer, base)}，不影响现行版本和草稿。`
              : layer.drafts.length > 0
                ? `正在改第 ${base} 版草稿。`
                : `在第 ${base} 版上改，保存后成为草稿。`}
        </p>
        {mode === 'draw' && <p>依次点出各点，双击或按回车结束，退格键退一点，Esc 取消。</p>}
        {mode === 'split' && <p>画一条穿过选中面的线，两头都要在面外，双击结束。</p>}
        {mode === 'select' && chosen.length === 0 && (
          <p>点一个要素来编辑。拖动圆点改边界，相邻的面共用的边一起动；按住 Shift 可以多选。</p>
        )}
        {chosen.length > 1 && (
          <p>
            选了 {chosen.length} 个{layer.shape === 'area' && '，可以合并'}
          </p>
        )}
        {chosen.map((one) => (
          <Chosen key={one.key} one={one} before={history.original.get(one.key)} editor={editor} />
        ))}
      </div>
    </aside>
  );
}

function Chosen({ one, before, editor }: { one: EditFeature; before: EditFeature | undefined; editor: Editor }) {
  const { layer, change } = editor;
  const area = areaM2(one.shape);
  const difference = before ? area - areaM2(before.shape) : 0;
  return (
    <section className="hit">
      <h3>{one.isNew ? '新要素' : (one.name ?? one.key)}</h3>
      <div className="theme-form">
        <label>
          分类代码
          <Part label="分类代码" value={one.code} onDone={(code) => change(one.key, { code })} />
        </label>
        <label>
          名称
          <Part label="名称" value={one.name} onDone={(name) => change(one.key, { name })} />
        </label>
      </div>
      {layer.shape === 'area' && (
        <p className="map-sum">
          {areaUnits(area).map(({ unit, text }) => (
            <span key={unit} className="hit-area">
              <b>{text}</b> {unit}
            </span>
          ))}
          {Math.abs(difference) >= 0.01 && (
            <span className="hit-area watch-word">
              比原来{difference > 0 ? '大' : '小'} {Math.abs(difference).toFixed(2)} 平方米
            </span>
          )}
        </p>
      )}
      {layer.shape === 'line' && <p className="map-sum">{lengthText(lengthM(one.shape))}</p>}
    </section>
  );
}

function Part({
  label,
  value,
  onDone,
}: {
  label: string;
  value: string | null;
  onDone: (text: string | null) => void;
}) {
  const [typed, setTyped] = useState<string | null>(null);
  const done = (): void => {
    const text = typed?.trim();
    if (text !== undefined && text !== (value ?? '')) onDone(text === '' ? null : text);
    setTyped(null);
  };
  return (
    <Input
      aria-label={label}
      maxLength={200}
      value={typed ?? value ?? ''}
      onChange={({ target }) => setTyped(target.value)}
      onBlur={done}
      onPressEnter={done}
    />
  );
}
