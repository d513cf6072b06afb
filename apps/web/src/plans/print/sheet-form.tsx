import { PAPERS, sheetScales, type SheetWish } from '@quantu/plans';
import { AutoComplete, Button, Input, Segmented, Select } from 'antd';
import { useState } from 'react';
import { grouped } from '../../shell/figure-text.ts';
import type { SheetHere } from './use-sheet.ts';

const [SMALLEST, LARGEST] = [200, 200_000];

/** Title, paper, scale and imprint of a sheet. */
export function SheetForm({ sheet }: { sheet: SheetHere }) {
  const { wish, put, lying } = sheet;
  const [typed, setTyped] = useState(String(wish.scale));
  const takeScale = (text: string): void => {
    setTyped(text);
    const scale = Number(text.replace(/^1\s*[:：]/, '').replaceAll(',', ''));
    if (Number.isInteger(scale) && scale >= SMALLEST && scale <= LARGEST) put({ scale });
  };
  const isScale = Number(typed) === wish.scale;
  return (
    <form
      className="theme-form"
      onSubmit={(event) => {
        event.preventDefault();
        sheet.take();
      }}
    >
      <label>
        图名
        <Input
          aria-label="图名"
          maxLength={80}
          placeholder={sheet.usualTitle}
          value={wish.title}
          onChange={({ target }) => put({ title: target.value })}
        />
      </label>
      <label>
        纸张
        <Select
          aria-label="纸张"
          value={wish.paper}
          options={PAPERS.map((value) => ({ value, label: value }))}
          onChange={(paper: SheetWish['paper']) => put({ paper })}
        />
      </label>
      <Segmented
        aria-label="方向"
        value={wish.isLandscape ? 'wide' : 'tall'}
        options={[
          { value: 'wide', label: '横' },
          { value: 'tall', label: '竖' },
        ]}
        onChange={(value: string) => put({ isLandscape: value === 'wide' })}
      />
      <label>
        比例尺 1:
        <AutoComplete
          aria-label="比例尺分母"
          value={typed}
          status={isScale ? '' : 'error'}
          options={sheetScales.map((value) => ({ value: String(value), label: `1:${grouped(String(value))}` }))}
          onChange={takeScale}
        />
      </label>
      {!isScale && (
        <p className="problem">
          填 {grouped(String(SMALLEST))} 到 {grouped(String(LARGEST))} 的整数
        </p>
      )}
      <label>
        制图单位
        <Input
          aria-label="制图单位"
          maxLength={60}
          value={wish.maker}
          onChange={({ target }) => put({ maker: target.value })}
        />
      </label>
      <label>
        审图号
        <Input
          aria-label="审图号"
          maxLength={60}
          placeholder="没有就留空位"
          value={wish.approval}
          onChange={({ target }) => put({ approval: target.value })}
        />
      </label>
      <p className="quiet">
        {lying.length === 0 ? '没有可印的图层，请先在一张图上打开图层' : `${lying.length} 个图层：`}
        {lying.map(({ layer }) => layer.name).join('、')}
        {lying.some(({ isDraft }) => isDraft) && <span className="watch-word">　▲ 含草稿</span>}
      </p>
      <p className="map-acts">
        <Button type="primary" htmlType="submit" loading={sheet.isBusy} disabled={!isScale || lying.length === 0}>
          生成 PDF
        </Button>
        <Button onClick={sheet.look}>看整幅</Button>
      </p>
      <p className="quiet">矢量 PDF，按“实际大小”打印时比例尺准确。只印所列图层，不印底图。</p>
    </form>
  );
}
