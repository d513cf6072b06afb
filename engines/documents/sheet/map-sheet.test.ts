import { extractText, getDocumentProxy } from 'unpdf';
import { expect, test } from 'vitest';
import { typesetMapSheet } from './map-sheet.server.ts';
import type { MapSheet } from './map-sheet.ts';

const sheet: MapSheet = {
  title: '土地利用现状图 #set page()',
  mark: '虚构示例',
  paper: { width: 420, height: 297 },
  map: { left: 14, top: 26, width: 312, height: 245 },
  legendPlace: { left: 329, top: 23, width: 80, height: 251 },
  svg:
    '<svg xmlns="http://www.w3.org/2000/svg" width="312mm" height="245mm" viewBox="0 0 312 245" font-family="{{font}}">' +
    '<path d="M0 0L312 245" stroke="#000"/><text x="20" y="20" font-size="3">水田</text></svg>',
  scale: '1:10,000',
  bar: { stepMm: 10, labels: ['0', '100', '200 米'] },
  legend: [
    {
      title: '现状',
      entries: Array.from({ length: 70 }, (_, i) => ({ label: `${i} 类`, colour: '#68b167', sign: 'area' as const })),
    },
  ],
  corners: { southWest: '东 1 北 2', northEast: '东 3 北 4' },
  imprint: ['CGCS2000', '第 2 版'],
  approval: '审图号：',
};

test('a sheet has the size of its paper, and all its words as they stand', async () => {
  const document = await getDocumentProxy(new Uint8Array(typesetMapSheet(sheet)));
  const page = await document.getPage(1);
  const [, , width = 0, height = 0] = page.view;
  expect(document.numPages).toBe(1);
  expect(width).toBeCloseTo((420 / 25.4) * 72, 1);
  expect(height).toBeCloseTo((297 / 25.4) * 72, 1);
  const { text } = await extractText(document, { mergePages: true });
  const all = text.replace(/\s/g, '');
  for (const word of ['土地利用现状图#setpage()', '虚构示例', '1:10,000', '69类', '东3北4', '第2版', '审图号', '水田'])
    expect(all).toContain(word);
});
