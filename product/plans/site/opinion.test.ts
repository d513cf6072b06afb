import { decodeFile, typesetOpinionDocx, typesetOpinionPdf } from '@quantu/documents/server';
import type { Store } from '@quantu/store';
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { mapStore } from '../plans.testing.ts';
import { checkSite } from './check.server.ts';
import type { SiteResult } from './contract.ts';
import { opinionSheet } from './opinion.ts';
import { sitePicture } from './picture.server.ts';
import { deskOf, feature, newVersion, rectangle, SOUND_CONTROLS, soundWorld, takeRole } from './site.testing.ts';

let store: Store;
let result: SiteResult;
let sheet: ReturnType<typeof opinionSheet>;
let layers: ReadonlyMap<string, string>;
beforeAll(async () => {
  store = await mapStore();
  layers = await soundWorld(store);
  await newVersion(store, layers.get('permanent-farmland')!, 2, [
    feature('YN-7', rectangle(60, 40, 300, 80), { name: '永农七号图斑' }),
  ]);
  const wish = { name: '安置房二期', use: '0701', site: rectangle(0, 0, 100, 200), controls: SOUND_CONTROLS };
  result = await checkSite(deskOf(store), '规划员', wish);
  const picture = await sitePicture(deskOf(store), result);
  sheet = opinionSheet({ number: 'HG20261123-001', result, district: '东屿区（虚构）', mark: '虚构示例', picture });
}, 60_000);
afterAll(() => store.close());

test('the opinion says the verdict, every step, what was hit in three units, and every version', async () => {
  const pdf = typesetOpinionPdf(sheet);
  const text = (await decodeFile(pdf, 'a.pdf')).text.replace(/\s/g, '');
  for (const words of ['不合规', '永农七号图斑', '3,198.', '4.797', '第2版', 'HG20261123-001', '1:5,000']) {
    expect(text).toContain(words);
  }
  for (let step = 1; step <= 10; step++) expect(text).toContain(`SITE-${String(step).padStart(2, '0')}`);
});

test('who declared what, what is undecided, what approval asks for and every corner stand on the sheet', async () => {
  await takeRole(store, layers.get('coast')!);
  await takeRole(store, layers.get('flood')!);
  const wish = { name: '甲', use: '0701', site: rectangle(0, 0, 100, 200), origin: '文件 甲.txt（EPSG:4549）' };
  const told = await checkSite(deskOf(store), '规划员', {
    ...wish,
    notConcerned: [{ role: 'coast', reason: '不临海' }],
  });
  const picture = await sitePicture(deskOf(store), told);
  const { facts, sections } = opinionSheet({ number: 'HG1', result: told, district: '区', mark: null, picture });
  const section = (head: string) => sections.find((one) => one.head.endsWith(head))!;
  expect(facts).toContainEqual({ label: '范围来源', text: '文件 甲.txt（EPSG:4549）' });
  expect(section('无法判定的事项').lines).toEqual(['1. 第 5 步：没有已发布的图层担任“洪涝风险控制线”，无法判定。']);
  expect(section('所用图层').table!.rows).toContainEqual([
    '海岸线（退缩线）', '声明不涉及（规划员）：不临海', '', '', '',
  ]); // prettier-ignore
  expect(section('报批前须办理的事项').table!.rows[0]![0]).toBe('用地预审与选址');
  const corners = section('范围拐点坐标');
  expect(corners.lines[0]).toContain('共 4 个拐点');
  expect(corners.table!.rows.flat().filter((cell) => /^\d{7}\.\d{3}$/.test(cell))).toHaveLength(4);
  expect(sections.map(({ head }) => head.split('、')[0])).toEqual(
    [...'一二三四五六七八九十'].slice(0, sections.length),
  );
});

test('the same in DOCX, with the map as a drawing and as pixels, the same bytes each time', async () => {
  const docx = await typesetOpinionDocx(sheet);
  expect(Buffer.from(await typesetOpinionDocx(sheet)).equals(Buffer.from(docx))).toBe(true);
  const parts = unzipSync(docx);
  expect(Object.keys(parts).filter((name) => /media\/.*\.(svg|png)$/.test(name))).toHaveLength(2);
  const words = strFromU8(parts['word/document.xml']!).replace(/<[^>]+>/g, '');
  for (const one of ['不合规', '永农七号图斑', '第 2 版', '比例尺 1:5,000']) expect(words).toContain(one);
});

test('a length on the map times its scale is the length on the ground', () => {
  const { svg } = sheet.sections[0]!.picture!;
  const outline = [...svg.matchAll(/<path d="M([^"]*)Z" fill="#0b2fd0"/g)].at(-1)![1]!;
  const [[ax, ay], [bx, by]] = outline.split('L').map((text) => text.split(' ').map(Number)) as [number[], number[]];
  expect(Math.hypot(bx! - ax!, by! - ay!) * 5).toBeCloseTo(100, 0);
});
